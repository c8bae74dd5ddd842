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
