import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readEvents } from '../../test/workspace-rig.ts'
import { type Database, openDatabase } from '../database/open.ts'
import type { Clock } from './clock.ts'
import { DEFAULT_ASKING, DEFAULT_CARE } from './defaults.ts'
import type { AppState, WorkspaceEvent, WorkspaceFact } from './events.ts'
import { createFeed, type Feed } from './feed.ts'
import { emptyState } from './state.ts'
import { openStore, type Store } from './store.ts'

let database: Database
let feed: Feed
beforeEach(async () => {
  database = await openDatabase(':memory:')
})
afterEach(async () => {
  await feed.close()
  await database.destroy()
})

const settings = {
  systemPrompt: '',
  contextEditing: {
    enabled: false,
    trigger: { kind: 'input_tokens', value: 1 },
    keep: 0,
    clearAtLeast: 0,
    excludeTools: [],
    clearToolInputs: false,
    keepThinking: null,
  },
  rehearsalPace: 0,
  ...DEFAULT_ASKING,
  ...DEFAULT_CARE,
} as const
const host = {
  id: 'rehearsal',
  kind: 'rehearsal',
  available: true,
  name: 'Rehearsal',
  model: 'r',
  because: '',
  models: [],
} as const
const EMPTY: AppState = emptyState(settings, host)
const clock: Clock = { now: () => new Date(0), sleep: () => new Promise((go) => setImmediate(go)) }

const added = (chat: string): WorkspaceFact => ({
  type: 'chat.added',
  chat,
  name: chat,
  settings: { speaker: 'A', systemPrompt: null, model: null, contextEditing: null },
  memories: [],
})
const drafted = (chat: string, draft: string): WorkspaceFact => ({
  type: 'chat.drafted',
  chat,
  draft,
  client: '',
})
const started = (chat: string, turn: string): WorkspaceFact => ({
  type: 'turn.started',
  chat,
  turn,
  number: 1,
  speaker: 'A',
  text: 'Hi',
  toolUsesBefore: 0,
})
const told = (chat: string, turn: string, event: Extract<WorkspaceFact, { type: 'turn.event' }>['event']) =>
  ({ type: 'turn.event', chat, turn, event }) as const
const delta = (chat: string, turn: string, text: string) =>
  told(chat, turn, { type: 'block.delta', step: 1, index: 0, text })

function open(
  change: Partial<Store> = {},
  failures: unknown[] = [],
): { readonly feed: Feed; readonly store: Store } {
  const store = { ...openStore(database), ...change }
  feed = createFeed({ store, clock, state: EMPTY, floor: 0, failed: (error) => failures.push(error) })
  return { feed, store }
}

/** A reader that keeps what it gets. */
function reading(after: number, chats: readonly string[] = []) {
  const events: WorkspaceEvent[] = []
  const resets: number[] = []
  let caughtUp: (() => void) | null = null
  const leave = feed.join(
    { after, chats },
    {
      write(bytes) {
        events.push(...readEvents(bytes))
        caughtUp?.()
      },
      reset() {
        resets.push(1)
        caughtUp?.()
      },
      ready: () => Promise.resolve(),
    },
  )
  return {
    events,
    resets,
    leave,
    async until(position: number) {
      while (resets.length === 0 && (events.at(-1)?.position ?? after) < position) {
        await new Promise<void>((go) => {
          caughtUp = go
        })
      }
      return events.map((event) => event.position)
    },
  }
}

const count = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

describe('the feed', () => {
  it('stores what all chats append in one turn of the event loop with one transaction', async () => {
    const sizes: number[] = []
    const real = openStore(database)
    open({
      write(entries) {
        sizes.push(entries.length)
        return real.write(entries)
      },
    })
    for (const chat of ['a', 'b', 'c']) feed.append(added(chat))
    feed.append(drafted('a', 'x'))
    await feed.settled()
    expect(sizes).toEqual([4])
    expect((await real.eventsAfter(0, 10)).map((event) => event.position)).toEqual([1, 2, 3, 4])
  })

  it('takes any number at once: as much as may pile up while the disk takes no writes', async () => {
    open()
    const reader = reading(0)
    feed.append(added('a'))
    for (let i = 2; i <= 200_000; i++) feed.append(drafted('a', ''))
    await feed.settled()
    expect(feed.stored.position).toBe(200_000)
    expect((await reader.until(200_000)).length).toBe(200_000)
  })

  it('forgets every stored event but those of a turn that runs, and has readers that are behind begin anew', async () => {
    const { store } = open()
    const ahead = reading(0, ['a', 'b'])
    feed.append(added('a'))
    feed.append(started('a', 't'))
    feed.append(delta('a', 't', 'running'))
    feed.append(added('b'))
    feed.append(drafted('b', 'heron'))
    await feed.settled()
    await ahead.until(5)
    await feed.forgetAll()
    expect((await store.eventsAfter(0, 10)).map((event) => event.position)).toEqual([3])
    expect((await store.eventsOfTurn('t', 2)).map((event) => event.position)).toEqual([3])
    const behind = reading(4, ['a', 'b'])
    await behind.until(5)
    expect([behind.events, behind.resets.length]).toEqual([[], 1])
    const level = reading(5, ['a', 'b'])
    feed.append(drafted('b', 'again'))
    await feed.settled()
    expect(await level.until(6)).toEqual([6])
    expect(await ahead.until(6)).toEqual([1, 2, 3, 4, 5, 6])
    expect(ahead.resets).toEqual([])
    expect(await store.setting('floor')).toBe(5)
  })

  it('shows nothing that is not stored', async () => {
    const gate = Promise.withResolvers<void>()
    const real = openStore(database)
    open({ write: (entries) => gate.promise.then(() => real.write(entries)) })
    const reader = reading(0)
    feed.append(added('a'))
    await new Promise((go) => setImmediate(() => setImmediate(go)))
    expect(reader.events).toEqual([])
    expect(feed.ahead.position).toBe(1)
    expect(feed.stored.position).toBe(0)
    gate.resolve()
    await reader.until(1)
    expect(await real.newestPosition()).toBe(1)
  })

  it('keeps what cannot be written, says so, and writes it in order when it can', async () => {
    const real = openStore(database)
    const failures: unknown[] = []
    const gate = Promise.withResolvers<void>()
    let full = true
    const write: Store['write'] = async (entries) => {
      if (!full) return real.write(entries)
      queueMicrotask(gate.resolve)
      throw new Error('database or disk is full')
    }
    open({ write }, failures)
    const reader = reading(0)
    feed.append(added('a'))
    await gate.promise
    await new Promise((go) => setImmediate(go))
    expect(feed.trouble?.message).toBe('database or disk is full')
    expect(reader.events).toEqual([])
    feed.append(drafted('a', 'x'))
    full = false
    expect(await reader.until(2)).toEqual([1, 2])
    expect(feed.trouble).toBe(null)
    expect(failures.length).toBeGreaterThan(0)
  })

  it('tries once more when it ends, and ends cleanly when that succeeds', async () => {
    const real = openStore(database)
    let full = true
    const asked = Promise.withResolvers<void>()
    const write: Store['write'] = async (entries) => {
      if (!full) return real.write(entries)
      asked.resolve()
      throw new Error('full')
    }
    open({ write })
    feed.append(added('a'))
    await asked.promise
    full = false
    await feed.close()
    expect(await real.newestPosition()).toBe(1)
  })

  it('does not take a disk that stays full for a clean end', async () => {
    open({ write: () => Promise.reject(new Error('full')) })
    feed.append(added('a'))
    await expect(feed.close()).rejects.toThrow(/could not be stored/)
    feed = createFeed({ store: openStore(database), clock, state: EMPTY, floor: 0, failed: () => {} })
  })
})

describe('a reader', () => {
  it('gets exactly the rest, whether it comes early, late or in the middle', async () => {
    open()
    feed.append(added('a'))
    for (let i = 2; i <= 10; i++) feed.append(drafted('a', `${i}`))
    await feed.settled()
    const readers = [0, 3, 9, 10].map((after) => reading(after, ['a']))
    for (let i = 11; i <= 20; i++) feed.append(drafted('a', `${i}`))
    const got = await Promise.all(readers.map((reader) => reader.until(20)))
    expect(got).toEqual([count(1, 20), count(4, 20), count(10, 20), count(11, 20)])
  })

  it('gets what has left memory from the database, without a gap where both meet', async () => {
    open()
    feed.append(added('a'))
    for (let i = 2; i <= 9_000; i++) {
      feed.append(drafted('a', `${i}`))
      if (i % 500 === 0) await feed.settled()
    }
    await feed.settled()
    const [first, middle] = [reading(0), reading(4_500)]
    feed.append(drafted('a', 'last'))
    expect(await first.until(9_001)).toEqual(count(1, 9_001))
    expect(await middle.until(9_001)).toEqual(count(4_501, 9_001))
  })

  it('gets the tokens of the chats it shows, of others only how they go', async () => {
    open()
    for (const chat of ['a', 'b']) {
      feed.append(added(chat))
      feed.append(started(chat, `t-${chat}`))
      feed.append(told(chat, `t-${chat}`, { type: 'step.started', step: 1, model: 'r' }))
      feed.append(
        told(chat, `t-${chat}`, { type: 'block.started', step: 1, index: 0, block: { kind: 'text' } }),
      )
    }
    await feed.settled()
    const { position } = feed.stored
    const reader = reading(position, ['a'])
    feed.append(delta('a', 't-a', 'shown'))
    feed.append(delta('b', 't-b', 'not shown'))
    feed.append(told('b', 't-b', { type: 'turn.finished', outcome: { kind: 'answered' } }))
    expect(await reader.until(position + 3)).toEqual([position + 1, position + 3])
  })

  it('is sent away to begin anew when it comes from the future', async () => {
    open()
    feed.append(added('a'))
    await feed.settled()
    const reader = reading(7)
    await reader.until(8)
    expect(reader.resets).toEqual([1])
  })

  it('that has left gets nothing more', async () => {
    open()
    const reader = reading(0)
    feed.append(added('a'))
    await reader.until(1)
    reader.leave()
    feed.append(drafted('a', 'x'))
    await feed.settled()
    expect(reader.events).toHaveLength(1)
    expect(feed.readers).toBe(0)
  })
})

describe('what is forgotten', () => {
  it('is old, never of a running turn, and a reader that would need it begins anew', async () => {
    const { store } = open()
    feed.append(added('a'))
    feed.append(added('b'))
    feed.append(started('a', 't'))
    for (let i = 4; i <= 22_000; i++) {
      feed.append(drafted('b', `${i}`))
      if (i % 500 === 0) await feed.settled()
    }
    await feed.settled()
    expect(await store.setting('floor')).toBe(undefined)
    feed.append(told('a', 't', { type: 'turn.finished', outcome: { kind: 'stopped' } }))
    for (let i = 0; i < 8; i++) {
      feed.append(drafted('b', `more ${i}`))
      await feed.settled()
    }
    const floor = Number(await store.setting('floor'))
    expect(floor).toBeGreaterThanOrEqual(1_500)
    expect(floor).toBeLessThanOrEqual(feed.stored.position - 20_000)
    const [old, recent] = [reading(0), reading(floor)]
    await old.until(1)
    expect(old.resets).toEqual([1])
    expect(await recent.until(feed.stored.position)).toEqual(count(floor + 1, feed.stored.position))
    expect((await store.eventsAfter(0, 5)).map((event) => event.position).slice(0, 3)).toEqual([1, 2, 3])
  })
})
