/** The shape of a route: what comes in (parsed by Zod), what it does, what goes out. */
import type { z } from 'zod'
import type { ChangeOutcome, RefusalCode } from '../memory/contract.ts'
import type { Denied, Edge, Memories, Opened } from '../memory/memories.ts'
import type { MemoryId, Principal } from '../memory/rights.ts'
import type { Verdict } from '../memory/verify.ts'
import type { Searches } from '../search/search.ts'
import type { Refusal, Result } from '../workspace/result.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { HttpError } from './http-error.ts'
import type { PromptLibrary } from './prompts.ts'
import { explain, id, NOTHING } from './schemas.ts'

/** What routes work with. */
export interface Services {
  readonly workspace: Workspace
  readonly memories: Memories
  readonly prompts: Pick<PromptLibrary, 'prompts' | 'systemPrompts'>
  readonly version: string
  readonly startedAt: Date
  readonly now: () => Date
  /** Finds for an edge what its principal may read. */
  readonly searches: Pick<Searches, 'search'>
  /** Checks the whole log of a memory. Asked only for one that the viewer may read. */
  readonly verify: (memory: MemoryId) => Promise<Verdict>
}

export interface Answer {
  readonly status: 200 | 201 | 202 | 400 | 403 | 404 | 409 | 413 | 422 | 429 | 503
  readonly body: unknown
  /** Instead of the body: a file, sent while it is made. */
  readonly file?: AnswerFile
}

export interface AnswerFile {
  readonly name: string
  readonly type: string
  readonly pieces: AsyncIterable<string>
}

/** What a route works with: everything that the viewer may not see is out of its reach. */
export interface Desk extends Omit<Services, 'memories'> {
  /** Acts and shows as the viewer may. */
  readonly workspace: Workspace
}

/** What came in, not yet parsed. `body` is undefined for routes that take none. */
export interface Incoming {
  /** Who asks. */
  readonly viewer: Principal
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Hono's form: `/api/chats/:chat`. */
  readonly path: string
  readonly summary: string
  /** The answer, in the words of TypeScript, with its status. */
  readonly answers: string
  readonly query: z.ZodType | null
  readonly body: z.ZodType | null
  /** Opened by links, which cannot send a header: the query's `as` says who asks. */
  readonly linked?: boolean
  readonly handle: (services: Services, incoming: Incoming) => Promise<Answer>
}

interface Definition<Query, Body> {
  readonly method: Route['method']
  readonly path: string
  readonly summary: string
  readonly answers: string
  readonly query?: z.ZodType<Query>
  readonly body?: z.ZodType<Body>
  readonly linked?: boolean
  readonly handle: (
    desk: Desk,
    input: {
      readonly params: Params
      /** A part of the path that is no id, as it came. */
      readonly text: (name: string) => string
      readonly query: Query
      readonly body: Body
      /** What the viewer may do with the memories. */
      readonly edge: Edge
      readonly viewer: Principal
    },
  ) => Promise<Answer> | Answer
}

/** Reads a part of the path as an id; ids that cannot be are refused before anything looks for them. */
export type Params = (name: string) => string

export function route<Query = undefined, Body = undefined>(definition: Definition<Query, Body>): Route {
  const { method, path, summary, answers, query, body, linked = false, handle } = definition
  return {
    method,
    path,
    summary,
    answers,
    query: query ?? null,
    body: body ?? null,
    linked,
    async handle({ memories, ...services }, incoming) {
      const { viewer } = incoming
      const desk = { ...services, workspace: seenAs(services.workspace, viewer) }
      return await handle(desk, {
        viewer,
        edge: memories.as(viewer),
        params: (name) => parse(id, incoming.params[name]),
        text: (name) => incoming.params[name] ?? '',
        query: parsePart(query, incoming.query, NOTHING),
        body: parsePart(body, incoming.body),
      })
    },
  }
}

/** The workspace as one viewer sees it, so that no route can forget to say who asks. */
function seenAs(workspace: Workspace, viewer: Principal): Workspace {
  return {
    ...workspace,
    get choice() {
      return workspace.choice
    },
    get host() {
      return workspace.host
    },
    get settings() {
      return workspace.settings
    },
    perform: (action, input) => workspace.perform(action, input, viewer),
    snapshot: (chats) => workspace.snapshot(chats, viewer),
    context: (chat) => workspace.context(chat, viewer),
    previewClearing: (chat, settings) => workspace.previewClearing(chat, settings, viewer),
    spending: (range) => workspace.spending(range, viewer),
    replies: (range) => workspace.replies(range, viewer),
    turns: (chat, page) => workspace.turns(chat, page, viewer),
    join: (subscription, reader) => workspace.join({ ...subscription, viewer }, reader),
  }
}

/** What was opened; or what an edge says instead, as an error answer. */
export function opened<M>(answer: Opened<M> | Denied): Opened<M> {
  if (answer.kind === 'opened') return answer
  throw new HttpError(answer.code === 'forbidden' ? 403 : 404, answer.code, answer.message)
}

/** A route without a schema takes nothing, and its type says so. `empty`: what is parsed in its place, so that more is refused. */
function parsePart<T>(schema: z.ZodType<T> | undefined, value: unknown, empty?: z.ZodType): T {
  if (schema) return parse(schema, value)
  if (empty) parse(empty, value)
  return undefined as T
}

export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new HttpError(400, 'bad_input', explain(parsed.error, schema))
}

const REFUSAL_STATUS = {
  not_found: 404,
  forbidden: 403,
  busy: 409,
  conflict: 409,
  bad_input: 400,
  host: 400,
  spending: 402,
  storage: 503,
} as const satisfies Record<Refusal['code'], HttpError['status']>

/** The value of an action, or its refusal as an error answer. */
export function granted<T>(result: Result<T>): T {
  if (result.ok) return result.value
  const { code, message } = result.refusal
  throw new HttpError(REFUSAL_STATUS[code], code, message)
}

const CHANGE_STATUS = {
  bad_path: 400,
  bad_input: 400,
  root: 400,
  not_found: 404,
  gone: 404,
  exists: 409,
  changed: 409,
  too_large: 413,
  forbidden: 403,
  secret: 422,
  limit: 409,
  rate: 429,
} as const satisfies Record<RefusalCode, Answer['status']>

/** A change of the memory: the outcome itself is the answer, also when it is a conflict or a refusal. */
export function changeAnswer(outcome: ChangeOutcome): Answer {
  switch (outcome.kind) {
    case 'done':
    case 'unchanged':
    case 'merged':
      return { status: 200, body: outcome }
    case 'conflict':
      return { status: 409, body: outcome }
    case 'refused':
      return { status: CHANGE_STATUS[outcome.code], body: outcome }
    default:
      return outcome satisfies never
  }
}
