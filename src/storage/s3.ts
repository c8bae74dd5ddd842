import type { S3Client } from '@aws-sdk/client-s3'
import type { MemoryLog } from '../memory/log.ts'
import { type ObjectLogOptions, objectLog } from './objects/log.ts'
import { type S3Place, s3Store } from './s3-store.ts'

export interface S3Options extends S3Place, ObjectLogOptions {
  /** Left out: what the SDK finds in the environment or the profile. */
  readonly region?: string
  /** Of a store that speaks like S3. Buckets are then named in the path. */
  readonly endpoint?: string
  /** Left out: what the SDK finds in the environment, the profile or the machine's role. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

/** Attempts for one request, the first included; the SDK waits longer after each, with chance, and slows down when told to. */
const ATTEMPTS = 5
/** Milliseconds until a request that stands still is given up and tried again. */
const TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true } as const

/**
 * The log under `prefix` of a bucket. Loads the AWS SDK. Nothing is asked of S3 before the first use. `prepare` gets the
 * client before it is used, for tests.
 */
export async function s3Log(
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

/** What `s3://bucket/prefix?region=…&endpoint=…&versions=accepted` means. Throws when it means nothing. */
export function parseS3Url(url: string): S3Options {
  const { protocol, hostname, pathname, searchParams } = new URL(url)
  if (protocol !== 's3:' || hostname === '') throw new Error(`s3://bucket/prefix was expected; ${url} came.`)
  const known = ['region', 'endpoint', 'versions']
  const wrong = [...searchParams.keys()].find((key) => !known.includes(key))
  if (wrong !== undefined)
    throw new Error(`Of ${known.join(', ')} one was expected in the address of an S3 log; ${wrong} came.`)
  const versions = searchParams.get('versions')
  if (versions !== null && versions !== 'accepted')
    throw new Error(`versions=accepted was expected in the address of an S3 log; versions=${versions} came.`)
  const path = decodeURIComponent(pathname).replace(/^\/+|\/+$/g, '')
  return {
    bucket: hostname,
    prefix: path === '' ? '' : `${path}/`,
    region: searchParams.get('region') ?? undefined,
    endpoint: searchParams.get('endpoint') ?? undefined,
    eraseAnyway: versions === 'accepted',
  }
}
