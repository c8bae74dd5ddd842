import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Attempt, attemptFor, hasGone } from './broadcast.ts'

const attempt = (text: string, speaker: string): Attempt => ({
  id: 'turn_1',
  text,
  speaker,
  fate: { kind: 'refused', why: 'It was not taken.' },
})

describe('one message to several chats', () => {
  it('has the same id as long as it is the same message by the same person, and no other', () => {
    const text = fc.constantFrom('Hello', 'Good morning')
    const speaker = fc.constantFrom('Alice', 'John')
    fc.assert(
      fc.property(text, speaker, text, speaker, (text, speaker, before, by) => {
        const next = attemptFor(attempt(before, by), text, speaker, () => 'turn_2')
        expect(next.id).toBe(text === before && speaker === by ? 'turn_1' : 'turn_2')
        expect(next).toMatchObject({ text, speaker, fate: { kind: 'sending' } })
      }),
    )
    expect(attemptFor(undefined, 'Hello', 'Alice', () => 'turn_3').id).toBe('turn_3')
  })

  it('is not sent twice to a chat that took it', () => {
    const with_ = (kind: 'sent' | 'waits' | 'sending') => ({ ...attempt('a', 'b'), fate: { kind } })
    expect([with_('sent'), with_('waits'), with_('sending'), undefined].map(hasGone)).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})
