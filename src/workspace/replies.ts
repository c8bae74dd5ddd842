/** The table of replies: all SQL about what was spent. */
import { type Insertable, type RawBuilder, sql, type Transaction } from 'kysely'
import type { Database } from '../database/open.ts'
import type { ReplyTable, Schema } from '../database/schema.ts'
import type { ChatId } from './events.ts'
import type { Entry } from './ledger.ts'
import type { ReplyRecord, SpendingBy, SpendingRange, SpendingSum } from './spending.ts'

export interface Replies {
  /** Sums over the replies of some days, for each key and chat. */
  sums(by: SpendingBy, range: SpendingRange): Promise<readonly ChatSum[]>
  /** US dollars that each person has spent from a day on. */
  spentSince(day: string): Promise<ReadonlyMap<string, number>>
  /** All replies of some days, oldest first, read in pages while they are asked for. */
  each(range: SpendingRange): AsyncIterable<ReplyRecord>
}

/** What the replies of one chat under one key add up to. */
export interface ChatSum extends SpendingSum {
  readonly key: string
  readonly chat: ChatId
}

/** Replies in one page. */
const PAGE = 1_000

const KEYS = {
  chat: 'chat',
  person: 'speaker',
  model: 'model',
  host: 'host',
  day: 'day',
} as const satisfies Record<SpendingBy, keyof ReplyTable>

export function openReplies(database: Database): Replies {
  return {
    sums: (by, range) => sums(database, by, range),
    async spentSince(day) {
      const rows = await database
        .selectFrom('reply')
        .select(['speaker', sql<number>`coalesce(sum(cost), 0)`.as('spent')])
        .where('at', '>=', day)
        .groupBy('speaker')
        .execute()
      return new Map(rows.map(({ speaker, spent }) => [speaker, Number(spent)]))
    },
    each: (range) => each(database, range),
  }
}

/** Times that belong to the days, as they compare as texts. */
function timesIn({ from, to }: SpendingRange): { readonly first: string; readonly after: string } {
  const next = new Date(`${to}T00:00:00.000Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return { first: from, after: next.toISOString().slice(0, 10) }
}

const sumOf = (what: RawBuilder<unknown>) => sql<number>`coalesce(sum(${what}), 0)`

async function sums(database: Database, by: SpendingBy, range: SpendingRange): Promise<readonly ChatSum[]> {
  const key = KEYS[by]
  const { first, after } = timesIn(range)
  const column = (name: keyof ReplyTable) => sumOf(sql.ref(name))
  const rows = await database
    .selectFrom('reply')
    .select([
      sql<string>`${sql.ref(key)}`.as('key'),
      'chat',
      sql<number>`count(*)`.as('replies'),
      sumOf(sql`CASE WHEN cost IS NULL THEN 1 ELSE 0 END`).as('unpriced'),
      column('cost').as('cost'),
      column('input').as('input'),
      column('output').as('output'),
      column('cache_read').as('cacheRead'),
      column('cache_write').as('cacheWrite'),
      column('thinking').as('thinking'),
      // Nothing where one of the two is not known.
      sumOf(sql`cost_uncached - cost`).as('savedByCaching'),
      column('cleared_tokens').as('clearedTokens'),
      column('saved_by_clearing').as('savedByClearing'),
      column('memory_tokens').as('memoryTokens'),
    ])
    .where('at', '>=', first)
    .where('at', '<', after)
    .groupBy(key === 'chat' ? ['chat'] : [key, 'chat'])
    .execute()
  return rows.map(({ key: name, chat, ...numbers }) => ({ key: name, chat, ...asNumbers(numbers) }))
}

/** PostgreSQL gives sums of whole numbers as text. */
function asNumbers(sum: SpendingSum): SpendingSum {
  return {
    replies: Number(sum.replies),
    unpriced: Number(sum.unpriced),
    cost: Number(sum.cost),
    input: Number(sum.input),
    output: Number(sum.output),
    cacheRead: Number(sum.cacheRead),
    cacheWrite: Number(sum.cacheWrite),
    thinking: Number(sum.thinking),
    savedByCaching: Number(sum.savedByCaching),
    clearedTokens: Number(sum.clearedTokens),
    savedByClearing: Number(sum.savedByClearing),
    memoryTokens: Number(sum.memoryTokens),
  }
}

async function* each(database: Database, range: SpendingRange): AsyncGenerator<ReplyRecord> {
  const { first, after } = timesIn(range)
  for (let last: { at: string; position: number } | null = null; ; ) {
    const from = last
    const rows: readonly ReplyTable[] = await database
      .selectFrom('reply')
      .selectAll()
      .where('at', '<', after)
      .where('at', '>=', first)
      .where(
        from === null ? sql<boolean>`1 = 1` : sql<boolean>`(at, position) > (${from.at}, ${from.position})`,
      )
      .orderBy('at')
      .orderBy('position')
      .limit(PAGE)
      .execute()
    for (const row of rows) yield fromRow(row)
    const newest = rows.at(-1)
    if (!newest || rows.length < PAGE) return
    last = newest
  }
}

/** In the transaction that writes the events: a reply is counted exactly when it is stored. */
export async function insertReplies(database: Transaction<Schema>, entries: readonly Entry[]): Promise<void> {
  for (const { reply, event } of entries)
    if (reply) await database.insertInto('reply').values(toRow(reply, event.position)).execute()
}

function toRow(reply: ReplyRecord, position: number): Insertable<ReplyTable> {
  const { chat, turn, step, at, speaker, host, model, usage } = reply
  return {
    position,
    chat,
    turn,
    step,
    at,
    day: at.slice(0, 10),
    speaker,
    host,
    model,
    input: usage.input,
    output: usage.output,
    cache_read: usage.cacheRead,
    cache_write: usage.cacheWrite,
    cache_write_hour: usage.cacheWriteHour ?? 0,
    thinking: usage.thinking ?? 0,
    compaction_input: usage.compaction?.input ?? 0,
    compaction_output: usage.compaction?.output ?? 0,
    cost: reply.cost,
    cost_uncached: reply.costUncached,
    cleared_tokens: reply.clearedTokens,
    saved_by_clearing: reply.savedByClearing,
    memory_tokens: reply.memoryTokens,
  }
}

function fromRow(row: ReplyTable): ReplyRecord {
  const { chat, turn, step, at, speaker, host, model, cost } = row
  const compaction = { input: row.compaction_input, output: row.compaction_output }
  return {
    chat,
    turn,
    step,
    at,
    speaker,
    host,
    model,
    usage: {
      input: row.input,
      output: row.output,
      cacheRead: row.cache_read,
      cacheWrite: row.cache_write,
      cacheWriteHour: row.cache_write_hour,
      thinking: row.thinking,
      ...(compaction.input + compaction.output > 0 ? { compaction } : {}),
    },
    cost,
    costUncached: row.cost_uncached,
    clearedTokens: row.cleared_tokens,
    savedByClearing: row.saved_by_clearing,
    memoryTokens: row.memory_tokens,
  }
}
