/** What the server is asked about prompts. */
import { call, orThrow } from '../api.ts'

/** A prompt that is ready to use. */
export interface Prompt {
  readonly id: string
  readonly title: string
  /** Who speaks it: a persona, or `everybody`. */
  readonly for: string
  /** The workflow it is a step of. */
  readonly group: string
  readonly teaches: string
  readonly expects: string
  /** `claude`: it takes a real Claude to do it well. */
  readonly best: 'any' | 'claude'
  readonly text: string
}

interface Library {
  readonly prompts: readonly Prompt[]
  readonly systemPrompts: readonly Prompt[]
}

/** A question for `useQuery`: the prompts that came with Commonplace. They change only when it is started anew. */
export const libraryQuery = {
  queryKey: ['prompts'],
  queryFn: () => orThrow(call<Library>('GET', '/prompts')),
  staleTime: Number.POSITIVE_INFINITY,
}
