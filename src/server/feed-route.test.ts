import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addChat, call, follow, followUntil, stateOf } from '../../test/http-client.ts'
import { startServer, type TestServer } from '../../test/server.ts'
import type { AppState, WorkspaceEvent } from '../workspace/events.ts'
import { reduce } from '../workspace/reduce.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ args: ['--pace', '0'] })
})
afterAll(() => server.close())

const isEnd = (event: WorkspaceEvent) => event.type === 'turn.event' && event.event.type === 'turn.finished'
const speak = (chat: string, id: string, text: string) =>
  call(server.url, 'POST', `/api/chats/${chat}/turns`, { id, text, speaker: 'Alice' })

async function positionNow(): Promise<number> {
  return (await stateOf(server.url, [])).position
}

interface Line {
  /** Everything that has come so far, head and body. */
  readonly text: () => string
  /** Resolves when what has come matches; rejects when the line closes first. */
  until(pattern: RegExp): Promise<string>
  readonly socket: Socket
}

/** The feed over a bare socket, to see each byte. */
function openLine(query: string, headers: readonly string[] = []): Line {
  const { port } = new URL(server.url)
  let text = ''
  const waiting = new Set<() => void>()
  const socket = connect(Number(port), '127.0.0.1', () =>
    socket.write(
      [`GET /api/feed?${query} HTTP/1.1`, `Host: localhost:${port}`, ...headers, '', ''].join('\r\n'),
    ),
  )
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    text += chunk
    for (const look of waiting) look()
  })
  return {
    text: () => text,
    socket,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (pattern.test(text)) resolve(text)
        }
        waiting.add(look)
        socket.on('close', () => reject(new Error(`The line closed after: ${text}`)))
        look()
      }),
  }
}

const fold = (state: AppState, events: readonly WorkspaceEvent[]) => events.reduce(reduce, state)

describe('the feed', () => {
  it('is a stream of server-sent events that nobody may keep', async () => {
    const line = openLine(`after=${await positionNow()}`)
    const head = await line.until(/retry: \d+/)
    line.socket.destroy()
    expect(head).toMatch(/^HTTP\/1\.1 200 /)
    expect(head).toMatch(/content-type: text\/event-stream/i)
    expect(head).toMatch(/cache-control: no-store/i)
    expect(head).toMatch(/content-security-policy: default-src 'none'/i)
  })

  it('leads from any snapshot to what a fresh snapshot says, over a whole turn', async () => {
    const chat = await addChat(server.url)
    const before = await stateOf(server.url, [chat])
    await speak(chat, 'turn-feed-1', 'We work with ACME Corp. Their budget is $500K. Please remember it.')
    const events = await followUntil(server.url, before.position, [chat], isEnd)
    const after = await stateOf(server.url, [chat])
    expect(fold(before, events)).toEqual({ ...after, position: events.at(-1)?.position })
  })

  it('goes on after the last event that was seen, whatever was asked for at first', async () => {
    const chat = await addChat(server.url)
    const before = await stateOf(server.url, [chat])
    await speak(chat, 'turn-feed-2', 'Hello')
    const whole = await followUntil(server.url, before.position, [chat], isEnd)
    for (const cut of [1, Math.floor(whole.length / 2), whole.length - 1]) {
      const last = whole[cut - 1]!.position
      const line = openLine(`after=0&chats=${chat}`, [`Last-Event-ID: ${last}`])
      const text = await line.until(/"turn\.finished"/)
      line.socket.destroy()
      const ids = [...text.matchAll(/^id: (\d+)$/gm)].map((match) => Number(match[1]))
      expect(ids).toEqual(whole.slice(cut).map((event) => event.position))
    }
  })

  it('gives viewers of other chats what moves the memory and the totals, and not the words', async () => {
    const [talking, other] = [await addChat(server.url), await addChat(server.url)]
    const before = await stateOf(server.url, [other])
    await speak(talking, 'turn-feed-3', 'Our customer Bolt Ltd has a budget of $70K. Please remember it.')
    const events = await followUntil(server.url, before.position, [other], isEnd)
    const after = await stateOf(server.url, [other])
    expect(fold(before, events)).toEqual({ ...after, position: events.at(-1)?.position })
    const told = events.flatMap((event) => (event.type === 'turn.event' ? [event.event] : []))
    expect(told.filter((event) => event.type === 'block.started' && event.block.kind === 'text')).toEqual([])
    expect(told.filter((event) => event.type === 'block.started' && event.block.kind === 'tool')).not.toEqual(
      [],
    )
  })

  it('carries everything of a chat that was added while one listens', async () => {
    const before = await stateOf(server.url, [])
    const chat = await addChat(server.url)
    await speak(chat, 'turn-feed-4', 'Hello')
    const events = await followUntil(server.url, before.position, [], isEnd)
    const after = await stateOf(server.url, [chat])
    expect(fold(before, events).chats[chat]).toEqual(after.chats[chat])
  })

  it('tells a hundred readers of the same chat the same', async () => {
    const chat = await addChat(server.url)
    const position = await positionNow()
    const readers = Array.from({ length: 100 }, () => followUntil(server.url, position, [chat], isEnd))
    await speak(chat, 'turn-feed-5', 'Hello')
    const [first, ...rest] = await Promise.all(readers)
    for (const events of rest) expect(events).toEqual(first)
  })

  it('asks for a fresh state when the position has not been yet', async () => {
    const line = openLine('after=999999999')
    expect(await line.until(/event: reset/)).not.toMatch(/^id: /m)
    line.socket.destroy()
  })

  it.each(['-1', 'abc', '1e9', '99999999999999999999', '1 OR 1=1', ''])(
    'asks for a fresh state after a Last-Event-ID that is none: %j',
    async (id) => {
      const line = openLine('after=0', [`Last-Event-ID: ${id}`])
      expect(await line.until(/event: reset/)).not.toMatch(/^id: /m)
      line.socket.destroy()
    },
  )

  it.each([
    '',
    'after=',
    'after=-1',
    'after=x',
    'after=1.5',
    'after=0&chats=../x',
    `after=0&chats=${'a,'.repeat(400)}`,
  ])('refuses what it cannot read: %s', async (query) => {
    const answer = await call(server.url, 'GET', `/api/feed?${query}`)
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'bad_input' } } })
  })

  it('lets go of readers that leave', async () => {
    const lines = Array.from({ length: 20 }, () => openLine('after=0'))
    await Promise.all(lines.map((line) => line.until(/^id: /m)))
    expect(await readers()).toBeGreaterThanOrEqual(20)
    for (const line of lines) line.socket.destroy()
    await untilReaders(0)
  })

  it('drops a reader that does not read, before it costs much', async () => {
    await untilReaders(0)
    const line = openLine(`after=${await positionNow()}`)
    await line.until(/retry/)
    line.socket.pause()
    await untilReaders(1)
    const chat = await addChat(server.url)
    let sent = 0
    for (let n = 0; n < 500 && (await readers()) > 0; n++) {
      const draft = `${n} ${'x'.repeat(190_000)}`
      await call(server.url, 'PUT', `/api/chats/${chat}/draft`, { draft, client: 'tab' })
      sent += draft.length
    }
    expect(await readers()).toBe(0)
    expect(sent).toBeLessThan(60_000_000)
    line.socket.destroy()
  })
})

async function readers(): Promise<number> {
  return (await call(server.url, 'GET', '/api/health')).body.readers
}

/** A line that breaks is noticed by the server a moment later. */
async function untilReaders(count: number): Promise<void> {
  for (let asked = 0; asked < 1_000; asked++) if ((await readers()) === count) return
  expect(await readers()).toBe(count)
}

describe('the end of a server', () => {
  it('stores running turns as interrupted, tells whoever reads, and exits with 0', async () => {
    const slow = await startServer({ args: ['--pace', '20'] })
    try {
      const chat = await addChat(slow.url)
      const { position } = await stateOf(slow.url, [chat])
      const body = {
        id: 'turn-ending',
        text: 'We work with ACME Corp. Please remember it.',
        speaker: 'Alice',
      }
      await call(slow.url, 'POST', `/api/chats/${chat}/turns`, body)
      const seen: WorkspaceEvent[] = []
      let code: Promise<number | null> | null = null
      for await (const event of follow(slow.url, position, [chat])) {
        seen.push(event)
        if (event.type === 'turn.event' && event.event.type === 'block.delta') code ??= slow.stop()
      }
      expect(await code).toBe(0)
      expect(seen.at(-1)).toMatchObject({
        event: { type: 'turn.finished', outcome: { kind: 'interrupted' } },
      })
      await slow.restart()
      const state = await stateOf(slow.url, [chat])
      expect(state.chats[chat]?.turns.at(-1)?.status).toEqual({
        kind: 'finished',
        outcome: { kind: 'interrupted' },
      })
      expect(state.position).toBe(seen.at(-1)?.position)
    } finally {
      await slow.close()
    }
  })
})
