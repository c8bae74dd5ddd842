import type { z } from 'zod'
import type { SpendingRange } from '../workspace/spending.ts'
import { HttpError } from './http-error.ts'
import { SPENDING_CSV_QUERY, SPENDING_QUERY } from './query-schemas.ts'
import { type Route, route } from './route.ts'
import { spendingCsv } from './spending-csv.ts'

/** What answers have cost. */
export const SPENDING_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/spending',
    summary:
      'What answers have cost and used, by chat, person, model, host and day. The sums are those of the whole workspace; chats that you may not see have no name.',
    answers: '200 `SpendingReport` (src/workspace/spending.ts)',
    query: SPENDING_QUERY,
    handle: async ({ workspace, now }, { query }) => ({
      status: 200,
      body: await workspace.spending(rangeOf(query, now())),
    }),
  }),
  route({
    method: 'GET',
    path: '/api/spending.csv',
    summary: 'The same as a file for a spreadsheet, a line for each reply in a chat that you may see.',
    answers: '200 `text/csv`: see the guide to cost and context',
    query: SPENDING_CSV_QUERY,
    linked: true,
    handle: ({ workspace, now }, { query }) => {
      const range = rangeOf(query, now())
      const name = `commonplace-spending-${range.from}-to-${range.to}.csv`
      return {
        status: 200,
        body: null,
        file: { name, type: 'text/csv; charset=utf-8', pieces: spendingCsv(workspace.replies(range)) },
      }
    },
  }),
]

/** This month up to today, where nothing else is asked for. */
function rangeOf(query: z.infer<typeof SPENDING_QUERY>, now: Date): SpendingRange {
  const to = query.to ?? now.toISOString().slice(0, 10)
  const from = query.from ?? `${to.slice(0, 7)}-01`
  if (from > to)
    throw new HttpError(400, 'bad_input', `Expected "from" not after "to"; got ${from} and ${to}.`)
  return { from, to }
}
