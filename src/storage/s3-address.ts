import type { ObjectLogOptions } from './objects/log.ts'

export interface S3Place {
  readonly bucket: string
  /** Begins every key; empty, or ends with a slash. */
  readonly prefix: string
}

export interface S3Options extends S3Place, ObjectLogOptions {
  /** Left out: what the SDK finds in the environment or the profile. */
  readonly region?: string
  /** Of a store that speaks like S3. Buckets are then named in the path. */
  readonly endpoint?: string
  /** Left out: what the SDK finds in the environment, the profile or the machine's role. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
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
