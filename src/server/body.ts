/** Reads the body of a request: JSON, whole, within a bound. */
import { HttpError } from './http-error.ts'

/** The body as a value; an empty one counts as `{}`. Throws `HttpError` for anything but JSON in UTF-8 of at most `limit` bytes. */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    throw new HttpError(415, 'not_json', 'Expected the header "Content-Type: application/json".')
  }
  const bytes = await readBytes(request, limit)
  if (bytes.length === 0) return {}
  return parseJson(decode(bytes))
}

async function readBytes(request: Request, limit: number): Promise<Buffer> {
  const announced = Number(request.headers.get('content-length') ?? 0)
  if (announced > limit) throw tooLarge(limit)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > limit) throw tooLarge(limit)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function tooLarge(limit: number): HttpError {
  return new HttpError(413, 'too_large', `Expected a body of at most ${limit} bytes.`)
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new HttpError(400, 'bad_json', 'Expected a body in UTF-8.')
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new HttpError(400, 'bad_json', 'Expected a body that is JSON; it does not parse.')
  }
}
