import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChatState, WorkspaceEvent } from '../../workspace/events.ts'
import { type Conversations, showAll, showNext, type TurnAbout } from './turn-about.ts'

const CHATS = ['a', 'b', 'c', 'd']

/** A conversation that says how new it is by the number of its turns' place. */
const conversation = (id: string, at: number): ChatState => ({ id, turns: [], at }) as unknown as ChatState
const ageOf = (conversations: Conversations, chat: string) =>
  (conversations[chat] as unknown as { at: number } | undefined)?.at ?? 0
const knownAt = (ages: Readonly<Record<string, number>>): Conversations =>
  Object.fromEntries(Object.entries(ages).map(([chat, at]) => [chat, conversation(chat, at)]))

const words = (chat: string) =>
  ({ type: 'turn.event', chat, turn: 't', event: { type: 'block.delta' } }) as unknown as WorkspaceEvent
const ended = (chat: string) =>
  ({ type: 'turn.event', chat, turn: 't', event: { type: 'turn.finished' } }) as unknown as WorkspaceEvent

const happening = fc.record({
  chat: fc.constantFrom(...CHATS),
  ends: fc.boolean(),
})
const frames = fc.array(fc.record({ events: fc.array(happening, { maxLength: 6 }), most: fc.nat(4) }))

interface Lived {
  readonly about: TurnAbout
  readonly known: Conversations
}

/** What is shown after each frame, checked in each by `law`. */
function live(
  all: readonly { readonly events: readonly { chat: string; ends: boolean }[]; readonly most: number }[],
  law: (before: Lived, after: Lived, events: readonly WorkspaceEvent[]) => void,
): Lived {
  const ages: Record<string, number> = Object.fromEntries(CHATS.map((chat) => [chat, 0]))
  let now: Lived = { known: knownAt(ages), about: showAll(knownAt(ages)) }
  for (const { events, most } of all) {
    const touched = new Set(events.map(({ chat }) => chat))
    for (const chat of touched) ages[chat] = (ages[chat] ?? 0) + 1
    const fresh = Object.fromEntries(
      CHATS.map((chat) => [chat, touched.has(chat) ? conversation(chat, ages[chat] ?? 0) : now.known[chat]]),
    ) as Conversations
    const said = events.map(({ chat, ends }) => (ends ? ended(chat) : words(chat)))
    const next = { known: fresh, about: showNext(now.about, fresh, said, most) }
    law(now, next, said)
    now = next
  }
  return now
}

describe('conversations shown turn about', () => {
  it('never go back, and only those wait that have newer words', () => {
    fc.assert(
      fc.property(frames, (all) => {
        live(all, (before, after) => {
          for (const chat of CHATS) {
            expect(ageOf(after.about.shown, chat)).toBeGreaterThanOrEqual(ageOf(before.about.shown, chat))
            const waits = after.about.waiting.includes(chat)
            if (!waits) expect(after.about.shown[chat]).toBe(after.known[chat])
          }
        })
      }),
    )
  })

  it('are shown at once when anything but words came', () => {
    fc.assert(
      fc.property(frames, (all) => {
        live(all, (_, after, events) => {
          for (const event of events)
            if (event.type === 'turn.event' && event.event.type !== 'block.delta')
              expect(after.about.shown[event.chat]).toBe(after.known[event.chat])
        })
      }),
    )
  })

  it('grow at most so many in a frame, and each gets its turn before another has its second', () => {
    const known = (at: number) => knownAt(Object.fromEntries(CHATS.map((chat) => [chat, at])))
    const all = CHATS.map(words)
    const first = showNext(showAll(known(0)), known(1), all, 2)
    expect(CHATS.map((chat) => ageOf(first.shown, chat))).toEqual([1, 1, 0, 0])
    const second = showNext(first, known(2), all, 2)
    expect(CHATS.map((chat) => ageOf(second.shown, chat))).toEqual([1, 1, 2, 2])
    const third = showNext(second, known(2), [], 2)
    expect(third).toEqual(showAll(known(2)))
  })

  it('are all shown soon when nothing more comes', () => {
    fc.assert(
      fc.property(frames, fc.integer({ min: 1, max: 4 }), (all, most) => {
        let { about, known } = live(all, () => undefined)
        for (let left = Math.ceil(CHATS.length / most); left > 0; left--)
          about = showNext(about, known, [], most)
        expect(about).toEqual(showAll(known))
      }),
    )
  })

  it('are forgotten with their chat', () => {
    const before = showNext(
      showAll(knownAt({ a: 0, b: 0 })),
      knownAt({ a: 1, b: 1 }),
      ['a', 'b'].map(words),
      1,
    )
    expect(before.waiting).toEqual(['b'])
    expect(showNext(before, knownAt({ a: 1 }), [], 0)).toEqual(showAll(knownAt({ a: 1 })))
  })
})
