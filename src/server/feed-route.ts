/**
 * The feed as server-sent events. Written to the socket itself: the same bytes go to all viewers of the same chats,
 * which costs a third of what a stream for each of them would.
 */
import type { ServerResponse } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'
import type { Reader } from '../workspace/readers.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { SECURITY_HEADERS } from './guard.ts'
import { HttpError } from './http-error.ts'
import { FEED_QUERY } from './query-schemas.ts'
import { parse } from './route.ts'
import { viewerNamed } from './viewer.ts'

/** Milliseconds between signs of life, so that nobody in between takes the line for dead. */
const HEARTBEAT = 15_000
/** Bytes that may wait for a reader that does not read; then it is dropped, and takes up by position when it comes again. */
const MOST_WAITING = 8 * 1024 * 1024
/** Milliseconds after which a browser tries again when the line breaks. */
const RETRY = 1_000

export interface FeedRoute {
  handle(c: Context<{ Bindings: HttpBindings }>): Response
  /** Ends every open line. */
  close(): void
}

export function createFeedRoute(workspace: Pick<Workspace, 'join'>): FeedRoute {
  const lines = new Set<ServerResponse>()
  const beat = setInterval(() => {
    for (const line of lines) send(line, ':\n\n')
  }, HEARTBEAT)
  beat.unref()
  return {
    handle(c) {
      if (c.req.method !== 'GET') throw new HttpError(405, 'method', 'The feed is only there for GET.')
      const query = parse(FEED_QUERY, c.req.query())
      const after = position(c.req.header('last-event-id'), query.after)
      const viewer = viewerNamed(query.as)
      const line = c.env.outgoing
      open(line)
      lines.add(line)
      const leave = workspace.join({ after, chats: query.chats, viewer }, readerOn(line))
      line.once('close', () => {
        lines.delete(line)
        leave()
      })
      return RESPONSE_ALREADY_SENT
    },
    close() {
      clearInterval(beat)
      for (const line of lines) line.end()
    },
  }
}

/** A position that cannot be read is like one that is too old: the reader shall begin anew. */
function position(last: string | undefined, after: number | undefined): number {
  if (last !== undefined) return /^\d{1,15}$/.test(last) ? Number(last) : Number.POSITIVE_INFINITY
  if (after === undefined)
    throw new HttpError(400, 'bad_input', 'Expected "after", the position to go on from.')
  return after
}

function open(line: ServerResponse): void {
  line.writeHead(200, {
    ...SECURITY_HEADERS,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  line.write(`retry: ${RETRY}\n\n`)
}

function readerOn(line: ServerResponse): Reader {
  return {
    write: (bytes) => send(line, bytes),
    reset: () => send(line, 'event: reset\ndata: {}\n\n'),
    ready() {
      if (!line.writableNeedDrain || line.destroyed) return Promise.resolve()
      return new Promise((resolve) => {
        const go = () => {
          line.off('drain', go)
          line.off('close', go)
          resolve()
        }
        line.once('drain', go)
        line.once('close', go)
      })
    },
  }
}

function send(line: ServerResponse, bytes: Uint8Array | string): void {
  if (line.destroyed || line.writableEnded) return
  if (line.writableLength > MOST_WAITING) line.destroy()
  else line.write(bytes)
}
