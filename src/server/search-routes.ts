import { type Route, route } from './route.ts'
import { SEARCH_QUERY } from './schemas.ts'

/** Finding what was written. */
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
]
