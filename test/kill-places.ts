/** A new log on each durable backend, for processes that write to it and are killed: with what they need, and how the place is looked at. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDynamoTable, dynamoLog } from '../src/storage/dynamo.ts'
import { s3Log } from '../src/storage/s3.ts'
import { startDynamoServer } from './dynamo-server.ts'
import { inspectSqlite } from './inspect-sqlite.ts'
import type { KillPlace } from './kill-rounds.ts'
import { findPostgres, ownSchema } from './postgres.ts'
import { startS3Server, TEST_KEY } from './s3-server.ts'

/** Something that new places are made in; it is closed after them. */
export interface KillPlaces {
  make(): Promise<KillPlace & { remove(): Promise<void> }>
  close(): Promise<void>
}

/** Null when the backend is nowhere to be had on this machine; why was said. */
export const KILL_PLACES = {
  sqlite,
  postgres,
  s3,
  dynamodb,
} as const satisfies Readonly<Record<string, () => Promise<KillPlaces | null>>>

async function sqlite(): Promise<KillPlaces> {
  return {
    async make() {
      const folder = await mkdtemp(join(tmpdir(), 'commonplace-killed-'))
      const address = join(folder, 'a.db')
      return {
        address,
        inspect: async (erased) => inspectSqlite(address, erased),
        remove: () => rm(folder, { recursive: true }),
      }
    },
    async close() {},
  }
}

async function postgres(): Promise<KillPlaces | null> {
  const server = await findPostgres()
  if (server === null) return null
  return {
    async make() {
      const schema = ownSchema(server.url)
      return { address: `${server.url}?schema=${schema.name}`, remove: () => schema.drop() }
    },
    close: () => server.stop(),
  }
}

async function s3(): Promise<KillPlaces> {
  const server = await startS3Server()
  let made = 0
  return {
    async make() {
      const bucket = `killed-${++made}`
      server.addBucket(bucket)
      const options = { bucket, prefix: 'm/', endpoint: server.url, region: 'eu-west-1' }
      return {
        address: `s3://${bucket}/m?region=${options.region}&endpoint=${encodeURIComponent(server.url)}`,
        environment: {
          AWS_ACCESS_KEY_ID: TEST_KEY.accessKeyId,
          AWS_SECRET_ACCESS_KEY: TEST_KEY.secretAccessKey,
        },
        open: () => s3Log({ ...options, credentials: TEST_KEY }),
        async inspect(erased) {
          for (const words of erased) expectNowhere(words, server.holding(words))
        },
        remove: async () => {},
      }
    },
    close: () => server.close(),
  }
}

async function dynamodb(): Promise<KillPlaces> {
  const server = await startDynamoServer()
  const { endpoint, region, credentials } = server.access
  let made = 0
  return {
    async make() {
      const table = `killed-${++made}`
      await createDynamoTable(server.access, table)
      return {
        address: `dynamodb://${table}/m?region=${region}&endpoint=${encodeURIComponent(endpoint)}`,
        environment: {
          AWS_ACCESS_KEY_ID: credentials.accessKeyId,
          AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        },
        open: () => dynamoLog({ table, prefix: 'm/', ...server.access }),
        async inspect(erased) {
          expectNowhere('any erased words', await server.holdingAny(table, erased))
        },
        remove: async () => {},
      }
    },
    close: () => server.close(),
  }
}

function expectNowhere(words: string, found: readonly string[]): void {
  if (found.length > 0) throw new Error(`${words} should be gone, and can be read in ${found.join(', ')}.`)
}
