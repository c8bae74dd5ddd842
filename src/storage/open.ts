/** Where logs are kept, named by an address. Each kind loads what it needs only when it is used. */
import type { MemoryLog } from '../memory/log.ts'
import { dynamoLog, parseDynamoUrl } from './dynamo.ts'
import { inProcessLog } from './in-process.ts'
import { parsePostgresUrl } from './postgres-address.ts'
import { memoriesIn, readOnlyLog, unwritable } from './read-only.ts'
import { parseS3Url, s3Log } from './s3.ts'
import { sharedPlace } from './shared-place.ts'

/** A place for the logs of several memories. */
export interface Backend {
  /** For people; holds no secret. */
  readonly describe: string
  /** Opens the log of one memory; asked once for each. Whoever opens it closes it. */
  log(memory: string): Promise<MemoryLog>
  /** The ids of all memories that have a commit, in order. Left out by places that cannot tell. */
  memories?(): Promise<readonly string[]>
  /** Closes what the place itself holds open, also under logs that are still in use. */
  close(): Promise<void>
}

export interface Opening {
  /** Only what is there already, to be read: nothing is made or brought up to date, and writing rejects. */
  readonly reading?: boolean
}

/** The memory that lies at the place itself; in S3 and DynamoDB the others lie apart from its own objects. */
const FIRST = 'default'

const EXPECTED =
  'memory:, a file or sqlite:file, postgres://host/database, s3://bucket/prefix or dynamodb://table/prefix was expected'

/**
 * Names a place by its address:
 * `memory:` (this process) · a path or `sqlite:path` · `postgres://user:password@host:port/database?schema=…` ·
 * `s3://bucket/prefix?region=…` · `dynamodb://table/prefix?region=…`.
 * Throws, with what was expected, when the address means nothing; nothing is asked of the place yet.
 */
export function openBackend(url: string, { reading = false }: Opening = {}): Backend {
  // Databases are opened to be read; the others would take what is written.
  const kept = (backend: Backend) => (reading ? onlyRead(backend) : backend)
  const scheme = /^([a-z][a-z0-9+]+):/i.exec(url)?.[1]?.toLowerCase()
  switch (scheme) {
    case 'memory':
      return kept(inThisProcess(url))
    case undefined:
      return inSqlite(url, url, reading)
    case 'sqlite':
      return inSqlite(url.slice('sqlite:'.length), url, reading)
    case 'postgres':
    case 'postgresql':
      return inPostgres(url, reading)
    case 's3': {
      const place = parseS3Url(url)
      const log = (memory: string) => s3Log({ ...place, prefix: prefixOf(place.prefix, memory) })
      return kept({ describe: `S3, bucket ${place.bucket}`, log, close: async () => {} })
    }
    case 'dynamodb': {
      const place = parseDynamoUrl(url)
      const log = (memory: string) => dynamoLog({ ...place, prefix: prefixOf(place.prefix, memory) })
      return kept({ describe: `DynamoDB, table ${place.table}`, log, close: async () => {} })
    }
    default:
      throw new Error(`${EXPECTED}; ${withoutSecret(url)} came.`)
  }
}

function onlyRead(backend: Backend): Backend {
  return { ...backend, log: async (memory) => unwritable(await backend.log(memory)) }
}

function inThisProcess(url: string): Backend {
  if (url.length > 'memory:'.length)
    throw new Error(`memory: has nothing after it; ${withoutSecret(url)} came.`)
  const logs = new Map<string, MemoryLog>()
  const log = async (memory: string) => {
    const own = logs.get(memory) ?? inProcessLog()
    logs.set(memory, own)
    return own
  }
  return { describe: 'this process alone, until it ends', log, close: async () => {} }
}

/** `file`: a path as the system has it; `//` after the scheme is left out by people and taken by machines. */
function inSqlite(file: string, url: string, reading: boolean): Backend {
  const path = file.replace(/^\/\/(?=\/)/, '')
  if (path === '' || path.startsWith('//')) throw new Error(`${EXPECTED}; ${withoutSecret(url)} came.`)
  const place = sharedPlace({
    async open() {
      const { openDatabase } = await import('../database/open.ts')
      const { openToRead } = await import('../database/read-only.ts')
      const { sqliteLog } = await import('./sqlite.ts')
      const database = await (reading ? openToRead(path) : openDatabase(path)).catch((cause: unknown) => {
        throw new Error(`The SQLite file ${path} could not be opened.`, { cause })
      })
      return {
        logOf: (memory) => (reading ? readOnlyLog(database, memory) : sqliteLog(database, memory)),
        memories: () => memoriesIn(database),
        close: () => database.destroy(),
      }
    },
  })
  return { describe: `SQLite, ${path}`, ...place }
}

function inPostgres(url: string, reading: boolean): Backend {
  const { describe, ...address } = parsePostgresUrl(url)
  const place = sharedPlace({
    async open() {
      const { openPostgres, openPostgresToRead } = await import('../database/postgres.ts')
      if (reading) {
        const database = await openPostgresToRead(address)
        return {
          logOf: (memory) => readOnlyLog(database, memory),
          memories: () => memoriesIn(database),
          close: () => database.destroy(),
        }
      }
      const { postgresLog } = await import('./postgres.ts')
      const postgres = await openPostgres(address)
      return {
        logOf: (memory) => postgresLog(postgres, memory),
        memories: () => memoriesIn(postgres.database),
        close: () => postgres.close(),
      }
    },
  })
  return { describe, ...place }
}

function prefixOf(prefix: string, memory: string): string {
  return memory === FIRST ? prefix : `${prefix}memories/${memory}/`
}

/** An address may hold a password. */
function withoutSecret(url: string): string {
  return url.replace(/\/\/[^/@]*@/, '//…@').slice(0, 200)
}
