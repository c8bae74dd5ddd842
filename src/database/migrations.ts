import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Schema } from './schema.ts'

/** Every step that the schema ever took, oldest first. Never edit one that has shipped: add the next. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-memory': { up: createMemoryTables },
  '002-workspace': { up: createWorkspaceTables },
  '003-seals': { up: addSeals },
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
