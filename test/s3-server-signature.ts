/** AWS Signature Version 4 as a server checks it, for requests signed by headers (docs.aws.amazon.com, "Signature Version 4"). */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

export interface Key {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

type Signed = Pick<IncomingMessage, 'headers' | 'method' | 'url'>

/** An error code of S3, or null when the signature is right and covers what it must. */
export function wrongSignature(request: Signed, body: Buffer, key: Key): string | null {
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), *SignedHeaders=([^,]+), *Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    )
  const [, credential = '', signedHeaders = '', signature = ''] = parts ?? []
  const [accessKeyId, date = '', region = '', service = ''] = credential.split('/')
  if (!parts) return 'AccessDenied'
  if (accessKeyId !== key.accessKeyId) return 'InvalidAccessKeyId'
  const payload = String(request.headers['x-amz-content-sha256'])
  if (/^[0-9a-f]{64}$/.test(payload) && payload !== sha256(body)) return 'XAmzContentSHA256Mismatch'
  const names = signedHeaders.split(';')
  const unsigned = ['host', ...Object.keys(request.headers).filter((name) => name.startsWith('x-amz-'))]
  if (unsigned.some((name) => !names.includes(name))) return 'AccessDenied'
  const toSign = [
    'AWS4-HMAC-SHA256',
    request.headers['x-amz-date'],
    `${date}/${region}/${service}/aws4_request`,
    sha256(canonicalRequest(request, names, payload)),
  ].join('\n')
  const signing = [date, region, service, 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => hmac(secret, part),
    `AWS4${key.secretAccessKey}`,
  )
  return timingSafeEqual(hmac(signing, toSign), Buffer.from(signature, 'hex'))
    ? null
    : 'SignatureDoesNotMatch'
}

function canonicalRequest(request: Signed, names: readonly string[], payload: string): string {
  const [path = '', query = ''] = (request.url ?? '').split('?')
  const sorted = query
    .split('&')
    .filter((each) => each !== '')
    .map((each) => (each.includes('=') ? each : `${each}=`))
    .sort()
    .join('&')
  const headers = names.map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`).join('')
  return [request.method, path, sorted, headers, names.join(';'), payload].join('\n')
}

function hmac(secret: string | Buffer, text: string): Buffer {
  return createHmac('sha256', secret).update(text).digest()
}

function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}
