import { describe, expect, it } from 'vitest'
import type { Failure, Outcome } from '../../agent/events.ts'
import type { TurnState } from '../../workspace/events.ts'
import { FAILURES } from './kinds.ts'
import { troubleOf, waitingOf } from './trouble.ts'
import { words } from './words.ts'

const turn: TurnState = {
  id: 't',
  number: 1,
  speaker: 'Alice',
  text: 'Hello',
  at: '',
  toolUsesBefore: 0,
  steps: [],
  status: { kind: 'running' },
  finishedAt: null,
}
const kinds = Object.keys(FAILURES) as readonly Failure['kind'][]
const of = (outcome: Outcome) => troubleOf(turn, outcome, 'Claude API')

describe('what is said when an answer does not come', () => {
  it.each(kinds)(
    '%s: what happened, what is safe, what next, who can mend it, and something to press',
    (kind) => {
      const failure: Failure = { kind, message: 'It said so.', retryable: false, requestId: 'req_1' }
      const trouble = of({ kind: 'failed', failure })
      expect(trouble).toMatchObject({
        more: 'It said so.',
        told: true,
        safe: 'Your message is kept.',
        reference: 'req_1',
      })
      expect(trouble?.title).toBeTruthy()
      expect(trouble?.who).toBeTruthy()
      expect(trouble?.next).toMatch(/\.$/)
      expect(trouble?.acts.length).toBeGreaterThan(0)
    },
  )

  it('is nothing when it was answered', () => {
    expect(of({ kind: 'answered' })).toBeNull()
  })

  it('a refusal cannot be continued, and a limit on money leads to the limits', () => {
    expect(of({ kind: 'refused', category: null })?.acts).toEqual(['clear'])
    expect(of({ kind: 'spent', message: 'Enough.' })).toMatchObject({ more: 'Enough.', told: true })
    expect(of({ kind: 'spent', message: 'Enough.' })?.acts).toContain('spending')
    expect(of({ kind: 'refused', category: 'bio' })?.told).toBe(false)
  })

  it('half a call of a tool is said not to have been carried out', () => {
    const step = { step: 1, model: 'm', startedAt: '', finished: null }
    const half = {
      kind: 'tool',
      id: 'a',
      name: 'memory',
      input: '{"com',
      progress: { kind: 'arriving' },
    } as const
    const trouble = troubleOf({ ...turn, steps: [{ ...step, blocks: [half] }] }, { kind: 'stopped' }, 'x')
    expect(trouble?.safe).toContain('was not carried out')
  })

  it('does not say the same twice', () => {
    const busy: Failure = { kind: 'busy', message: 'The Claude API is busy.', retryable: true }
    expect(waitingOf(busy, 'Claude API')).toMatchObject({ title: 'Claude API is busy', more: null })
  })

  it('a countdown ends with now', () => {
    expect([words().again(8, 2, 5), words().again(0, 2, 5)]).toEqual([
      'Trying again in 8 s (2 of 5).',
      'Trying again now (2 of 5).',
    ])
  })
})
