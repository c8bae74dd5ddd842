import type { ChangeOutcome, Conflicts } from '../memory/contract.ts'
import { ACTIONS } from '../workspace/actions.ts'
import { previewReplacing, type ReplaceOutcome } from '../workspace/batch-actions.ts'
import { blameDocument, treeOfMemory } from '../workspace/provenance-actions.ts'
import { memoryOfTurn } from '../workspace/provenance-turn.ts'
import { previewUndoing, type UndoOutcome } from '../workspace/undo-actions.ts'
import { BLAME_QUERY, CHANGE, REPLACE, TREE_QUERY, UNDO } from './history-schemas.ts'
import { HttpError } from './http-error.ts'
import { type Answer, changeAnswer, granted, type Route, route } from './route.ts'

const CONFLICTS =
  '409 `{ kind: "conflicts", conflicts: DocumentConflict[] }`: nothing was done; send `resolutions`'

/** The past of memories: who wrote what, how it was, and bringing it back. */
export const HISTORY_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/memory/documents/:document/blame',
    summary: 'For each line of a document the commit that wrote it.',
    answers:
      '200 `{ memory: MemoryId, version: number, commits: Commit[], lines: (number | null)[] }`: `lines[i]` wrote line i + 1; null: not known any more',
    query: BLAME_QUERY,
    handle: async ({ workspace }, { params, query }) => {
      const input = { document: params('document'), version: query.version }
      return { status: 200, body: granted(await workspace.perform(blameDocument, input)) }
    },
  }),
  route({
    method: 'GET',
    path: '/api/memory/tree',
    summary:
      'All documents of a memory as they were after a commit, or at a time. Ask for their texts by version.',
    answers:
      '200 `{ memory, number, at, head, documents: { document, path, version, size, changedAt, changedBy, erased? }[] }`',
    query: TREE_QUERY,
    handle: async ({ workspace }, { query }) => {
      if (query.number !== undefined && query.at !== undefined)
        throw new HttpError(400, 'bad_input', 'Expected either "number" or "at", and both came.')
      return { status: 200, body: granted(await workspace.perform(treeOfMemory, query)) }
    },
  }),
  route({
    method: 'GET',
    path: '/api/chats/:chat/turns/:turn/memory',
    summary: 'What a turn read in the memories, and what it wrote.',
    answers:
      '200 `{ read: { memory, document, path, version }[], wrote: { memory, number, document, path, kind, version }[] }`',
    handle: async ({ workspace }, { params }) => {
      const input = { chat: params('chat'), turn: params('turn') }
      return { status: 200, body: granted(await workspace.perform(memoryOfTurn, input)) }
    },
  }),
  route({
    method: 'POST',
    path: '/api/memory/undo/preview',
    summary: 'What an undo would do. Changes nothing.',
    answers:
      '200 `{ documents: { memory, document, path, from?, before, after }[], more: number, conflicts: DocumentConflict[], refused: { code, message } | null }`: `refused` says why it would not be stored as it is; 4xx refused, with words',
    body: UNDO,
    handle: async ({ workspace }, { body }) => {
      const preview = granted(await workspace.perform(previewUndoing, body))
      return 'kind' in preview ? changeAnswer(preview) : { status: 200, body: preview }
    },
  }),
  route({
    method: 'POST',
    path: '/api/memory/undo',
    summary:
      'Undoes a commit, a turn or a whole chat, or gives a memory back as it was: as new commits, keeping what others changed since.',
    answers: `200 \`{ kind: "done", commits: { memory, number }[] }\` or unchanged; ${CONFLICTS}; 4xx refused, with words. The last two hold \`commits\` too: what was written in other memories before something stood against it meanwhile; almost always empty`,
    body: UNDO,
    handle: async ({ workspace }, { body }) =>
      batchAnswer(granted(await workspace.perform(ACTIONS.undoChanges, body))),
  }),
  route({
    method: 'POST',
    path: '/api/memory/change',
    summary: 'Several edits of one memory as one commit, or none.',
    answers: `\`ChangeOutcome\`: 200 done or unchanged; 409 \`{ kind: "conflicts", conflicts: DocumentConflict[] }\`; 4xx refused, with words`,
    body: CHANGE,
    handle: async ({ workspace }, { body }) =>
      batchAnswer(granted(await workspace.perform(ACTIONS.changeDocuments, body))),
  }),
  route({
    method: 'POST',
    path: '/api/memory/replace',
    summary: 'Replaces every occurrence of a text: one commit for each memory that holds it.',
    answers:
      'for a dry run 200 `{ documents: { memory, document, path, count, samples: { line, text }[] }[], count }`; else 200 `{ kind: "done", commits: { memory, number }[] }`; 4xx refused, with words',
    body: REPLACE,
    handle: async ({ workspace }, { body: { dryRun, ...asked } }) => {
      if (!dryRun) return batchAnswer(granted(await workspace.perform(ACTIONS.replaceText, asked)))
      const preview = granted(await workspace.perform(previewReplacing, asked))
      return 'kind' in preview ? changeAnswer(preview) : { status: 200, body: preview }
    },
  }),
]

function batchAnswer(outcome: UndoOutcome | ReplaceOutcome | ChangeOutcome | Conflicts): Answer {
  switch (outcome.kind) {
    case 'done':
      return { status: 200, body: outcome }
    case 'conflicts':
      return { status: 409, body: outcome }
    default:
      return changeAnswer(outcome)
  }
}
