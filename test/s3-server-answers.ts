/** The XML that S3 answers with, and the status that belongs to each of its error codes. */

export interface Answer {
  readonly status: number
  readonly headers?: Record<string, string>
  readonly body?: Buffer | string
}

export const STATUS = {
  AccessDenied: 403,
  BadDigest: 400,
  ConditionalRequestConflict: 409,
  IncompleteBody: 400,
  InternalError: 500,
  InvalidAccessKeyId: 403,
  InvalidArgument: 400,
  KeyTooLongError: 400,
  MethodNotAllowed: 405,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NotImplemented: 501,
  PreconditionFailed: 412,
  RequestTimeout: 400,
  SignatureDoesNotMatch: 403,
  SlowDown: 503,
  XAmzContentSHA256Mismatch: 400,
} as const

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
const SPACE = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'

export function errorXml(code: keyof typeof STATUS, message: string = code): string {
  return `${HEAD}<Error><Code>${code}</Code><Message>${escaped(message)}</Message><RequestId>TEST</RequestId></Error>`
}

export function versioningXml(status: string | null): string {
  const inner = status === null ? '' : `<Status>${status}</Status>`
  return `${HEAD}<VersioningConfiguration ${SPACE}>${inner}</VersioningConfiguration>`
}

/** ListObjectsV2: keys in the order of their bytes, at most 1,000 in one answer. */
export function answerList(
  bucket: string,
  query: URLSearchParams,
  objects: ReadonlyMap<string, { readonly bytes: Buffer; readonly etag: string }>,
): Answer {
  const prefix = query.get('prefix') ?? ''
  const most = Math.min(Number(query.get('max-keys') ?? 1000), 1000)
  const token = query.get('continuation-token')
  const after = token === null ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64').toString()
  if (!Number.isInteger(most) || most < 0)
    return { status: STATUS.InvalidArgument, body: errorXml('InvalidArgument') }
  const keys = [...objects.keys()]
    .filter((key) => key.startsWith(prefix) && Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0)
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  const page = keys.slice(0, most)
  const isTruncated = page.length < keys.length
  const contents = page.map((key) => {
    const { bytes, etag } = objects.get(key) ?? { bytes: Buffer.alloc(0), etag: '' }
    return `<Contents><Key>${escaped(key)}</Key><ETag>${escaped(etag)}</ETag><Size>${bytes.length}</Size></Contents>`
  })
  const next = isTruncated
    ? `<NextContinuationToken>${Buffer.from(page.at(-1) ?? after).toString('base64')}</NextContinuationToken>`
    : ''
  const body = `${HEAD}<ListBucketResult ${SPACE}><Name>${escaped(bucket)}</Name><Prefix>${escaped(prefix)}</Prefix><KeyCount>${page.length}</KeyCount><MaxKeys>${most}</MaxKeys><IsTruncated>${isTruncated}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`
  return { status: 200, body }
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
