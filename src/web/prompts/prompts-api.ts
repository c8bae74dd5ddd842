/** What the server is asked about prompts. */
import type { OwnPrompt, PromptText } from '../../workspace/prompts.ts'
import { call, orThrow } from '../api.ts'
import { viewerName } from '../me.ts'

/** A prompt that is ready to use: one that came with Commonplace, or one that somebody here made. */
export interface Prompt extends PromptText {
  readonly id: string
  readonly own?: Own | undefined
}

export interface Own {
  /** Who made it; null: nobody who said a name. */
  readonly by: string | null
  readonly version: number
}

interface Library {
  readonly prompts: readonly Prompt[]
  readonly systemPrompts: readonly Prompt[]
}

/** A question for `useQuery`: the prompts that came with Commonplace. They change only when it is started anew. */
export const libraryQuery = {
  queryKey: ['prompts'],
  queryFn: async () => {
    const { prompts, systemPrompts } = await orThrow(call<Library>('GET', '/prompts'))
    return [...prompts, ...systemPrompts].filter(({ own }) => own === undefined)
  },
  staleTime: Number.POSITIVE_INFINITY,
}

interface Imported {
  readonly prompts: readonly { readonly how: 'added' | 'changed' | 'unchanged' }[]
}

const id = encodeURIComponent

export const promptsApi = {
  /** `prompt` is an id made here, so that asking twice keeps one. */
  keep: (prompt: string, said: PromptText) =>
    call<{ prompt: OwnPrompt }>('POST', '/prompts', { id: prompt, ...said }),
  change: (prompt: string, base: number, said: PromptText) =>
    call<{ prompt: OwnPrompt }>('PUT', `/prompts/${id(prompt)}`, { ...said, base }),
  remove: (prompt: string) => call<object>('DELETE', `/prompts/${id(prompt)}`, {}),
  bringIn: (source: string) => call<Imported>('POST', '/prompts/import', { source }),
}

/** Where a prompt can be had as a file; all of one's own without it. A link sends no header, so it says itself who asks. */
export function filePath(prompt: string | null): string {
  const as = id(viewerName() ?? '')
  return prompt === null ? `/api/prompts/export?as=${as}` : `/api/prompts/${id(prompt)}/file?as=${as}`
}
