/** A plain client of a running server, as a test needs it: JSON calls, and the feed as a list of events. */
import type { AppState, WorkspaceEvent } from '../src/workspace/events.ts'

export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of an answer by what it asserts.
  readonly body: any
}

/** `as`: the name of whoever asks; a guest when left out. */
export async function call(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  as?: string,
): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(as === undefined ? {} : { 'x-commonplace-as': encodeURIComponent(as) }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  return { status: response.status, body: isJson ? await response.json() : await response.text() }
}

export async function stateOf(url: string, chats: readonly string[]): Promise<AppState> {
  return (await call(url, 'GET', `/api/state?chats=${chats.join(',')}`)).body.state
}

export async function addChat(url: string, speaker = 'Alice'): Promise<string> {
  return (await call(url, 'POST', '/api/chats', { speaker })).body.chat
}

/** Events of the feed, one after the other, until the caller stops asking or the line breaks. */
export async function* follow(
  url: string,
  after: number,
  chats: readonly string[],
  as = '',
): AsyncGenerator<WorkspaceEvent> {
  const abort = new AbortController()
  const query = `after=${after}&chats=${chats.join(',')}&as=${encodeURIComponent(as)}`
  const response = await fetch(`${url}/api/feed?${query}`, {
    signal: abort.signal,
  })
  try {
    for await (const block of blocks(response)) {
      const data = /^data: (.*)$/m.exec(block)?.[1]
      if (/^event: reset$/m.test(block)) throw new Error('The feed asks to begin anew.')
      if (data !== undefined) yield JSON.parse(data)
    }
  } finally {
    abort.abort()
  }
}

/** Blocks of server-sent events; ends quietly when the line breaks, as a browser would try again. */
async function* blocks(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for await (const chunk of response.body ?? []) {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n\n')
      rest = parts.pop() ?? ''
      yield* parts
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
}

/** Follows until an event is as wanted; the events up to and with it. Fewer when the line broke before. */
export async function followUntil(
  url: string,
  after: number,
  chats: readonly string[],
  wanted: (event: WorkspaceEvent, count: number) => boolean,
  as = '',
): Promise<readonly WorkspaceEvent[]> {
  const seen: WorkspaceEvent[] = []
  for await (const event of follow(url, after, chats, as)) {
    seen.push(event)
    if (wanted(event, seen.length)) break
  }
  return seen
}
