/**
 * AWS's binary event stream, as Bedrock's InvokeModelWithResponseStream writes it.
 * Source: the "Event stream encoding" page of Amazon Transcribe's and Lex's developer guides. All numbers are big-endian:
 * total length, length of headers, CRC-32 of these eight bytes, headers, payload, CRC-32 of everything before.
 */
import { crc32 } from 'node:zlib'
import type { Answer } from './server-for-tests.ts'

/** A frame that carries one event of the Messages API. */
export function chunk(event: unknown): Buffer {
  const bytes = Buffer.from(JSON.stringify(event)).toString('base64')
  return frame(
    { ':message-type': 'event', ':event-type': 'chunk', ':content-type': 'application/json' },
    { bytes },
  )
}

/** A modelled exception, such as `throttlingException`. */
export function exception(name: string, message: string): Buffer {
  const headers = {
    ':message-type': 'exception',
    ':exception-type': name,
    ':content-type': 'application/json',
  }
  return frame(headers, { message })
}

/** An error outside the model of the service. */
export function errorFrame(code: string, message: string): Buffer {
  return frame({ ':message-type': 'error', ':error-code': code, ':error-message': message }, {})
}

function frame(headers: Readonly<Record<string, string>>, payload: unknown): Buffer {
  const head = Buffer.concat(Object.entries(headers).map(([name, value]) => header(name, value)))
  const body = Buffer.from(JSON.stringify(payload))
  const prelude = Buffer.alloc(8)
  prelude.writeUInt32BE(16 + head.length + body.length, 0)
  prelude.writeUInt32BE(head.length, 4)
  const covered = Buffer.concat([prelude, checksum(prelude), head, body])
  return Buffer.concat([covered, checksum(covered)])
}

/** Header type 7 is a string with a two-byte length. */
function header(name: string, value: string): Buffer {
  const text = Buffer.from(value)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(text.length)
  return Buffer.concat([Buffer.from([name.length]), Buffer.from(name), Buffer.from([7]), length, text])
}

function checksum(bytes: Buffer): Buffer {
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(bytes))
  return sum
}

/** Sends frames in pieces of a given size, whose seams fall anywhere; breaks off or ends. */
export function framed(
  frames: readonly Buffer[],
  how: { readonly size?: number; readonly breaks?: boolean } = {},
): Answer {
  return async (response) => {
    const bytes = Buffer.concat(frames)
    const size = how.size ?? bytes.length
    response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' })
    for (let at = 0; at < bytes.length; at += size) {
      await new Promise((resolve) => response.write(bytes.subarray(at, at + size), resolve))
    }
    if (how.breaks) response.destroy()
    else response.end()
  }
}
