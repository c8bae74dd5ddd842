/** The table of what was said, and what stored turns say of the time before it. */
import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'
import { turnPages } from './turn-pages.ts'

const TURNS_AT_ONCE = 100

export async function addSaid(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable('said')
    .addColumn('row', 'integer', (c) => c.primaryKey())
    .addColumn('chat', 'text', (c) => c.notNull())
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addUniqueConstraint('said_turn', ['chat', 'number'])
    .execute()
  for await (const turns of turnPages(db, TURNS_AT_ONCE)) {
    const rows = turns.map(({ chat, number, body }) => ({ chat, number, ...saidIn(JSON.parse(body)) }))
    await db.insertInto('said').values(rows).execute()
  }
}

interface Turn {
  readonly at: string
  readonly text: string
  readonly steps: readonly {
    readonly blocks: readonly { readonly kind: string; readonly text?: string }[]
  }[]
}

/** As `workspace/said.ts` writes it at the time of this step. */
function saidIn({ at, text, steps }: Turn): { readonly at: string; readonly words: string } {
  const answers = steps.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'text' ? (block.text ?? '') : [])),
  )
  const folded = [text, ...answers].map((each) => each.replace(/\s+/g, ' ').trim().toLowerCase())
  return { at, words: folded.join('\n') }
}
