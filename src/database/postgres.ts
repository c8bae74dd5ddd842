/** PostgreSQL, opened: a pool that survives lost connections, and a schema that is brought up to date. */
import { setTimeout as wait } from 'node:timers/promises'
import { CompiledQuery, type Dialect, Kysely, PostgresDialect, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Pool } from 'pg'
import { createListener, type Listener } from './listener.ts'
import { MEMORY_MIGRATIONS } from './migrations.ts'
import { differs } from './read-only.ts'
import type { Schema } from './schema.ts'
import { NotScrubbed } from './scrub.ts'

export interface PostgresPlace {
  /** Connection URL as PostgreSQL writes it: `postgres://user:password@host:5432/database?sslmode=…`. */
  readonly url: string
  /** The schema that holds the tables, a name that needs no quoting; made when it is missing. Workspaces that share a database each have their own. */
  readonly schema: string
}

/** An open PostgreSQL database. Queries name tables without their schema; it is added. */
export interface Postgres {
  readonly database: Kysely<Schema>
  readonly schema: string
  readonly listener: Listener
  /** Rewrites what deletions left behind. */
  scrub(): Promise<void>
  close(): Promise<void>
}

/** Connections at most; the listener has one more. */
const CONNECTIONS = 8
const CONNECT_WITHIN = 10_000

/**
 * Opens the database and brings the schema up to date. Rejects when the server cannot be reached within ten seconds, or when
 * the schema was written by a newer Commonplace. A connection that breaks later fails only what was using it.
 * `around`: what shall stand between us and the server, such as a test that loses queries.
 */
export async function openPostgres(
  { url, schema }: PostgresPlace,
  around: (dialect: Dialect) => Dialect = (dialect) => dialect,
): Promise<Postgres> {
  const pool = await openPool(url)
  const dialect = around(new PostgresDialect({ pool, onCreateConnection: prepare }))
  const plain = new Kysely<Schema>({ dialect })
  try {
    await migrate(plain, schema)
  } catch (cause) {
    await plain.destroy()
    throw new Error('The PostgreSQL database could not be opened or brought up to date.', { cause })
  }
  const listener = createListener(url)
  return {
    database: plain.withSchema(schema),
    schema,
    listener,
    scrub: () => scrub(plain, schema),
    async close() {
      await listener.close()
      await plain.destroy()
    },
  }
}

/**
 * Opens what is there already, to read from: makes nothing and brings nothing up to date. Rejects when the server cannot be
 * reached, when no memory was ever kept in the schema, or when it was written by an older or newer Commonplace. Close it with `destroy()`.
 */
export async function openPostgresToRead({ url, schema }: PostgresPlace): Promise<Kysely<Schema>> {
  const dialect = new PostgresDialect({ pool: await openPool(url), onCreateConnection: prepare })
  const plain = new Kysely<Schema>({ dialect })
  try {
    const there = await sql<{
      there: boolean
    }>`SELECT to_regclass(${`${schema}.kysely_migration`}) IS NOT NULL AS there`.execute(plain)
    if (!there.rows[0]?.there)
      throw new Error(`No memory was ever kept in the schema ${schema} of this database.`)
    const done = await sql<{
      name: string
    }>`SELECT name FROM ${sql.table(`${schema}.kysely_migration`)}`.execute(plain)
    const names = done.rows.map(({ name }) => name)
    const wrong = differs(names, Object.keys(migrationsIn(schema)))
    if (wrong) throw new Error(wrong)
    return plain.withSchema(schema)
  } catch (error) {
    await plain.destroy()
    throw error
  }
}

async function openPool(url: string): Promise<Pool> {
  const { Pool } = await import('pg')
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_WITHIN,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    allowExitOnIdle: true,
    application_name: 'commonplace',
  })
  // A lost connection fails the query that used it, and the pool makes another one. Unheard, the event would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/**
 * What our promises need, whatever the server's or the role's defaults are: an append that was acknowledged is on disk, the head is
 * read as it is and not as it was, and a process that froze in a transaction does not hold up all others for ever.
 */
const PREPARE = `SELECT
  CASE WHEN current_setting('synchronous_commit') = 'off' THEN set_config('synchronous_commit', 'on', false) END,
  set_config('default_transaction_isolation', 'read committed', false),
  set_config('idle_in_transaction_session_timeout', '15s', false)`

async function prepare(connection: { executeQuery(query: CompiledQuery): Promise<unknown> }): Promise<void> {
  await connection.executeQuery(CompiledQuery.raw(PREPARE))
}

/**
 * In one transaction, one process after the other. Were they to make the schema at once, one could see that it is there (its snapshot
 * says so) and be told that it is not (its catalogue cache does).
 */
async function migrate(database: Kysely<Schema>, schema: string): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const lock = CompiledQuery.raw('SELECT pg_advisory_xact_lock(hashtext($1))', [`commonplace ${schema}`])
    await transaction.executeQuery(lock)
    const migrator = new Migrator({
      db: transaction,
      migrationTableSchema: schema,
      // Memories alone lie here; the workspace's own tables may join them one day, with their earlier numbers.
      allowUnorderedMigrations: true,
      provider: { getMigrations: async () => migrationsIn(schema) },
    })
    const { error } = await migrator.migrateToLatest()
    if (error) throw error
  })
}

function migrationsIn(schema: string): Record<string, Migration> {
  const all = { ...MEMORY_MIGRATIONS, '004-statistics': { up: keepNoSamples } }
  return Object.fromEntries(
    Object.entries(all).map(([name, { up }]) => [name, { up: (db) => up(db.withSchema(schema)) }]),
  )

  /** ANALYZE would keep samples of texts in pg_statistic, where an erasure does not reach them. */
  async function keepNoSamples(db: Kysely<Schema>): Promise<void> {
    await sql`ALTER TABLE ${sql.table(`${schema}.memory_text`)} ALTER COLUMN text SET STATISTICS 0`.execute(
      db,
    )
    const commits = sql.table(`${schema}.memory_commit`)
    for (const column of ['result', 'changes', 'actor', 'origin', 'key'])
      await sql`ALTER TABLE ${commits} ALTER COLUMN ${sql.ref(column)} SET STATISTICS 0`.execute(db)
  }
}

/** Milliseconds that somebody else's old snapshot, or lock, is waited for. */
const PATIENCE = 5000

/**
 * Rewrites the tables into new files (VACUUM FULL). Rows that an older snapshot could still see would be copied along, so
 * those that we may know of are waited for. Everybody else waits while the tables are rewritten. Rejects with `NotScrubbed`
 * when somebody is in the way for longer than our patience.
 */
async function scrub(database: Kysely<Schema>, schema: string): Promise<void> {
  await database.connection().execute(async (connection) => {
    const run = (query: string) => connection.executeQuery(CompiledQuery.raw(query))
    await waitForSnapshots(connection)
    await run(`SET lock_timeout = ${PATIENCE}`)
    try {
      for (const table of ['memory_text', 'memory_commit', 'memory_erasure'])
        await run(`VACUUM (FULL) "${schema}"."${table}"`)
    } catch (error) {
      throw new NotScrubbed('the tables could not be rewritten.', { cause: error })
    } finally {
      await run('RESET lock_timeout')
    }
  })
}

/** An older transaction counts even when it looks at nothing now: it keeps every snapshot that is taken meanwhile as old as itself. */
const OLDER = `SELECT count(*)::int AS older FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
  AND greatest(age(backend_xid), age(backend_xmin)) >= age($1::text::xid)`

async function waitForSnapshots(database: Kysely<Schema>): Promise<void> {
  const now = await database.executeQuery<{ xid: string }>(
    CompiledQuery.raw('SELECT pg_current_xact_id()::xid::text AS xid'),
  )
  const until = Date.now() + PATIENCE
  for (;;) {
    const { rows } = await database.executeQuery<{ older: number }>(
      CompiledQuery.raw(OLDER, [now.rows[0]?.xid]),
    )
    if (rows[0]?.older === 0) return
    if (Date.now() > until) throw new NotScrubbed('an older transaction is still open on the server.')
    await wait(50)
  }
}
