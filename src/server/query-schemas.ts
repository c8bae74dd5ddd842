/** What may stand in the query of an address. The reference in docs/reference/http.md is made from these schemas too. */
import { z } from 'zod'
import { id, inMemory } from './schemas.ts'

/** Numbers in a query come as text. */
export const NUMBER = /^\d{1,15}$/
export const number = z
  .string()
  .regex(NUMBER, 'Expected a whole number of at most 15 digits.')
  .transform(Number)
const page = number.pipe(z.number().int().min(1).max(200))

/** Yes or no in a query; no when left out. */
const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((value) => value === 'true')

/** Ids in a query, with commas between; none when left out. */
export const ids = z
  .string()
  .max(20_000)
  .default('')
  .transform((list) => list.split(',').filter((each) => each !== ''))
  .pipe(z.array(id).max(300))

export const CHATS_QUERY = z.strictObject({
  chats: ids.describe('Ids of the chats to include, with commas between'),
})
export const STATE_QUERY = CHATS_QUERY.extend({
  board: flag.describe(
    'Includes the chats of the board, of many the six in which something was said last, and not those named',
  ),
})
export const as = z
  .string()
  .max(200)
  .optional()
  .describe('Who asks, as the header `X-Commonplace-As` says elsewhere')
export const FEED_QUERY = CHATS_QUERY.extend({
  as,
  after: number.optional().describe('The position that the reader has reached; `Last-Event-ID` wins'),
})
const day = z.iso.date('Expected a day as YYYY-MM-DD.').optional()
export const SPENDING_QUERY = z.strictObject({
  from: day.describe('First day, UTC; the first of the month when left out'),
  to: day.describe('Last day, UTC; today when left out'),
})
export const SPENDING_CSV_QUERY = SPENDING_QUERY.extend({ as })
export const TURNS_QUERY = z.strictObject({
  before: number.optional().describe('Turns with a lower number; the newest when left out'),
  limit: page.default(40).describe('From 1 to 200; 40 when left out'),
  branch: number
    .pipe(z.number().int().min(1))
    .optional()
    .describe(
      'Of the conversation that the turn of this number would make; of the present one when left out',
    ),
})
export const TEXT_QUERY = z.strictObject({
  version: number.optional().describe('The present version when left out'),
})
export const HISTORY_QUERY = z.strictObject({
  memory: id.optional().describe('All that you may read when left out'),
  document: id.optional(),
  before: number
    .or(z.iso.datetime())
    .optional()
    .describe('Commits with a lower number (with `memory` or `document`), or of before a time, ISO 8601'),
  since: z.iso.datetime().optional().describe('Only what was done at this time, ISO 8601, or after it'),
  limit: page.default(50).describe('From 1 to 200; 50 when left out'),
  by: z
    .string()
    .max(100)
    .optional()
    .describe('Only what this person did by hand, or Claude for them; `disk`: edits of the working copies'),
  chat: id.optional().describe('Only what was written from this chat'),
  under: z.string().max(1_000).optional().describe('Only what touched this document or directory'),
})

export const SEARCH_QUERY = z.strictObject({
  q: z
    .string()
    .max(1_000)
    .describe(
      'Words, "a phrase", prefix*, memory:, path:, author:, after:, before:, -not: see the guide to searching',
    ),
  offset: number.pipe(z.number().int().min(0)).default(0).describe('Hits left out at the beginning'),
  limit: number
    .pipe(z.number().int().min(1).max(100))
    .default(20)
    .describe('From 1 to 100; 20 when left out'),
})
export const SAID_QUERY = z.strictObject({
  q: z
    .string()
    .max(1_000)
    .describe('Words that all stand in one turn: in its message or its answer; case does not matter'),
  limit: number
    .pipe(z.number().int().min(1).max(100))
    .default(20)
    .describe('From 1 to 100; 20 when left out'),
})
export const ONE_MEMORY = z.strictObject({ memory: inMemory })
export const REVIEW_QUERY = z.strictObject({
  days: number
    .pipe(z.number().int().min(0).max(10_000))
    .optional()
    .describe('How long is long; as the settings say when left out'),
})
export const SCAN_QUERY = z.strictObject({
  all: flag.describe('Old versions and deleted documents too'),
})
