/** A host of our own for tests: a real HTTP server on loopback that speaks the Messages API as a script says. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One piece of a body: bytes or text as they go out; `cut` breaks the connection; `silence` leaves it open for good. */
export type Piece = string | Uint8Array | 'cut' | 'silence'

export interface Answer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly pieces: readonly Piece[]
}

export interface Asked {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: unknown
}

export interface ModelHost {
  readonly url: string
  /** What was asked, oldest first. */
  readonly asked: readonly Asked[]
  /** How many connections were opened so far. */
  connections(): number
  close(): Promise<void>
}

/** Gives the n-th request the n-th answer; a request without one gets a 500 that says so. */
export async function startModelHost(answers: readonly Answer[]): Promise<ModelHost> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const answer = answers[asked.length] ?? {
        status: 500,
        pieces: ['{"error":{"message":"No answer left"}}'],
      }
      asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body })
      return send(response, answer)
    })
  })
  let connections = 0
  server.on('connection', () => {
    connections += 1
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function read(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  return text === '' ? null : JSON.parse(text)
}

async function send(response: ServerResponse, { status = 200, headers, pieces }: Answer): Promise<void> {
  response.writeHead(status, { 'content-type': 'text/event-stream', ...headers })
  for (const [i, piece] of pieces.entries()) {
    if (piece === 'silence') return
    if (piece === 'cut') {
      response.destroy()
      return
    }
    if (i === pieces.length - 1) return void response.end(piece)
    // Each piece is a packet of its own as far as one can ask for it.
    await new Promise<void>((resolve) => response.write(piece, () => setImmediate(resolve)))
  }
  response.end()
}

/** One server-sent event, as the API writes it. */
export function sse(event: { readonly type: string; readonly [name: string]: unknown }): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
}

/** A JSON error as the API answers with one. */
export function apiError(status: number, type: string, message: string, headers = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'request-id': 'req_test', ...headers },
    pieces: [JSON.stringify({ type: 'error', error: { type, message }, request_id: 'req_test' })],
  }
}

export type Content =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'thinking'; readonly thinking: string; readonly signature: string }
  /** `raw` is the input exactly as it goes over the wire. */
  | { readonly type: 'tool_use'; readonly id: string; readonly name: string; readonly raw: string }

type WireEvent = { readonly type: string; readonly [name: string]: unknown }

/** The events of a whole reply, texts and inputs in small pieces. */
export function replyEvents(
  content: readonly Content[],
  stop: string,
  more: Readonly<Record<string, unknown>> = {},
): readonly WireEvent[] {
  const message = {
    id: 'msg_test',
    type: 'message',
    role: 'assistant',
    model: 'test',
    content: [],
    stop_reason: null,
    usage: { input_tokens: 10, output_tokens: 1, cache_read_input_tokens: 3, cache_creation_input_tokens: 2 },
  }
  return [
    { type: 'message_start', message },
    { type: 'ping' },
    ...content.flatMap(blockEvents),
    {
      type: 'message_delta',
      delta: { stop_reason: stop, stop_sequence: null },
      usage: { output_tokens: 20 },
      ...more,
    },
    { type: 'message_stop' },
  ]
}

function blockEvents(block: Content, index: number): readonly WireEvent[] {
  const delta = (fields: Readonly<Record<string, string>>) => ({
    type: 'content_block_delta',
    index,
    delta: fields,
  })
  const [start, deltas] = ((): [unknown, readonly WireEvent[]] => {
    switch (block.type) {
      case 'text':
        return [
          { type: 'text', text: '' },
          pieces(block.text).map((text) => delta({ type: 'text_delta', text })),
        ]
      case 'thinking':
        return [
          { type: 'thinking', thinking: '', signature: '' },
          [
            ...pieces(block.thinking).map((thinking) => delta({ type: 'thinking_delta', thinking })),
            delta({ type: 'signature_delta', signature: block.signature }),
          ],
        ]
      case 'tool_use':
        return [
          { type: 'tool_use', id: block.id, name: block.name, input: {} },
          pieces(block.raw).map((json) => delta({ type: 'input_json_delta', partial_json: json })),
        ]
      default:
        return block satisfies never
    }
  })()
  return [
    { type: 'content_block_start', index, content_block: start },
    ...deltas,
    { type: 'content_block_stop', index },
  ]
}

function pieces(text: string): readonly string[] {
  return text.match(/[\s\S]{1,7}/gu) ?? []
}

/** A whole reply as an answer. */
export function reply(content: readonly Content[], stop = 'end_turn', more = {}): Answer {
  return { pieces: replyEvents(content, stop, more).map(sse) }
}
