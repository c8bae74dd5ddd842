/**
 * A real PostgreSQL for tests, reached as a superuser: COMMONPLACE_TEST_POSTGRES, or one that listens on this machine's port 5432 and trusts it, or our own,
 * started from the system's programs in a temporary folder.
 */
import { execFile, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { globSync } from 'node:fs'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { ADMIN_ENV } from './admin-path.ts'

const execute = promisify(execFile)

const run = (program: string, args: readonly string[]) => execute(program, [...args], { env: ADMIN_ENV })

export interface TestServer {
  readonly url: string
  stop(): Promise<void>
}

const LOCAL = 'postgres://postgres@127.0.0.1:5432/test'

/** Null, after saying so, when there is none and none can be started; with CI=true that is an error instead. */
export async function findPostgres(): Promise<TestServer | null> {
  const given = process.env.COMMONPLACE_TEST_POSTGRES
  if (given) {
    await query(given, 'SELECT 1')
    return { url: given, stop: async () => {} }
  }
  if (await answers(LOCAL)) return { url: LOCAL, stop: async () => {} }
  if (programs() !== null) return await startPostgres()
  const message =
    'No PostgreSQL was found: set COMMONPLACE_TEST_POSTGRES, or install the package postgresql. Its tests are left out.'
  if (process.env.CI === 'true') throw new Error(message)
  console.warn(message)
  return null
}

/** Runs one statement on a connection of its own. */
export async function query(
  url: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(text, [...values])
    return rows
  } finally {
    await client.end()
  }
}

/** The name of a schema that nobody else has, and how to drop it. */
export function ownSchema(url: string): { readonly name: string; drop(): Promise<void> } {
  const name = `test_${randomBytes(8).toString('hex')}`
  return {
    name,
    async drop() {
      await query(url, `DROP SCHEMA IF EXISTS ${name} CASCADE`)
    },
  }
}

/** The bytes of everything that the schema's tables hold, and the server's samples of them. Needs a superuser. */
export async function bytesOf(url: string, schema: string): Promise<Buffer> {
  await query(url, 'CHECKPOINT')
  const rows = await query(
    url,
    `SELECT pg_read_binary_file(pg_relation_filepath(c.oid)) AS bytes FROM pg_class c
     WHERE pg_relation_filepath(c.oid) IS NOT NULL AND (
       c.relnamespace = $1::regnamespace
       OR c.oid IN (SELECT reltoastrelid FROM pg_class WHERE relnamespace = $1::regnamespace)
       OR c.oid = 'pg_statistic'::regclass)`,
    [schema],
  )
  return Buffer.concat(rows.flatMap(({ bytes }) => (Buffer.isBuffer(bytes) ? [bytes] : [])))
}

async function answers(url: string): Promise<boolean> {
  return query(url, 'SELECT 1').then(
    () => true,
    () => false,
  )
}

/** The folder of `initdb` and `pg_ctl`, of the newest version that is installed; null when none is. */
function programs(): string | null {
  const found = globSync('/usr/{lib/postgresql/*,local,local/pgsql}/bin/initdb')
  const versions = found.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  const newest = versions.at(-1)
  return newest === undefined ? null : dirname(newest)
}

/** A server of our own on a free port, and with an own data folder. It can be stopped, killed and started again. */
export interface OwnServer extends TestServer {
  /** `immediate`: as if the machine had lost its power. */
  restart(mode: 'fast' | 'immediate'): Promise<void>
  halt(): Promise<void>
  start(): Promise<void>
}

/** Whether `startPostgres` can work here. */
export function canStartPostgres(): boolean {
  return programs() !== null
}

export async function startPostgres(): Promise<OwnServer> {
  const bin = programs()
  if (bin === null) throw new Error('The programs of PostgreSQL were expected below /usr/lib/postgresql.')
  const folder = await mkdtemp(join(tmpdir(), 'commonplace-postgres-'))
  const owner = await giveAway(folder)
  const as = (program: string, args: readonly string[]) => {
    const command = [join(bin, program), ...args]
    return owner ? run('runuser', ['-u', owner, '--', ...command]) : run(command[0] ?? '', command.slice(1))
  }
  const data = join(folder, 'data')
  await as('initdb', ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync', '-E', 'UTF8', '--locale=C'])
  const port = await freePort()
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`
  const control = (...args: string[]) => as('pg_ctl', ['-D', data, '-w', ...args])
  // The server must not hold our pipe open, or the call would never end.
  const start = async () => void (await control('start', '-l', join(folder, 'log'), '-o', options))
  await start()
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    start,
    halt: async () => void (await control('stop', '-m', 'fast')),
    async restart(mode) {
      await control('stop', '-m', mode)
      await start()
    },
    async stop() {
      await control('stop', '-m', 'immediate').catch(() => {})
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL refuses to run as root: somebody else has to own the folder. */
async function giveAway(folder: string): Promise<string | null> {
  if (process.getuid?.() !== 0) return null
  for (const user of ['postgres', 'nobody']) {
    const found = spawnSync('id', ['-u', user], { encoding: 'utf8' })
    if (found.status !== 0) continue
    await chown(folder, Number(found.stdout), -1)
    return user
  }
  throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody to run it as.')
}

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net')
  const server = createServer()
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (typeof address !== 'object' || address === null) throw new Error('A port was expected.')
  return address.port
}
