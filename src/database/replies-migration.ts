/** The table of replies, and what stored turns tell of those that were before it. */
import type { Insertable, Kysely } from 'kysely'
import type { ReplyTable, Schema } from './schema.ts'
import { turnPages } from './turn-pages.ts'

const TURNS_AT_ONCE = 100
const ROWS_AT_ONCE = 40

type Row = Insertable<ReplyTable>

export async function addReplies(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable('reply')
    .addColumn('position', 'integer', (c) => c.primaryKey())
    .addColumn('chat', 'text', (c) => c.notNull())
    .addColumn('turn', 'text', (c) => c.notNull())
    .addColumn('step', 'integer', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('speaker', 'text', (c) => c.notNull())
    .addColumn('host', 'text', (c) => c.notNull())
    .addColumn('model', 'text', (c) => c.notNull())
    .addColumn('input', 'integer', (c) => c.notNull())
    .addColumn('output', 'integer', (c) => c.notNull())
    .addColumn('cache_read', 'integer', (c) => c.notNull())
    .addColumn('cache_write', 'integer', (c) => c.notNull())
    .addColumn('cache_write_hour', 'integer', (c) => c.notNull())
    .addColumn('thinking', 'integer', (c) => c.notNull())
    .addColumn('compaction_input', 'integer', (c) => c.notNull())
    .addColumn('compaction_output', 'integer', (c) => c.notNull())
    .addColumn('cost', 'double precision')
    .addColumn('cost_uncached', 'double precision')
    .addColumn('cleared_tokens', 'integer', (c) => c.notNull())
    .addColumn('saved_by_clearing', 'double precision')
    .addColumn('memory_tokens', 'integer', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('reply_at').on('reply').columns(['at', 'position']).execute()
  await fill(db)
}

async function fill(db: Kysely<Schema>): Promise<void> {
  let position = 0
  // The tokens that the conversation so far has brought in from memory.
  let conversation = { chat: '', memory: 0 }
  for await (const turns of turnPages(db, TURNS_AT_ONCE)) {
    const rows: Row[] = []
    for (const { chat, body } of turns) {
      if (conversation.chat !== chat) conversation = { chat, memory: 0 }
      const found = repliesOf(chat, JSON.parse(body), conversation.memory)
      conversation = { chat, memory: found.memory }
      for (const row of found.rows) rows.push({ ...row, position: --position })
    }
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
      await db
        .insertInto('reply')
        .values(rows.slice(from, from + ROWS_AT_ONCE))
        .execute()
  }
}

/** A turn as it was stored: what is read of it here may be missing. */
interface OldTurn {
  readonly id: string
  readonly speaker: string
  readonly steps?: readonly OldStep[]
}

interface OldStep {
  readonly step: number
  readonly model: string
  readonly host?: string
  readonly blocks?: readonly {
    readonly kind: string
    readonly name?: string
    readonly progress?: { readonly result?: { readonly text?: string } }
  }[]
  readonly finished?: {
    readonly at: string
    readonly usage: OldUsage
    readonly cost: number | null
    readonly costUncached?: number | null
    readonly clearings?: readonly { readonly kind: string; readonly tokens: number }[]
  } | null
}

interface OldUsage {
  readonly input: number
  readonly output: number
  readonly cacheRead: number
  readonly cacheWrite: number
}

/** `memory`: tokens that earlier turns brought in from memory; of the answer: with this turn's. */
function repliesOf(
  chat: string,
  turn: OldTurn,
  before: number,
): { readonly rows: readonly Omit<Row, 'position'>[]; readonly memory: number } {
  const rows: Omit<Row, 'position'>[] = []
  let memory = before
  for (const { step, model, host, blocks, finished } of turn.steps ?? []) {
    if (finished) {
      const { at, usage, cost } = finished
      const clearings = finished.clearings ?? []
      const ofTools = clearings.filter(({ kind }) => kind === 'tool_uses')
      const prompt = usage.input + usage.cacheRead + usage.cacheWrite
      rows.push({
        chat,
        turn: turn.id,
        step,
        at,
        day: at.slice(0, 10),
        speaker: turn.speaker,
        host: host ?? '',
        model,
        input: usage.input,
        output: usage.output,
        cache_read: usage.cacheRead,
        cache_write: usage.cacheWrite,
        cache_write_hour: 0,
        thinking: 0,
        compaction_input: 0,
        compaction_output: 0,
        cost,
        cost_uncached: finished.costUncached ?? null,
        cleared_tokens: tokensOf(clearings),
        saved_by_clearing: null,
        memory_tokens: Math.min(prompt, Math.max(0, memory - tokensOf(ofTools))),
      })
    }
    for (const { kind, name, progress } of blocks ?? [])
      if (kind === 'tool' && (name === 'memory' || name === 'search_memory'))
        memory += Math.ceil(Buffer.byteLength(progress?.result?.text ?? '') / BYTES_PER_TOKEN)
  }
  return { rows, memory }
}

/** As `agent/tokens.ts` estimates. */
const BYTES_PER_TOKEN = 3.6

function tokensOf(clearings: readonly { readonly tokens: number }[]): number {
  return clearings.reduce((sum, { tokens }) => sum + tokens, 0)
}
