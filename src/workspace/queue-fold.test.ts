/** What the queue of a chat adds up to, whatever is told of it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GUEST } from '../memory/rights.ts'
import { NOTHING_QUEUED, type QueueFact, reduceQueue } from './queue.ts'

describe('the queue as a fold', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd')
  const message = id.map((name) => ({ id: name, speaker: 'Alice', text: name, by: GUEST, at: '' }))
  const chat = 'c'
  const fact: fc.Arbitrary<QueueFact> = fc.oneof(
    message.map((queued): QueueFact => ({ type: 'message.queued', chat, message: queued })),
    message.map((queued): QueueFact => ({ type: 'message.changed', chat, message: queued })),
    fc
      .tuple(id, fc.option(id))
      .map(([moved, before]): QueueFact => ({ type: 'message.moved', chat, id: moved, before })),
    id.map((gone): QueueFact => ({ type: 'message.unqueued', chat, id: gone })),
    fc.constant<QueueFact>({ type: 'queue.held', chat, because: 'rights' }),
  )

  it('moving keeps every message, and puts it where it was asked to be', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(message, { selector: (each) => each.id }),
        id,
        fc.option(id),
        (all, m, b) => {
          const before = { messages: all, held: null }
          const after = reduceQueue(before, { type: 'message.moved', chat, id: m, before: b })
          const ids = after.messages.map((each) => each.id)
          expect(ids.toSorted()).toEqual(all.map((each) => each.id).toSorted())
          if (!ids.includes(m) || m === b) return
          expect(ids[ids.indexOf(m) + 1] ?? null).toBe(b !== null && ids.includes(b) ? b : null)
        },
      ),
    )
  })

  it('is never held when nobody waits', () => {
    fc.assert(
      fc.property(fc.array(fact), (facts) => {
        const queue = facts.reduce(reduceQueue, NOTHING_QUEUED)
        if (queue.messages.length === 0) expect(queue.held).toBe(null)
      }),
    )
  })
})
