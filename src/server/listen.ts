/** The listening socket. It is bound before anything else is opened, so that a taken port is known at once. */
import type { Server } from 'node:http'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'

type Handler = (request: Request, env: HttpBindings) => Response | Promise<Response>

export interface Listening {
  readonly port: number
  /** Requests wait until somebody serves them. */
  serve(handler: Handler): void
  /** Answers whatever still comes with 503. */
  refuse(): void
  /** Stops listening; connections get a moment to end. */
  close(): Promise<void>
}

/** Milliseconds that open connections get to end. */
const LAST_BYTES = 1_000
/** A request whose head does not arrive in this time is dropped, against clients that send a byte now and then. Milliseconds. */
const HEAD_TIMEOUT = 20_000

/** Binds the port (0: any). Rejects with Node's own error when it cannot. */
export async function listen(host: string, port: number): Promise<Listening> {
  const ready = Promise.withResolvers<Handler>()
  let handler: Handler | null = null
  const server = createAdaptorServer({
    // Without TLS in between, what arrives is always HTTP/1.
    fetch: async (request, env) => (handler ?? (await ready.promise))(request, env as HttpBindings),
    serverOptions: { headersTimeout: HEAD_TIMEOUT, requestTimeout: 60_000, keepAliveTimeout: 65_000 },
  }) as Server
  await bind(server, host, port)
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    serve(next) {
      handler = next
      ready.resolve(next)
    },
    refuse() {
      handler = refused
      ready.resolve(refused)
    },
    close: () => close(server),
  }
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function refused(): Response {
  const error = {
    code: 'ending',
    message: 'Commonplace is ending. Everything is stored; it can be started again.',
  }
  return Response.json({ error }, { status: 503, headers: { connection: 'close' } })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), LAST_BYTES)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
}
