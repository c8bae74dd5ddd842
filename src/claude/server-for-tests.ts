/** A real HTTP server on loopback that records what it is asked and answers as a test says. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WireEvent } from './contract.ts'

export interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of any shape
  readonly body: any
  /** The body as it came. */
  readonly text: string
}

export type Answer = (response: ServerResponse, asked: Asked) => void | Promise<void>

export interface TestServer extends AsyncDisposable {
  readonly url: string
  readonly asked: readonly Asked[]
}

/** Answers the first request with the first answer and so on; the last one answers all that follow. */
export async function startServer(...answers: readonly Answer[]): Promise<TestServer> {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const one = await record(request)
    asked.push(one)
    const answer = answers[Math.min(asked.length, answers.length) - 1]
    await answer?.(response, one)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function record(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString('utf8')
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    headers: request.headers,
    body: text === '' ? null : JSON.parse(text),
    text,
  }
}

/** Server-sent events as the Claude API writes them. */
export function sse(events: readonly (WireEvent | { readonly type: string })[]): string {
  return events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('')
}

/** Sends the text as a whole stream, in the pieces given. */
export function streams(...pieces: readonly (string | Uint8Array)[]): Answer {
  return async (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'request-id': 'req_1' })
    for (const piece of pieces) await write(response, piece)
    response.end()
  }
}

/** Sends the pieces and then breaks the connection. */
export function breaksAfter(...pieces: readonly string[]): Answer {
  return async (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
    for (const piece of pieces) await write(response, piece)
    response.destroy()
  }
}

/** Sends the pieces and then nothing more, leaving the line open. */
export function fallsSilentAfter(...pieces: readonly string[]): Answer {
  return async (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
    for (const piece of pieces) await write(response, piece)
  }
}

export function refuses(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return (response) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const type = typeof body === 'string' ? 'text/html' : 'application/json'
    response.writeHead(status, { 'content-type': type, 'request-id': 'req_1', ...headers }).end(text)
  }
}

export function apiError(type: string, message: string): unknown {
  return { type: 'error', error: { type, message }, request_id: 'req_1' }
}

/** Each piece leaves as its own chunk, so that readers see the seams. */
function write(response: ServerResponse, piece: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => response.write(piece, () => setImmediate(resolve)))
}

const NO_USAGE = {
  input_tokens: 10,
  output_tokens: 0,
  cache_read_input_tokens: 0,
  cache_creation_input_tokens: 0,
}

/** The events of a short reply in one text block. */
export function reply(text = 'Hello there.', stop = 'end_turn'): readonly { readonly type: string }[] {
  return [
    {
      type: 'message_start',
      message: {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model: 'claude-sonnet-5-5',
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: NO_USAGE,
      },
    },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '', citations: null } },
    { type: 'ping' },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } },
    { type: 'content_block_stop', index: 0 },
    { type: 'message_delta', delta: { stop_reason: stop, stop_sequence: null }, usage: { output_tokens: 4 } },
    { type: 'message_stop' },
  ] as readonly { readonly type: string }[]
}
