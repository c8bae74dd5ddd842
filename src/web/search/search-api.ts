import type { SearchAnswer } from '../../search/answer.ts'
import type { SaidAnswer } from '../../workspace/find-said.ts'
import { type Answer, call } from '../api.ts'

/** Documents asked for at a time. */
const HITS = 20

export function searchMemory(query: string, offset: number, limit = HITS): Promise<Answer<SearchAnswer>> {
  return call('GET', `/memory/search?q=${encodeURIComponent(query)}&offset=${offset}&limit=${limit}`)
}

/** Turns that are shown at a time. */
const TURNS = 12

export function searchChats(query: string): Promise<Answer<SaidAnswer>> {
  return call('GET', `/said?q=${encodeURIComponent(query)}&limit=${TURNS}`)
}
