import { z } from 'zod'
import type { Edge, ReadableMemory } from '../memory/memories.ts'
import { newerFirst } from '../memory/order.ts'
import type { Commit } from '../memory/types.ts'
import { ACTIONS } from '../workspace/actions.ts'
import { shownCommit } from '../workspace/announcements.ts'
import { asksForSome, type HistoryFilter, isAskedFor } from './history-filter.ts'
import { HttpError } from './http-error.ts'
import { HISTORY_QUERY, TEXT_QUERY } from './query-schemas.ts'
import { changeAnswer, granted, opened, type Params, parse, type Route, route } from './route.ts'
import { CLEAR_MEMORY, CREATE_DOCUMENT, DELETE, RENAME, RESTORE, REVERT, SAVE_DOCUMENT } from './schemas.ts'

const OUTCOME = '`ChangeOutcome`: 200 done, unchanged or merged; 409 conflict; 4xx refused, with words'

/** What people do with the memories. */
export const MEMORY_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/memory/documents/:document',
    summary: 'The text of a document, as it is or as it was at a version.',
    answers: '200 `{ memory: MemoryId, document: DocumentId, version: number, text: string }`',
    query: TEXT_QUERY,
    handle: async (_, { params, query, edge, viewer }) => {
      const document = params('document')
      const { id, memory } = opened(edge.holding(document, 'read'))
      const version = query.version ?? memory.document(document)?.version
      const text = version === undefined ? null : await memory.text(document, version)
      if (version === undefined || text === null)
        throw new HttpError(404, 'not_found', 'There is no such document or version.')
      memory.see(viewer.kind === 'person' ? `person:${viewer.name}` : viewer.kind, document, version)
      return { status: 200, body: { memory: id, document, version, text } }
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
    summary: 'Deletes every document of a memory, in one commit that can be reverted.',
    answers: OUTCOME,
    body: CLEAR_MEMORY,
    handle: async ({ workspace }, { body }) =>
      changeAnswer(
        granted(await workspace.perform(ACTIONS.clearMemory, { memory: body.memory, speaker: body.speaker })),
      ),
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
      const input = { ...body, commit: commitNumber(params) }
      return changeAnswer(granted(await workspace.perform(ACTIONS.revertCommit, input)))
    },
  }),
  route({
    method: 'GET',
    path: '/api/memory/history',
    summary: 'Commits, newest first: of all memories that you may read, of one of them, or of one document.',
    answers: '200 `{ commits: (Commit & { memory: MemoryId })[] }`',
    query: HISTORY_QUERY,
    handle: (_, { query, edge }) => ({ status: 200, body: { commits: historyOf(edge, query) } }),
  }),
  route({
    method: 'GET',
    path: '/api/memory/authors',
    summary:
      'Everybody whose hand is in the history of the memories that you may read, also who only deleted.',
    answers: '200 `{ authors: string[] }`, by their names: people, or whom Claude did it for',
    handle: (_, { edge }) => ({ status: 200, body: { authors: authorsOf(edge) } }),
  }),
]

function authorsOf(edge: Edge): readonly string[] {
  const names = edge.list().flatMap(({ id }) => opened(edge.in(id, 'read')).memory.authors())
  return [...new Set(names)].sort()
}

interface HistoryQuery extends HistoryFilter {
  readonly memory?: string | undefined
  readonly document?: string | undefined
  readonly before?: number | string | undefined
  readonly limit: number
}

/** Numbers count in one memory; over several of them, time is what orders. */
function historyOf(edge: Edge, query: HistoryQuery) {
  const { memory, document, before, limit } = query
  if (typeof before === 'number' && memory === undefined && document === undefined)
    throw new HttpError(
      400,
      'bad_input',
      'Expected "before" to be a time: over several memories numbers do not order.',
    )
  const wanted =
    memory !== undefined
      ? [opened(edge.in(memory, 'read'))]
      : document !== undefined
        ? [edge.holding(document, 'read')].filter((each) => each.kind === 'opened')
        : edge.list().map(({ id }) => opened(edge.in(id, 'read')))
  const commits = wanted.flatMap(({ id, memory: from }) =>
    commitsBefore(from, query).map((commit) => ({
      ...shownCommit(commit),
      memory: id,
    })),
  )
  if (wanted.length < 2) return commits
  return commits.sort((a, b) => newerFirst(a.at, b.at) || b.number - a.number).slice(0, limit)
}

/** Commits looked through at a time for those that are asked for. */
const SIFTED = 200

function commitsBefore(
  memory: ReadableMemory,
  { document, before, limit, ...filter }: Omit<HistoryQuery, 'memory'>,
): readonly Commit[] {
  const some = asksForSome(filter)
  if (typeof before !== 'string' && !some) return memory.history({ document, before, limit })
  const found: Commit[] = []
  const isBefore = ({ at }: Commit) => typeof before !== 'string' || at < before
  for (let from = typeof before === 'number' ? before : undefined; found.length < limit; ) {
    const page = memory.history({ document, before: from, limit: some ? SIFTED : limit })
    found.push(...page.filter((commit) => isBefore(commit) && isAskedFor(commit, filter)))
    from = page.at(-1)?.number
    if (from === undefined) break
  }
  return found.slice(0, limit)
}

const COMMIT_NUMBER = z
  .string()
  .regex(/^\d{1,15}$/, 'Expected the number of a commit.')
  .transform(Number)

function commitNumber(params: Params): number {
  return parse(COMMIT_NUMBER, params('number'))
}
