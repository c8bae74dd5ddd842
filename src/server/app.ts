/** The HTTP interface: Request in, Response out. */
import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import type { Principal } from '../memory/rights.ts'
import { readJson } from './body.ts'
import type { FeedRoute } from './feed-route.ts'
import { guardOrigin, secureHeaders } from './guard.ts'
import { HttpError } from './http-error.ts'
import type { AnswerFile, Route, Services } from './route.ts'
import { ROUTES } from './routes.ts'
import { docsAnswer, type StaticFiles } from './static-files.ts'
import { VIEWER_HEADER, viewerNamed, viewerOf } from './viewer.ts'

export interface AppOptions {
  readonly services: Services
  readonly feed: Pick<FeedRoute, 'handle'>
  readonly files: StaticFiles
  /** The built documentation. */
  readonly docs: StaticFiles
  /** Where we listen, as a URL names it. */
  readonly listensOn: string
  /** The port that we listen on; asked for each request. */
  readonly port: () => number
  /** Bytes of the largest body; asked for each request. */
  readonly largestBody: () => number
  /** Told of an exception that nobody expected. */
  readonly failed: (error: unknown) => void
}

type Env = { Bindings: HttpBindings }
export type App = Hono<Env>

export function createApp(options: AppOptions): App {
  const { services, feed, files, docs, listensOn, port, largestBody, failed } = options
  const app: App = new Hono<Env>()
  app.use(secureHeaders)
  app.use(guardOrigin(listensOn, port))
  app.get('/api/feed', (c) => feed.handle(c))
  for (const route of ROUTES) {
    app.on(route.method, route.path, (c) => serveRoute(c, route, services, largestBody()))
  }
  app.all('/api/*', () => {
    throw new HttpError(404, 'not_found', 'There is no such route. See docs/reference/http.md.')
  })
  app.get('*', (c) => {
    const request = {
      accept: c.req.header('accept-encoding') ?? '',
      ifNoneMatch: c.req.header('if-none-match') ?? '',
    }
    const inDocs = c.req.path === '/docs' || c.req.path.startsWith('/docs/')
    const found = inDocs ? docsAnswer(docs, c.req.path, request) : files.answer(c.req.path, request)
    return found ?? c.text('There is no such page.\n', 404)
  })
  app.onError((error, c) => answerError(error, c, failed))
  return app
}

async function serveRoute(
  c: Context<Env>,
  route: Route,
  services: Services,
  largestBody: number,
): Promise<Response> {
  const answer = await route.handle(services, {
    viewer: viewerIn(c, route),
    params: c.req.param(),
    query: c.req.query(),
    body: route.method === 'GET' ? undefined : await readJson(c.req.raw, largestBody),
  })
  c.header('cache-control', 'no-store')
  if (answer.file) return sendFile(c, answer.file)
  return c.body(JSON.stringify(answer.body), answer.status, { 'content-type': 'application/json' })
}

function viewerIn(c: Context<Env>, { linked }: Route): Principal {
  const header = c.req.header(VIEWER_HEADER)
  return linked && header === undefined ? viewerNamed(c.req.query('as')) : viewerOf(header)
}

function sendFile(c: Context<Env>, { name, type, pieces }: AnswerFile): Response {
  c.header('content-disposition', `attachment; filename="${name}"`)
  return c.body(streamOf(pieces), 200, { 'content-type': type })
}

/** Asks for the next piece only when the last one was taken; a reader that leaves ends the asking. */
function streamOf(pieces: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const each = pieces[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const next = await each.next()
      if (next.done) controller.close()
      else controller.enqueue(encoder.encode(next.value))
    },
    async cancel() {
      await each.return?.()
    },
  })
}

/** The one place where exceptions become answers. What we did not expect is logged, and told to nobody. */
function answerError(error: unknown, c: Context, failed: (error: unknown) => void): Response {
  if (error instanceof HttpError) {
    return c.json({ error: { code: error.code, message: error.message } }, error.status)
  }
  failed(error)
  const message = 'Something went wrong inside Commonplace; its log says what.'
  return c.json({ error: { code: 'internal', message } }, 500)
}
