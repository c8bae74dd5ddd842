import { CompiledQuery, Kysely } from 'kysely'
import { MIGRATIONS } from './migrations.ts'
import type { Database } from './open.ts'
import type { Schema } from './schema.ts'
import { nodeSqliteDialect } from './sqlite.ts'

/**
 * Opens an existing SQLite database to read from, beside a server that may be running on it: changes nothing, brings nothing
 * up to date and keeps nobody waiting. Rejects when it is none, or was written by an older or newer Commonplace. Close it
 * with `destroy()`.
 */
export async function openToRead(file: string): Promise<Database> {
  const database = new Kysely<Schema>({ dialect: nodeSqliteDialect(file, { readOnly: true }) })
  try {
    const { rows } = await database.executeQuery<{ name: string }>(
      CompiledQuery.raw('SELECT name FROM kysely_migration'),
    )
    const wrong = differs(
      rows.map(({ name }) => name),
      Object.keys(MIGRATIONS),
    )
    if (wrong) throw new Error(wrong)
    return database
  } catch (error) {
    await database.destroy()
    throw error
  }
}

/** Why a database that was brought up to here cannot be read by who knows these migrations; null when it can. */
export function differs(done: readonly string[], known: readonly string[]): string | null {
  if (done.some((name) => !known.includes(name)))
    return 'The database was written by a newer Commonplace. Use that one, or a newer one, to read it.'
  if (done.length < known.length)
    return 'The database was written by an older Commonplace. Start the server once, so that it is brought up to date.'
  return null
}
