import { z } from 'zod'
import { ACTIONS } from '../workspace/actions.ts'
import { HttpError } from './http-error.ts'
import { changeAnswer, granted, type Params, parse, type Route, route } from './route.ts'
import {
  CLEAR_MEMORY,
  CREATE_DOCUMENT,
  DELETE,
  HISTORY_QUERY,
  RENAME,
  RESTORE,
  REVERT,
  SAVE_DOCUMENT,
  TEXT_QUERY,
} from './schemas.ts'

const OUTCOME = '`ChangeOutcome`: 200 done, unchanged or merged; 409 conflict; 4xx refused, with words'

/** What people do with the memory. */
export const MEMORY_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/memory/documents/:document',
    summary: 'The text of a document, as it is or as it was at a version.',
    answers: '200 `{ document: DocumentId, version: number, text: string }`',
    query: TEXT_QUERY,
    handle: async ({ memory }, { params, query }) => {
      const document = params('document')
      const version = query.version ?? memory.document(document)?.version
      const text = version === undefined ? null : await memory.text(document, version)
      if (text === null) throw new HttpError(404, 'not_found', 'There is no such document or version.')
      return { status: 200, body: { document, version, text } }
    },
  }),
  route({
    method: 'POST',
    path: '/api/memory/documents',
    summary: 'Creates a document where none is.',
    answers: OUTCOME,
    body: CREATE_DOCUMENT,
    handle: async ({ workspace }, { body }) =>
      changeAnswer(granted(await workspace.perform(ACTIONS.createDocument, body))),
  }),
  route({
    method: 'PUT',
    path: '/api/memory/documents/:document',
    summary: 'Saves a text over the version it was made from; merges with what was changed since.',
    answers: OUTCOME,
    body: SAVE_DOCUMENT,
    handle: async ({ workspace }, { params, body }) => {
      const input = { ...body, document: params('document') }
      return changeAnswer(granted(await workspace.perform(ACTIONS.saveDocument, input)))
    },
  }),
  route({
    method: 'POST',
    path: '/api/memory/rename',
    summary: 'Renames or moves a document or a directory.',
    answers: OUTCOME,
    body: RENAME,
    handle: async ({ workspace }, { body }) =>
      changeAnswer(granted(await workspace.perform(ACTIONS.renameDocuments, body))),
  }),
  route({
    method: 'POST',
    path: '/api/memory/delete',
    summary: 'Deletes a document or a directory. Reverting the commit of the answer brings it back.',
    answers: OUTCOME,
    body: DELETE,
    handle: async ({ workspace }, { body }) =>
      changeAnswer(granted(await workspace.perform(ACTIONS.deleteDocuments, body))),
  }),
  route({
    method: 'POST',
    path: '/api/memory/clear',
    summary: 'Deletes every document, in one commit that can be reverted.',
    answers: OUTCOME,
    body: CLEAR_MEMORY,
    handle: async ({ workspace }, { body }) =>
      changeAnswer(granted(await workspace.perform(ACTIONS.clearMemory, { speaker: body.speaker }))),
  }),
  route({
    method: 'POST',
    path: '/api/memory/documents/:document/restore',
    summary: 'Gives a document, alive or deleted, the text of an older version.',
    answers: OUTCOME,
    body: RESTORE,
    handle: async ({ workspace }, { params, body }) => {
      const input = { ...body, document: params('document') }
      return changeAnswer(granted(await workspace.perform(ACTIONS.restoreDocument, input)))
    },
  }),
  route({
    method: 'POST',
    path: '/api/memory/commits/:number/revert',
    summary: 'Undoes one commit as a new commit, unless something it touched was changed since.',
    answers: OUTCOME,
    body: REVERT,
    handle: async ({ workspace }, { params, body }) => {
      const input = { commit: commitNumber(params), speaker: body.speaker }
      return changeAnswer(granted(await workspace.perform(ACTIONS.revertCommit, input)))
    },
  }),
  route({
    method: 'GET',
    path: '/api/memory/history',
    summary: 'Commits, newest first, of the whole memory or of one document.',
    answers: '200 `{ commits: Commit[] }`',
    query: HISTORY_QUERY,
    handle: ({ memory }, { query }) => {
      const commits = memory.history(query).map(({ result: _, ...commit }) => commit)
      return { status: 200, body: { commits } }
    },
  }),
]

const COMMIT_NUMBER = z
  .string()
  .regex(/^\d{1,15}$/, 'Expected the number of a commit.')
  .transform(Number)

function commitNumber(params: Params): number {
  return parse(COMMIT_NUMBER, params('number'))
}
