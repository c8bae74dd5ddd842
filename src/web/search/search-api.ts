import type { SearchAnswer } from '../../search/answer.ts'
import { type Answer, call } from '../api.ts'

/** Documents asked for at a time. */
export const HITS = 20

export function searchMemory(query: string, offset: number): Promise<Answer<SearchAnswer>> {
  return call('GET', `/memory/search?q=${encodeURIComponent(query)}&offset=${offset}&limit=${HITS}`)
}
