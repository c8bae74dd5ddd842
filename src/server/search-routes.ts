import { findSaid } from '../workspace/find-said.ts'
import { SAID_QUERY, SEARCH_QUERY } from './query-schemas.ts'
import { granted, type Route, route } from './route.ts'

/** Finding what was written, and what was said. */
export const SEARCH_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/memory/search',
    summary: 'Finds words in all memories that you may read; others are not even counted.',
    answers:
      '200 `SearchAnswer`: `{ kind: "found", total, matched, hits, next }`, or `{ kind: "unclear", problems }` when the query has no sense',
    query: SEARCH_QUERY,
    handle: async ({ searches }, { query: { q, offset, limit }, edge }) => ({
      status: 200,
      body: await searches.search(edge, { query: q, offset, limit }),
    }),
  }),
  route({
    method: 'GET',
    path: '/api/said',
    summary: 'Finds turns by words, in all chats that you see and that are not deleted.',
    answers:
      '200 `{ found: Said[], more: number }` (src/workspace/find-said.ts): those with the very words first, then the newest; `more`: how many there are beyond them',
    query: SAID_QUERY,
    handle: async ({ workspace }, { query: { q, limit } }) => ({
      status: 200,
      body: granted(await workspace.perform(findSaid, { query: q, limit })),
    }),
  }),
]
