/**
 * A server that speaks the part of Amazon S3's wire that a log needs, as its API reference documents it: path style, signed
 * requests, conditional writes, ListObjectsV2 in pages, error codes in XML. It holds objects in memory, and does wrong what
 * it is ordered to do wrong. `test/s3-server-main.ts` runs it as a process of its own.
 */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Answer, answerList, errorXml, STATUS, versioningXml } from './s3-server-answers.ts'
import { crc32Of, objectBytes } from './s3-server-body.ts'
import { type Key, wrongSignature } from './s3-server-signature.ts'

export const TEST_KEY: Key = { accessKeyId: 'TESTKEY', secretAccessKey: 'test/secret' }

/** What a server does wrong with one request. `cut`: the connection breaks instead of an answer. */
export interface Fault {
  /** Which request, counted from 1 from the order on; the first that also has this method and a key with these letters in it. */
  readonly from?: number
  readonly method?: string
  readonly key?: string
  /** Whether what was asked is done before the answer goes wrong. */
  readonly when: 'before' | 'after'
  readonly how: 'cut' | keyof typeof STATUS
  /** How often; once when left out. */
  readonly times?: number
}

export interface S3Server {
  readonly url: string
  /** How many requests came, by method; `LIST` for lists. */
  readonly requests: ReadonlyMap<string, number>
  addBucket(name: string, versioning?: 'Enabled' | 'Suspended'): void
  order(fault: Fault): void
  /** Keeps the next such request waiting until it is released; then it is handled as usual. */
  hold(which: Pick<Fault, 'from' | 'method' | 'key'>): Held
  /** Names of all that is stored, old versions included, whose bytes hold the words. */
  holding(words: string): readonly string[]
  keys(bucket: string): readonly string[]
  close(): Promise<void>
}

export interface Held {
  /** Resolves when the request has come. */
  readonly reached: Promise<void>
  release(): void
}

interface Stored {
  readonly bytes: Buffer
  readonly etag: string
}

interface Bucket {
  readonly versioning: string | null
  readonly objects: Map<string, Stored>
  readonly old: [string, Buffer][]
}

type Ordered =
  | (Fault & { readonly held?: undefined })
  | (Pick<Fault, 'from' | 'method' | 'key'> & {
      readonly held: () => Promise<void>
      readonly when?: undefined
    })

interface Asked {
  readonly method: string
  readonly bucket: string
  readonly key: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly bytes: Buffer
}

const fail = (code: keyof typeof STATUS, message?: string): Answer => ({
  status: STATUS[code],
  body: errorXml(code, message),
})

export async function startS3Server(port = 0): Promise<S3Server> {
  const buckets = new Map<string, Bucket>()
  const requests = new Map<string, number>()
  const faults: { fault: Ordered; from: number; times: number }[] = []

  const faultFor = (asked: Asked) => {
    for (const each of faults) {
      const { method, key } = each.fault
      if (each.times === 0 || (method && method !== asked.method)) continue
      if (key && !asked.key.includes(key)) continue
      if (--each.from > 0) continue
      each.times--
      return each.fault
    }
    return undefined
  }

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const sent = Buffer.concat(await Array.fromAsync(request))
    const asked = parse(request, sent)
    const kind = asked.method === 'GET' && asked.key === '' ? 'LIST' : asked.method
    requests.set(kind, (requests.get(kind) ?? 0) + 1)
    const fault = faultFor(asked)
    if (fault?.held) await fault.held()
    const early = fault?.when === 'before' ? faulty(fault) : null
    const answer = early ?? answerTo(buckets, request, asked, sent)
    const last = fault?.when === 'after' ? faulty(fault) : answer
    if (last === 'cut') return void request.socket.destroy()
    response.writeHead(last.status, { 'content-type': 'application/xml', ...last.headers })
    response.end(request.method === 'HEAD' ? undefined : last.body)
  }
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    )
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const { port: actual } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${actual}`,
    requests,
    addBucket(name, versioning) {
      buckets.set(name, { versioning: versioning ?? null, objects: new Map(), old: [] })
    },
    order: (fault) => void faults.push({ fault, from: fault.from ?? 1, times: fault.times ?? 1 }),
    hold(which) {
      const [reached, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const held = () => {
        reached.resolve()
        return released.promise
      }
      faults.push({ fault: { ...which, held }, from: which.from ?? 1, times: 1 })
      return { reached: reached.promise, release: released.resolve }
    },
    holding(words) {
      const all = [...buckets.values()].flatMap(({ objects, old }) => [
        ...[...objects].map(([key, { bytes }]) => [key, bytes] as const),
        ...old,
      ])
      return all.filter(([, bytes]) => bytes.includes(words)).map(([key]) => key)
    },
    keys: (bucket) => [...(buckets.get(bucket)?.objects.keys() ?? [])].sort(),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function faulty({ how }: Fault): Answer | 'cut' {
  return how === 'cut' ? 'cut' : fail(how, 'As ordered.')
}

function parse(request: IncomingMessage, sent: Buffer): Asked {
  const [path = '', query] = (request.url ?? '').split('?')
  const [, bucket = '', ...key] = path.split('/').map(decodeURIComponent)
  const { method = '', headers } = request
  return { method, bucket, key: key.join('/'), query: new URLSearchParams(query), headers, bytes: sent }
}

function answerTo(
  buckets: Map<string, Bucket>,
  request: IncomingMessage,
  asked: Asked,
  sent: Buffer,
): Answer {
  const wrong = wrongSignature(request, sent, TEST_KEY)
  if (wrong !== null) return fail(wrong in STATUS ? (wrong as keyof typeof STATUS) : 'AccessDenied')
  const bucket = buckets.get(asked.bucket)
  if (!bucket) return fail('NoSuchBucket')
  if (asked.key === '') return answerBucket(bucket, asked)
  if (Buffer.byteLength(asked.key) > 1024) return fail('KeyTooLongError')
  switch (asked.method) {
    case 'PUT':
      return put(bucket, asked, objectBytes(request, sent))
    case 'GET':
    case 'HEAD':
      return get(bucket, asked)
    case 'DELETE':
      return remove(bucket, asked)
    default:
      return fail('MethodNotAllowed')
  }
}

function answerBucket(bucket: Bucket, { method, query, bucket: name }: Asked): Answer {
  if (method !== 'GET') return fail('MethodNotAllowed')
  if (query.has('versioning')) return { status: 200, body: versioningXml(bucket.versioning) }
  if (query.get('list-type') === '2') return answerList(name, query, bucket.objects)
  return fail('NotImplemented')
}

function put(bucket: Bucket, { key, headers }: Asked, bytes: Buffer | string): Answer {
  if (typeof bytes === 'string') return fail(bytes as keyof typeof STATUS)
  const present = bucket.objects.get(key)
  const noneMatch = headers['if-none-match']
  const match = headers['if-match']
  if (noneMatch !== undefined && noneMatch !== '*') return fail('NotImplemented')
  if (noneMatch === '*' && present) return fail('PreconditionFailed')
  if (match !== undefined && !present) return fail('NoSuchKey')
  if (match !== undefined && present?.etag !== match) return fail('PreconditionFailed')
  if (present && bucket.versioning === 'Enabled') bucket.old.push([key, present.bytes])
  const etag = `"${createHash('md5').update(bytes).digest('hex')}"`
  bucket.objects.set(key, { bytes, etag })
  return { status: 200, headers: { ETag: etag, 'x-amz-checksum-crc32': crc32Of(bytes) } }
}

function get(bucket: Bucket, { key, headers }: Asked): Answer {
  const found = bucket.objects.get(key)
  if (!found) return fail('NoSuchKey')
  const checksum: Record<string, string> =
    headers['x-amz-checksum-mode'] === 'ENABLED' ? { 'x-amz-checksum-crc32': crc32Of(found.bytes) } : {}
  return {
    status: 200,
    headers: {
      ...checksum,
      ETag: found.etag,
      'content-type': 'application/octet-stream',
      'content-length': String(found.bytes.length),
    },
    body: found.bytes,
  }
}

function remove(bucket: Bucket, { key }: Asked): Answer {
  const present = bucket.objects.get(key)
  if (present && bucket.versioning === 'Enabled') bucket.old.push([key, present.bytes])
  bucket.objects.delete(key)
  return { status: 204 }
}
