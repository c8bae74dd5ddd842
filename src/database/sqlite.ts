import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import {
  CompiledQuery,
  type Driver,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteStatement,
} from 'kysely'

/** Before this version a WAL database with two connections could be corrupted (sqlite.org, release 3.51.3). */
const OLDEST_SAFE = [3, 51, 3] as const

/** Prepared statements kept per database; the workspace uses a few dozen shapes of SQL. */
const STATEMENTS_KEPT = 200

/** Milliseconds that another connection's lock is waited for; the whole process waits. */
const PATIENCE = 5000

const WRITING =
  'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON'

/**
 * A Kysely dialect over Node's own SQLite. `file` is a path or `:memory:`.
 * WAL with synchronous FULL: what was committed survives a power cut. `readOnly`: changes nothing, also not the mode.
 * Throws when the file cannot be opened or SQLite is older than 3.51.3.
 */
export function nodeSqliteDialect(file: string, { readOnly = false } = {}): SqliteDialect {
  const database = new DatabaseSync(file, { readOnly, timeout: PATIENCE })
  try {
    refuseOld(database)
    if (!readOnly) database.exec(WRITING)
  } catch (error) {
    database.close()
    throw error
  }
  return new CarefulDialect({ database: adapt(database) })
}

/**
 * Transactions hold the write lock from their beginning on, so that no other process can write between what one reads and what it
 * writes; and a schema is changed in one, which SQLite can, though Kysely does not expect it.
 */
class CarefulDialect extends SqliteDialect {
  override createDriver(): Driver {
    const driver = super.createDriver()
    driver.beginTransaction = async (connection) => {
      await connection.executeQuery(CompiledQuery.raw('BEGIN IMMEDIATE'))
    }
    return driver
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalDdl()
  }
}

class TransactionalDdl extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

function refuseOld(database: DatabaseSync): void {
  const row = database.prepare('SELECT sqlite_version() AS version').get()
  const version = String(row?.version)
  const parts = version.split('.').map(Number)
  for (const [i, wanted] of OLDEST_SAFE.entries()) {
    const have = parts[i] ?? 0
    if (have > wanted) return
    if (have < wanted)
      throw new Error(
        `SQLite ${version} is too old: ${OLDEST_SAFE.join('.')} or newer is needed. Use a newer Node.`,
      )
  }
}

/** Kysely expects better-sqlite3's shape; node:sqlite differs in how it takes parameters and names readers. */
function adapt(database: DatabaseSync): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>()
  return {
    close: () => database.close(),
    prepare(sql) {
      if (sql === 'rollback') return rollingBack(database)
      const known = kept.get(sql)
      if (known) return known
      const statement = adaptStatement(database.prepare(sql))
      const oldest = kept.keys().next()
      if (kept.size >= STATEMENTS_KEPT && !oldest.done) kept.delete(oldest.value)
      kept.set(sql, statement)
      return statement
    },
  }
}

/** On a full or broken disk SQLite rolls back by itself; to do it again would be an error, and hide the one that says why. */
function rollingBack(database: DatabaseSync): SqliteStatement {
  const run = () => {
    if (database.isTransaction) database.exec('rollback')
    return { changes: 0, lastInsertRowid: 0 }
  }
  return { reader: false, run, all: () => [], iterate: () => [][Symbol.iterator]() }
}

function adaptStatement(statement: StatementSync): SqliteStatement {
  // Kysely types parameters as unknown; node:sqlite itself refuses a value that it cannot bind.
  const bind = (parameters: readonly unknown[]) => parameters as SQLInputValue[]
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...bind(parameters)),
    run: (parameters) => statement.run(...bind(parameters)),
    iterate: (parameters) => statement.iterate(...bind(parameters)),
  }
}
