/** What the server is asked when something shall be forgotten for ever. */
import type { Erasure } from '../../workspace/erase.ts'
import type { ErasePreview } from '../../workspace/erase-places.ts'
import { type Answer, call } from '../api.ts'

/** What shall go: a document or versions of it, or words wherever they stand. */
export type Asked =
  | { readonly document: string; readonly versions: readonly number[] | 'all' }
  | { readonly words: string }

export interface AlsoIn {
  readonly documents: readonly string[]
  readonly chats: boolean
  readonly settings: boolean
  readonly prompts: boolean
}

export function previewErasing(asked: Asked): Promise<Answer<ErasePreview>> {
  return call('POST', '/memory/erase/preview', asked)
}

export function eraseForEver(asked: Asked, alsoIn: AlsoIn, speaker: string): Promise<Answer<Erasure>> {
  return call('POST', '/memory/erase', { ...asked, alsoIn, speaker })
}
