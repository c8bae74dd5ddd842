/**
 * The table of what was said: of each turn the message and the answers, folded, so that words are found without reading what tools
 * were asked and told. All SQL about it.
 */
import { sql, type Transaction } from 'kysely'
import type { Database } from '../database/open.ts'
import type { Schema } from '../database/schema.ts'
import type { ChatId, TurnState } from './events.ts'

/** Rows that are looked through at once: a few milliseconds, after which others have their turn. */
const SLICE = 4_000

/** A turn that holds the words. */
export interface SaidAt {
  readonly chat: ChatId
  readonly number: number
  readonly at: string
  /** It holds the very words, in a row. */
  readonly exact: boolean
}

/** What people write and read, as it is looked for: case and the kind of white space do not matter. */
export function folded(text: string): string {
  return onOneLine(text).toLowerCase()
}

export function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** The message of a turn, and then the answers to it. */
export function textsOf({ text, steps }: TurnState): readonly string[] {
  const answers = steps.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])),
  )
  return [text, ...answers]
}

/** All turns that hold these folded words, in slices. `phrase`: the words as they were asked for together. `atOnce`: rows of a slice. */
export async function* turnsSaying(
  database: Database,
  words: readonly string[],
  phrase: string,
  atOnce: number = SLICE,
): AsyncGenerator<readonly SaidAt[]> {
  const all = sql.join(
    words.map((word) => sql`instr(words, ${word}) > 0`),
    sql` AND `,
  )
  const exact = words.length === 1 ? sql<number>`1` : sql<number>`instr(words, ${phrase}) > 0`
  const newest = await database
    .selectFrom('said')
    .select((e) => e.fn.max<number | null>('row').as('row'))
    .executeTakeFirst()
  for (let from = 0; from < (newest?.row ?? 0); from += atOnce) {
    const rows = await database
      .selectFrom('said')
      .select(['chat', 'number', 'at', exact.as('exact')])
      .where('row', '>', from)
      .where('row', '<=', from + atOnce)
      .where(sql<boolean>`${all}`)
      .execute()
    yield rows.map((row) => ({ ...row, exact: row.exact === 1 }))
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** In the transaction that writes the turn. What it says already is not written again. */
export async function saveSaid(database: Transaction<Schema>, chat: ChatId, turn: TurnState): Promise<void> {
  const words = textsOf(turn).map(folded).join('\n')
  await database
    .insertInto('said')
    .values({ chat, number: turn.number, at: turn.at, words })
    .onConflict((conflict) =>
      conflict
        .columns(['chat', 'number'])
        .doUpdateSet((row) => ({ at: row.ref('excluded.at'), words: row.ref('excluded.words') }))
        .where((row) => row('said.words', '!=', row.ref('excluded.words'))),
    )
    .execute()
}
