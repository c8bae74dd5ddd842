import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../database/open.ts'
import type { Span } from './branches.ts'
import { FINISHED, removal, turnOf } from './entries-for-tests.ts'
import type { TurnStatus } from './events.ts'
import { openStore, type Store } from './store.ts'
import { keepingTurns } from './turn-keeper.ts'

let database: Database
let plain: Store
/** The spans that were asked of the database. */
let asked: (readonly Span[])[]
beforeEach(async () => {
  database = await openDatabase(':memory:')
  const store = openStore(database)
  asked = []
  plain = {
    ...store,
    turns(chat, spans, limit) {
      asked.push(spans)
      return store.turns(chat, spans, limit)
    },
  }
})
afterEach(() => database.destroy())

const fill = (store: Store, chat: string, turns: number, text = 'Hello') =>
  store.write(Array.from({ length: turns }, (_, i) => turnOf(chat, i + 1, text, FINISHED)))
const readAll = (store: Store, chat: string, to: number) => store.turns(chat, [{ from: 1, to }])

describe('kept turns', () => {
  it('are not asked for again: a longer conversation asks for what is new in it, in the same objects', async () => {
    const store = keepingTurns(plain)
    await fill(store, 'a', 3)
    const before = await readAll(store, 'a', 3)
    await store.write([turnOf('a', 4, 'And now?', FINISHED)])
    const after = await readAll(store, 'a', 4)
    expect(asked).toEqual([[{ from: 1, to: 3 }], [{ from: 4, to: 4 }]])
    expect(after.map(({ turn }) => turn.number)).toEqual([1, 2, 3, 4])
    for (const [i, row] of before.entries()) expect(after[i]?.turn).toBe(row.turn)
    expect(await store.turns('a', [{ from: 1, to: 4 }], 2)).toEqual(after.slice(2))
    expect(asked).toHaveLength(2)
  })

  it('are those that ended: one that runs is asked for each time, one that was written is read anew', async () => {
    const store = keepingTurns(plain)
    await fill(store, 'a', 3)
    await readAll(store, 'a', 3)
    await store.write([turnOf('a', 2, 'Erased', FINISHED), turnOf('a', 3, 'Goes on', { kind: 'running' })])
    const texts = async () => (await readAll(store, 'a', 3)).map(({ turn }) => turn.text)
    expect(await texts()).toEqual(['Hello', 'Erased', 'Goes on'])
    expect(await texts()).toEqual(['Hello', 'Erased', 'Goes on'])
    expect(asked.slice(1)).toEqual([[{ from: 2, to: 3 }], [{ from: 3, to: 3 }]])
  })

  it('are never what was there before a write that came between the reading and its answer', async () => {
    let answer = () => {}
    const gate = new Promise<void>((open) => {
      answer = open
    })
    const store = keepingTurns({
      ...plain,
      async turns(...wanted) {
        const rows = await plain.turns(...wanted)
        await gate
        return rows
      },
    })
    await fill(store, 'a', 2)
    const reading = readAll(store, 'a', 2)
    await store.write([turnOf('a', 1, 'Erased', FINISHED)])
    answer()
    await reading
    expect((await readAll(store, 'a', 2)).map(({ turn }) => turn.text)).toEqual(['Erased', 'Hello'])
  })

  it('are those of whole conversations: a page has nothing kept', async () => {
    const store = keepingTurns(plain)
    await fill(store, 'a', 4)
    for (const _ of [1, 2]) expect(await store.turns('a', [{ from: 1, to: 4 }], 2)).toHaveLength(2)
    expect(asked).toHaveLength(2)
  })

  it('leave when others need their room, the chat that was asked for longest ago first', async () => {
    const bodies = JSON.stringify(turnOf('a', 1, 'Hello', FINISHED).turn?.state).length
    const store = keepingTurns(plain, 5 * bodies)
    for (const chat of ['a', 'b', 'c']) await fill(store, chat, 2)
    for (const chat of ['a', 'b', 'a', 'c']) await readAll(store, chat, 2)
    expect(asked).toHaveLength(3)
    await readAll(store, 'a', 2)
    expect(asked).toHaveLength(3)
    await readAll(store, 'b', 2)
    expect(asked).toHaveLength(4)
  })

  it('are the newest of a chat that has not room as a whole', async () => {
    const bodies = JSON.stringify(turnOf('a', 1, 'Hello', FINISHED).turn?.state).length
    const store = keepingTurns(plain, 3 * bodies)
    await fill(store, 'a', 8)
    for (const _ of [1, 2]) expect(await readAll(store, 'a', 8)).toHaveLength(8)
    expect(asked[1]).toEqual([{ from: 1, to: 5 }])
  })

  it('give what the database holds, whatever is written and read at once', async () => {
    const chat = fc.constantFrom('a', 'b')
    const number = fc.integer({ min: 1, max: 8 })
    const deed = fc.oneof(
      fc.record({
        kind: fc.constant('write' as const),
        chat,
        number,
        ended: fc.boolean(),
        text: fc.string(),
      }),
      fc.record({
        kind: fc.constant('read' as const),
        chat,
        from: number,
        to: number,
        most: fc.option(number),
      }),
      fc.record({ kind: fc.constant('remove' as const), chat }),
      fc.record({ kind: fc.constant('wait' as const) }),
    )
    const limits = fc.constantFrom(0, 300, 1_000, 1_000_000)
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 40, size: 'max' }), limits, async (deeds, limit) => {
        await database.deleteFrom('event').execute()
        await database.deleteFrom('turn').execute()
        const store = keepingTurns(plain, limit)
        let under: Promise<unknown>[] = []
        for (const each of deeds) {
          if (each.kind === 'write') {
            const status: TurnStatus = each.ended ? FINISHED : { kind: 'running' }
            under.push(store.write([turnOf(each.chat, each.number, each.text, status)]))
          } else if (each.kind === 'read')
            under.push(store.turns(each.chat, [{ from: each.from, to: each.to }], each.most ?? undefined))
          else if (each.kind === 'remove') under.push(store.write([removal(each.chat)]))
          else {
            await Promise.all(under)
            under = []
          }
        }
        await Promise.all(under)
        for (const one of ['a', 'b'])
          for (const spans of [
            [{ from: 1, to: 8 }],
            [
              { from: 2, to: 3 },
              { from: 6, to: 7 },
            ],
          ])
            for (const most of [undefined, 1, 3])
              expect(await store.turns(one, spans, most)).toEqual(await plain.turns(one, spans, most))
      }),
      { numRuns: 100 },
    )
  })
})
