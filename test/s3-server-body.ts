/** Bodies as S3 takes them: plain, or in aws-chunked pieces with trailers; with checksums that must be right. */
import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { crc32 } from 'node:zlib'

/** The object's bytes out of what came over the wire, or an error code of S3. */
export function objectBytes(request: IncomingMessage, sent: Buffer): Buffer | string {
  const isChunked = /(^|,\s*)aws-chunked(,|$)/.test(request.headers['content-encoding'] ?? '')
  const decoded = isChunked ? fromChunks(sent) : { bytes: sent, trailers: {} }
  if (typeof decoded === 'string') return decoded
  const length = request.headers['x-amz-decoded-content-length']
  if (isChunked && Number(length) !== decoded.bytes.length) return 'IncompleteBody'
  const wanted = { ...request.headers, ...decoded.trailers }
  if (wrong(wanted['x-amz-checksum-crc32'], () => crc32Of(decoded.bytes))) return 'BadDigest'
  if (wrong(wanted['x-amz-checksum-sha256'], () => hash('sha256', decoded.bytes))) return 'BadDigest'
  if (wrong(wanted['content-md5'], () => hash('md5', decoded.bytes))) return 'BadDigest'
  return decoded.bytes
}

export function crc32Of(bytes: Buffer): string {
  const four = Buffer.alloc(4)
  four.writeUInt32BE(crc32(bytes))
  return four.toString('base64')
}

/** `size;chunk-signature=…␍␊ bytes ␍␊ … 0␍␊ trailer: value␍␊ ␍␊`. Signatures of single chunks are not checked. */
function fromChunks(
  sent: Buffer,
): { readonly bytes: Buffer; readonly trailers: Record<string, string> } | string {
  const pieces: Buffer[] = []
  const trailers: Record<string, string> = {}
  for (let at = 0; ; ) {
    const end = sent.indexOf('\r\n', at)
    const size = end < 0 ? Number.NaN : Number.parseInt(sent.toString('latin1', at, end), 16)
    if (Number.isNaN(size) || end + 2 + size > sent.length) return 'IncompleteBody'
    const start = end + 2
    if (size === 0) {
      for (const line of sent.toString('latin1', start).split('\r\n')) {
        const [name, ...value] = line.split(':')
        if (name && value.length > 0) trailers[name.trim().toLowerCase()] = value.join(':').trim()
      }
      return { bytes: Buffer.concat(pieces), trailers }
    }
    pieces.push(sent.subarray(start, start + size))
    at = start + size + 2
  }
}

function wrong(wanted: string | string[] | undefined, actual: () => string): boolean {
  return wanted !== undefined && wanted !== actual()
}

function hash(algorithm: 'sha256' | 'md5', bytes: Buffer): string {
  return createHash(algorithm).update(bytes).digest('base64')
}
