import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { addReplies } from './replies-migration.ts'
import { addSaid } from './said-migration.ts'
import type { Schema } from './schema.ts'

/** Every step that the schema ever took, oldest first. Never edit one that has shipped: add the next. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-memory': { up: createMemoryTables },
  '002-workspace': { up: createWorkspaceTables },
  '003-seals': { up: addSeals },
  '004-erasures': { up: createErasureTable },
  '005-rights': { up: addRights },
  '006-replies': { up: addReplies },
  '007-undoes': { up: addUndoes },
  '008-said': { up: addSaid },
}

/** Those of them that make a place for memories alone, in words that PostgreSQL has too. */
export const MEMORY_MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-memory': { up: createMemoryTables },
  '003-seals': { up: addSeals },
  '004-erasures': { up: createErasureTable },
  '007-undoes': { up: addUndoes },
}

async function createMemoryTables(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable('memory_commit')
    .addColumn('memory', 'text', (c) => c.notNull())
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('origin', 'text')
    .addColumn('key', 'text')
    .addColumn('result', 'text')
    .addColumn('changes', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('memory_commit_pk', ['memory', 'number'])
    .addUniqueConstraint('memory_commit_key', ['memory', 'key'])
    .execute()
  await db.schema
    .createTable('memory_text')
    .addColumn('memory', 'text', (c) => c.notNull())
    .addColumn('document', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('memory_text_pk', ['memory', 'document', 'version'])
    .execute()
}

async function createWorkspaceTables(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable('event')
    .addColumn('position', 'integer', (c) => c.primaryKey())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('turn', 'text')
    .addColumn('audience', 'text')
    .addColumn('body', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('chat')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('turn')
    .addColumn('chat', 'text', (c) => c.notNull())
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('running', 'integer', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('turn_pk', ['chat', 'number'])
    .execute()
  await db.schema.createIndex('turn_running').on('turn').column('running').execute()
  await db.schema
    .createTable('setting')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('body', 'text', (c) => c.notNull())
    .execute()
}

async function addSeals(db: Kysely<Schema>): Promise<void> {
  await db.schema.alterTable('memory_commit').addColumn('seal', 'text').execute()
  await db.schema.alterTable('memory_commit').addColumn('erased_by', 'integer').execute()
}

async function createErasureTable(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable('memory_erasure')
    .addColumn('memory', 'text', (c) => c.notNull())
    .addColumn('number', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('memory_erasure_pk', ['memory', 'number'])
    .execute()
}

async function addUndoes(db: Kysely<Schema>): Promise<void> {
  await db.schema.alterTable('memory_commit').addColumn('undoes', 'text').execute()
}

/**
 * Everything that was there before belongs to the one memory that is open to all. A chat's participants are read from its
 * turns. Events of before do not say who may see them, so readers fetch a fresh state instead.
 */
async function addRights(db: Kysely<Schema>): Promise<void> {
  await db.schema.alterTable('event').addColumn('scope', 'text').execute()
  for (const { id, body } of await db.selectFrom('chat').select(['id', 'body']).execute()) {
    const participants = await speakersIn(db, id)
    const heard = participants.length === 0 ? [] : ['default']
    const chat = { ...JSON.parse(body), participants, memories: ['default'], heard }
    await db
      .updateTable('chat')
      .set({ body: JSON.stringify(chat) })
      .where('id', '=', id)
      .execute()
  }
  const announced = await db
    .selectFrom('setting')
    .select('body')
    .where('name', '=', 'announced')
    .executeTakeFirst()
  const heads = JSON.stringify({ default: Number(announced?.body ?? 0) })
  if (announced)
    await db.updateTable('setting').set({ body: heads }).where('name', '=', 'announced').execute()
  const newest = await db
    .selectFrom('event')
    .select((e) => e.fn.max<number | null>('position').as('position'))
    .executeTakeFirst()
  const position = newest?.position ?? null
  if (position === null) return
  const body = JSON.stringify(position)
  await db
    .insertInto('setting')
    .values({ name: 'floor', body })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ body }))
    .execute()
}

async function speakersIn(db: Kysely<Schema>, chat: string): Promise<readonly string[]> {
  const speakers = new Set<string>()
  for (let last = 0; ; ) {
    const rows = await db
      .selectFrom('turn')
      .select(['number', 'body'])
      .where('chat', '=', chat)
      .where('number', '>', last)
      .orderBy('number')
      .limit(100)
      .execute()
    const newest = rows.at(-1)
    if (!newest) return [...speakers]
    for (const row of rows) speakers.add(String(JSON.parse(row.body).speaker))
    last = newest.number
  }
}
