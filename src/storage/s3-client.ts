/** The log in S3 with its client in sight. Apart from s3.ts, so that whoever compiles against that needs no types of the SDK. */
import type { S3Client } from '@aws-sdk/client-s3'
import type { MemoryLog } from '../memory/log.ts'
import { objectLog } from './objects/log.ts'
import type { S3Options } from './s3-address.ts'
import { s3Store } from './s3-store.ts'

/** Attempts for one request, the first included; the SDK waits longer after each, with chance, and slows down when told to. */
const ATTEMPTS = 5
/** Milliseconds until a request that stands still is given up and tried again. */
const TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true } as const

/** `prepare` gets the client before it is used; tests put their hand between it and the server. */
export async function openS3Log(
  options: S3Options,
  prepare: (client: S3Client) => void = () => {},
): Promise<MemoryLog> {
  const { region, endpoint, credentials } = options
  const s3 = await import('@aws-sdk/client-s3')
  const client = new s3.S3Client({
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(credentials === undefined ? {} : { credentials }),
    maxAttempts: ATTEMPTS,
    requestHandler: TIMEOUTS,
  })
  prepare(client)
  return objectLog(s3Store(client, s3, options), options)
}
