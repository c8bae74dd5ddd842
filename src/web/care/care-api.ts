/** What the server is asked when somebody looks after the memories. */
import type { MemoryId } from '../../memory/rights.ts'
import { call } from '../api.ts'

export interface ForReview {
  readonly memory: MemoryId
  readonly document: string
  readonly path: string
  readonly since: string
  readonly days: number
  /** A sentence for people. */
  readonly why: string
}

/** Never the secret itself. */
export interface Finding {
  readonly memory: MemoryId
  readonly document: string
  readonly version: number
  readonly path: string
  /** Whether the document holds it now. */
  readonly present: boolean
  /** What it looks like, such as "an AWS access key". */
  readonly words: string
  readonly line: number
}

export interface Verdict {
  readonly commits: number
  readonly texts: number
  readonly erased: number
  readonly head: { readonly number: number; readonly hash: string }
  readonly problems: readonly { readonly commit: number; readonly why: string }[]
}

export const care = {
  review: () => call<{ days: number; documents: readonly ForReview[] }>('GET', '/memory/review'),
  scan: (all: boolean) =>
    call<{ findings: readonly Finding[]; more: boolean }>('GET', `/memory/scan?all=${all}`),
  verify: (memory: MemoryId) => call<Verdict>('GET', `/memory/verify?memory=${encodeURIComponent(memory)}`),
}
