/** A host on loopback that speaks one dialect of the wire, refuses what the real one refuses, and records what it is asked. */
import { type Answer, type Asked, refuses, reply, startServer } from '../../src/claude/server-for-tests.ts'

export interface Dialect {
  /** Whether this request asks for a reply of the model; any other goes to `beside`. */
  readonly asksForReply: (asked: Asked) => boolean
  /** What is wrong with a request for a reply, as an answer in this host's own shape. */
  readonly refusal: (asked: Asked) => Answer | null
  /** A whole stream of events in this host's own framing. */
  readonly streams: (events: readonly WireEvent[]) => Answer
  /** Everything else: lists of models, counts, addresses that tell who it is. null: 404. */
  readonly beside?: (asked: Asked) => Answer | null
}

export type WireEvent = { readonly type: string; readonly [name: string]: unknown }

/** Events go out in the host's framing; an answer of one's own goes out as it is, even when the request is wrong. */
export type Reply = readonly WireEvent[] | Answer

export interface Host extends AsyncDisposable {
  readonly url: string
  /** Every request, in order. */
  readonly asked: readonly Asked[]
  /** Those for a reply, refused ones too. */
  readonly replies: () => readonly Asked[]
}

/** The first request that is not refused gets the first reply and so on; the last one is for all that follow. */
export async function startHost(dialect: Dialect, ...replies: readonly Reply[]): Promise<Host> {
  const given = replies.length > 0 ? replies : [reply() as readonly WireEvent[]]
  let next = 0
  const server = await startServer(async (response, asked) => {
    if (!dialect.asksForReply(asked)) {
      await (dialect.beside?.(asked) ?? refuses(404, 'Not found'))(response, asked)
      return
    }
    const refusal = dialect.refusal(asked)
    if (refusal) return await refusal(response, asked)
    const one = given[Math.min(next++, given.length - 1)] ?? []
    await (typeof one === 'function' ? one : dialect.streams(one))(response, asked)
  })
  return {
    url: server.url,
    asked: server.asked,
    replies: () => server.asked.filter(dialect.asksForReply),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

export function betasOf({ headers, body }: Asked): readonly string[] {
  const header = String(headers['anthropic-beta'] ?? '')
  const inBody: unknown = body?.anthropic_beta
  const named = Array.isArray(inBody) ? inBody.map(String) : header.split(',')
  return named.map((each) => each.trim()).filter((each) => each !== '')
}

/** The path without what follows the question mark. */
export function pathOf({ path }: Asked): string {
  return path.split('?')[0] ?? ''
}
