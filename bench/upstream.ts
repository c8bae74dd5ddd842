/**
 * A model that says how late it is heard: speaks the Messages API's stream, one token every 20 ms, and each token's text is
 * the moment at which it was written to the socket. Asked with `tokens=300`, `every=1` or `say=markdown` in a message, it says so
 * many, in other steps, or what an answer looks like. Run as a process of its own; prints its port.
 */
import { createServer, type ServerResponse } from 'node:http'
import { markdown } from './markdown-text.ts'

/** Milliseconds between tokens, as a fast model speaks. */
const EVERY = 20
/** Bytes that may wait in a socket. */
const MOST_WAITING = 100_000

const event = (name: string, data: object) =>
  `event: ${name}\ndata: ${JSON.stringify({ type: name, ...data })}\n\n`
const now = () => performance.timeOrigin + performance.now()

const server = createServer((request, response) => {
  if (request.url?.startsWith('/v1/models')) {
    response.setHeader('content-type', 'application/json')
    response.end(
      JSON.stringify({
        data: [
          {
            type: 'model',
            id: 'claude-sonnet-5-5',
            display_name: 'Bench',
            created_at: '2026-01-01T00:00:00Z',
          },
        ],
        has_more: false,
        first_id: null,
        last_id: null,
      }),
    )
    return
  }
  let body = ''
  request.on('data', (chunk: Buffer) => {
    body += chunk.toString('latin1')
  })
  request.on('end', () => speak(response, wishesIn(body)))
})

interface Wishes {
  readonly tokens: number
  readonly every: number
  /** What is said instead of the moment; null: the moment. */
  readonly pieces: readonly string[] | null
}

/** Those of the newest message; it comes last. */
function wishesIn(body: string): Wishes {
  const last = (pattern: RegExp) => [...body.matchAll(pattern)].at(-1)?.[1]
  const tokens = Number(last(/tokens=(\d+)/g) ?? 100)
  const every = Number(last(/every=(\d+)/g) ?? EVERY)
  // A token is about four characters.
  const pieces = last(/say=(markdown)/g) ? (markdown(tokens * 4).match(/[\s\S]{1,4}/gu) ?? []) : null
  return { tokens, every, pieces }
}

function speak(response: ServerResponse, { tokens, every, pieces }: Wishes): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'request-id': 'req_bench' })
  const usage = {
    input_tokens: 10,
    output_tokens: 1,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
  }
  const message = {
    id: 'msg_bench',
    type: 'message',
    role: 'assistant',
    model: 'bench',
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage,
  }
  response.write(event('message_start', { message }))
  response.write(event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }))
  const start = now()
  let said = 0
  const say = () => {
    const due = Math.min(tokens, 1 + Math.floor((now() - start) / every))
    for (; said < due && response.writableLength < MOST_WAITING; said++) {
      response.write(
        event('content_block_delta', {
          index: 0,
          delta: { type: 'text_delta', text: pieces?.[said] ?? `${now().toFixed(3)} ` },
        }),
      )
    }
    if (said < tokens) {
      setTimeout(say, Math.max(0, start + said * every - now()))
      return
    }
    response.write(event('content_block_stop', { index: 0 }))
    response.write(
      event('message_delta', {
        delta: { stop_reason: 'end_turn', stop_sequence: null },
        usage: { output_tokens: tokens },
      }),
    )
    response.end(event('message_stop', {}))
  }
  say()
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`)
})
