import { CompiledQuery, type DatabaseConnection, type Dialect, type Driver, type QueryResult } from 'kysely'
import type { Cut } from './cut-off.ts'

/**
 * The dialect of a process that is dead from a cut on: that query and every later one fails, and the database does what it does when a
 * connection breaks, it rolls back. The statements of a transaction (begin, commit) are queries too. Those before `begun` are not counted.
 */
export function cutDialect(inner: Dialect, cut: Cut, begun: () => boolean = () => true): Dialect {
  let queries = 0
  const dead = () => queries >= cut.at

  const wrap = (connection: DatabaseConnection): DatabaseConnection => ({
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      if (dead()) throw new Error('This process is dead.')
      if (begun()) queries++
      if (!dead()) return await connection.executeQuery<R>(query)
      if (cut.how === 'lost') await connection.executeQuery(query)
      await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => {})
      throw new Error(`This process died at query ${cut.at}.`)
    },
    streamQuery() {
      throw new Error('No query is streamed here.')
    },
  })

  return {
    createAdapter: () => inner.createAdapter(),
    createQueryCompiler: () => inner.createQueryCompiler(),
    createIntrospector: (database) => inner.createIntrospector(database),
    createDriver: () => cutDriver(inner.createDriver(), wrap),
  }
}

function cutDriver(inner: Driver, wrap: (connection: DatabaseConnection) => DatabaseConnection): Driver {
  const held = new Map<DatabaseConnection, DatabaseConnection>()
  const say = (statement: string) => async (connection: DatabaseConnection) => {
    await connection.executeQuery(CompiledQuery.raw(statement))
  }
  return {
    init: () => inner.init(),
    async acquireConnection() {
      const connection = await inner.acquireConnection()
      const wrapped = wrap(connection)
      held.set(wrapped, connection)
      return wrapped
    },
    beginTransaction: say('begin'),
    commitTransaction: say('commit'),
    rollbackTransaction: say('rollback'),
    async releaseConnection(wrapped) {
      const connection = held.get(wrapped)
      held.delete(wrapped)
      if (connection) await inner.releaseConnection(connection)
    },
    destroy: () => inner.destroy(),
  }
}
