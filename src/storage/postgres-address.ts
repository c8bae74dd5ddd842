import type { PostgresPlace } from '../database/postgres.ts'

const DEFAULT_SCHEMA = 'commonplace'

/**
 * `postgres://user:password@host:port/database?schema=…`; other parameters are the server's (`sslmode` …). The schema is
 * `commonplace` when left out. Throws, with what was expected.
 */
export function parsePostgresUrl(text: string): PostgresPlace & { readonly describe: string } {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^postgres(ql)?:$/.test(url.protocol))
    throw new Error(`postgres://user:password@host:port/database?schema=… was expected; ${shown(text)} came.`)
  const database = decodeURIComponent(url.pathname.slice(1))
  if (database === '' || database.includes('/'))
    throw new Error(`The name of a database was expected after the host; ${shown(text)} came.`)
  const schema = url.searchParams.get('schema') ?? DEFAULT_SCHEMA
  if (!SCHEMA_NAME.test(schema))
    throw new Error(`As a schema, small letters, digits and _ were expected (63 at most); "${schema}" came.`)
  url.searchParams.delete('schema')
  const host = url.host || 'this machine'
  return { url: url.href, schema, describe: `PostgreSQL at ${host}, database ${database}, schema ${schema}` }
}

/** What needs no quoting, so that it can be typed anywhere. */
const SCHEMA_NAME = /^[a-z_][a-z0-9_]{0,62}$/

/** An address may hold a password. */
function shown(text: string): string {
  return text.replace(/\/\/[^/@]*@/, '//…@').slice(0, 200)
}
