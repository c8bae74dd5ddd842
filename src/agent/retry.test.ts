import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Failure } from './events.ts'
import { ATTEMPTS, waitBefore } from './retry.ts'

const busy: Failure = { kind: 'busy', message: 'The host is busy.', retryable: true }

describe('waitBefore', () => {
  it('waits longer after each attempt, spread by chance', () => {
    const waits = [1, 2, 3, 4].map((attempt) => waitBefore(busy, attempt, 0))
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000])
    expect(waitBefore(busy, 1, 0.5)).not.toBe(waitBefore(busy, 1, 0.9))
  })

  it('gives up after the last attempt, and at once when the failure will stay', () => {
    expect(waitBefore(busy, ATTEMPTS, 0)).toBeNull()
    expect(waitBefore({ ...busy, retryable: false }, 1, 0)).toBeNull()
  })

  it('never comes back before the host asked for', () => {
    fc.assert(
      fc.property(
        fc.nat(300_000),
        fc.integer({ min: 1, max: ATTEMPTS - 1 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (retryAfter, attempt, random) => {
          expect(waitBefore({ ...busy, retryAfter }, attempt, random)).toBeGreaterThanOrEqual(retryAfter)
        },
      ),
    )
  })

  it('leaves a wait of more than five minutes to people', () => {
    expect(waitBefore({ ...busy, retryAfter: 300_001 }, 1, 0)).toBeNull()
  })

  it('does not send all chats back at the same moment', () => {
    const limited = { ...busy, retryAfter: 10_000 }
    expect(waitBefore(limited, 1, 0.9)).toBeGreaterThan(waitBefore(limited, 1, 0) ?? 0)
  })
})
