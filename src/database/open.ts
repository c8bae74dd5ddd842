import { type Dialect, Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { MIGRATIONS } from './migrations.ts'
import type { Schema } from './schema.ts'
import { nodeSqliteDialect } from './sqlite.ts'

/** An open database. One connection; Kysely queues whoever comes at once, and a transaction has it alone. */
export type Database = Kysely<Schema>

/**
 * Opens (or makes) the SQLite database in `file` (a path, or `:memory:`) and brings its schema up to date.
 * Rejects when it cannot be opened or when it was written by a newer Commonplace. Close it with `destroy()`.
 * `around`: what shall stand between us and SQLite, such as a test that loses queries.
 */
export async function openDatabase(
  file: string,
  around: (dialect: Dialect) => Dialect = (dialect) => dialect,
): Promise<Database> {
  const database = new Kysely<Schema>({ dialect: around(nodeSqliteDialect(file)) })
  try {
    await migrate(database)
    return database
  } catch (error) {
    await database.destroy()
    throw error
  }
}

/** In one transaction: a process that is killed leaves no half of a schema, and of two that start at once one waits. */
async function migrate(database: Database): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const migrator = new Migrator({
      db: transaction,
      provider: { getMigrations: async () => ({ ...MIGRATIONS }) },
    })
    const { error } = await migrator.migrateToLatest()
    if (error) throw new Error('The database could not be brought up to date.', { cause: error })
  })
}
