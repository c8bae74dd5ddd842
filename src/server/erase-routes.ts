import { ACTIONS } from '../workspace/actions.ts'
import { previewErasing } from '../workspace/erase-preview.ts'
import type { Erasing } from '../workspace/erase-shelves.ts'
import { HttpError } from './http-error.ts'
import { granted, type Route, route } from './route.ts'
import { ERASE, ERASE_PREVIEW } from './schemas.ts'

/** Forgetting for ever. */
export const ERASE_ROUTES: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/memory/erase/preview',
    summary: 'Everything that holds what somebody wants erased for ever. Changes nothing.',
    answers: '200 `ErasePreview`',
    body: ERASE_PREVIEW,
    handle: async ({ workspace }, { body }) => ({
      status: 200,
      body: granted(await workspace.perform(previewErasing, { what: erasingOf(body) })),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/memory/erase',
    summary:
      'Erases for ever: a document, versions of it, or words wherever they stand. Cannot be undone; leaves a tombstone in the history.',
    answers: '200 `Erasure`: the commits, and what a search of all files has found afterwards',
    body: ERASE,
    handle: async ({ workspace }, { body }) => {
      const { speaker, alsoIn } = body
      const input = { what: erasingOf(body), alsoIn, speaker }
      return { status: 200, body: granted(await workspace.perform(ACTIONS.erase, input)) }
    },
  }),
]

interface Asked {
  readonly document?: string | undefined
  readonly versions?: readonly number[] | 'all' | undefined
  readonly words?: string | undefined
}

function erasingOf({ document, versions, words }: Asked): Erasing {
  if (words !== undefined && document === undefined && versions === undefined) return { kind: 'words', words }
  if (document !== undefined && versions !== undefined && words === undefined)
    return { kind: 'document', document, versions }
  throw new HttpError(400, 'bad_input', 'Expected either "words", or "document" with "versions".')
}
