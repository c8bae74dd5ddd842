import { openPromptCache } from './cache.ts'
import { openFingerprints } from './diagnostics.ts'
import { errorResponse, Refused } from './errors.ts'
import { actsOf } from './fault-events.ts'
import type { Fault, FaultPlan } from './faults.ts'
import { messageBody } from './message-body.ts'
import { MODELS, type ModelFacts, modelInfo, modelList } from './models.ts'
import type { Play } from './play/play.ts'
import { composeReply, countPrompt, type Remembered } from './reply.ts'
import { replyEvents, type StreamEvent } from './reply-events.ts'
import { modelNamed, parseRequest } from './request.ts'
import { eventStream, pause } from './stream.ts'
import type { MessagesRequest } from './wire.ts'

export type { Fault, FaultPlan } from './faults.ts'
export { FAULT_HEADER, faultsByHeader } from './faults.ts'
export { type ModelFacts, REHEARSAL_1 } from './models.ts'

export interface RehearsalOptions {
  /** Milliseconds between two pieces of a stream; 0 for none. Asked before each piece. */
  readonly pace: () => number
  /** The date that goes into documents. */
  readonly now: () => Date
  /** What it says and does, when not by its own rules: a story that was written beforehand. */
  readonly play?: Play
  /** For tests only. Without it no fault is ever made, whatever a request holds. */
  readonly faults?: FaultPlan
  /** For tests only: other models than `rehearsal-1` and `rehearsal-small`. */
  readonly models?: readonly ModelFacts[]
}

/** The largest body that is read, as at the API: 32 MB. */
const MAX_BODY = 32 * 1024 * 1024

/**
 * The rehearsal model: a program that follows rules and speaks the Messages API, as a handler.
 * Use it as the SDK's `fetch` (`(url, init) => handler(new Request(url, init))`) or behind any HTTP server.
 * Serves POST /v1/messages, POST /v1/messages/count_tokens, GET /v1/models and GET /v1/models/:id.
 * The same request and date give the same reply. Between requests it remembers only what the API remembers too, names of
 * prompts that were cached and of those to be diagnosed, a bounded number of each; they show in the usage alone.
 */
export function createRehearsal(options: RehearsalOptions): (request: Request) => Promise<Response> {
  const remembered: Remembered = { cache: openPromptCache(), fingerprints: openFingerprints() }
  let requests = 0
  let messages = 0
  return async (request) => {
    requests += 1
    const requestId = `req_rehearsal_${requests.toString(36).padStart(6, '0')}`
    request.signal.throwIfAborted()
    try {
      const isMessage = route(request) === 'create'
      if (isMessage) messages += 1
      const fault = isMessage ? options.faults?.(messages, request.headers) : undefined
      return await answer(request, requestId, options, remembered, fault)
    } catch (error) {
      if (error instanceof Refused) {
        return errorResponse(error.status, error.message, requestId, { details: error.details })
      }
      if (request.signal.aborted) throw request.signal.reason
      throw error
    }
  }
}

type Route = 'create' | 'count' | 'models' | { readonly model: string } | null

function route(request: Request): Route {
  const { pathname } = new URL(request.url)
  const get = request.method === 'GET'
  if (pathname === '/v1/messages' && request.method === 'POST') return 'create'
  if (pathname === '/v1/messages/count_tokens' && request.method === 'POST') return 'count'
  if (pathname === '/v1/models' && get) return 'models'
  if (pathname.startsWith('/v1/models/') && get) {
    return { model: pathname.slice('/v1/models/'.length) }
  }
  return null
}

async function answer(
  request: Request,
  requestId: string,
  options: RehearsalOptions,
  remembered: Remembered,
  fault: Fault | undefined,
): Promise<Response> {
  const to = route(request)
  if (to === null) throw new Refused(404, `Not found: ${request.method} ${new URL(request.url).pathname}`)
  checkHeaders(request.headers)
  const models = options.models ?? MODELS
  if (to === 'models') return json(modelList(models, new URL(request.url).searchParams), requestId)
  if (typeof to === 'object') return json(modelInfo(modelNamed(to.model, models)), requestId)
  if (fault?.kind === 'status') return statusFault(fault, requestId)
  if (fault?.kind === 'unreachable') throw unreachable(fault.code ?? 'ECONNREFUSED')
  if (fault?.kind === 'stall') await pause(fault.ms, request.signal)
  const parsed = parseRequest(await readBody(request), request.headers, to, models)
  return to === 'count'
    ? json(countPrompt(parsed), requestId)
    : create(parsed, request, requestId, options, remembered, fault)
}

function checkHeaders(headers: Headers): void {
  if (!headers.has('x-api-key') && !headers.has('authorization')) {
    throw new Refused(401, 'x-api-key header is required')
  }
  if (!headers.has('anthropic-version')) throw new Refused(400, 'anthropic-version: header is required')
}

async function readBody(request: Request): Promise<unknown> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY) tooLarge()
  const text = await request.text()
  if (text.length > MAX_BODY) tooLarge()
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new Refused(400, 'The request body is not valid JSON')
  }
}

function tooLarge(): never {
  throw new Refused(413, 'Request exceeds the maximum size')
}

function statusFault(fault: Extract<Fault, { kind: 'status' }>, requestId: string): Response {
  const headers = {
    ...fault.headers,
    ...(fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }),
  }
  if (fault.page !== undefined) {
    return new Response(fault.page, {
      status: fault.status,
      headers: { 'content-type': 'text/html', ...headers },
    })
  }
  const message = fault.message ?? `Made by a test: ${fault.status}`
  return errorResponse(fault.status, message, requestId, {
    headers,
    type: fault.type,
    details: fault.details,
  })
}

/** What `fetch` rejects with when there is no connection. */
function unreachable(code: string): TypeError {
  const cause = Object.assign(new Error(`connect ${code} 127.0.0.1:443`), { code })
  return new TypeError('fetch failed', { cause })
}

async function create(
  asked: MessagesRequest,
  request: Request,
  requestId: string,
  options: RehearsalOptions,
  remembered: Remembered,
  fault: Fault | undefined,
): Promise<Response> {
  const { reply, begun } = composeReply(asked, options.now(), remembered, options.play)
  const acts = actsOf(withStart(replyEvents(reply), begun), reply, fault)
  if (asked.stream) {
    return new Response(eventStream(acts, options.pace, request), {
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache',
        'request-id': requestId,
      },
    })
  }
  const events = []
  for (const act of acts) {
    if (act.kind === 'raw') continue
    if (act.kind === 'cut') throw new TypeError('terminated: the connection was cut')
    if (act.kind === 'silence') await pause(act.ms, request.signal)
    else if (act.event.type === 'error') {
      return errorResponse(529, act.event.error.message, requestId, { type: act.event.error.type })
    } else events.push(act.event)
  }
  return json(messageBody(events), requestId)
}

/** The events, and a word when the first of them is asked for. */
function* withStart(events: Iterable<StreamEvent>, begun: () => void): Generator<StreamEvent> {
  begun()
  yield* events
}

function json(body: unknown, requestId: string): Response {
  return new Response(JSON.stringify(body), {
    headers: { 'content-type': 'application/json', 'request-id': requestId },
  })
}
