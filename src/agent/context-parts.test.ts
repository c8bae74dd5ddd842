import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WireMessage } from '../claude/contract.ts'
import { clearUses, usesToClear } from './clearing.ts'
import { previewClearing } from './clearing-preview.ts'
import { contextParts, scaledParts, sumOfParts } from './context-parts.ts'
import type { ContextEditing } from './events.ts'
import { wireMessages } from './history.ts'
import { SUMMARY_WORDS } from './opening.ts'
import type { PastBlock, PastStep, PastTurn } from './past.ts'
import { promptTokens, textTokens } from './tokens.ts'
import { OFF, ok, turnToRun } from './turn-for-tests.ts'

describe('the parts of a prompt', () => {
  const messages: readonly WireMessage[] = [
    {
      role: 'user',
      content: [
        { type: 'text', text: `${SUMMARY_WORDS} all` },
        { type: 'text', text: 'Hello' },
      ],
    },
    {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: 'Hm, I should look.', signature: 's' },
        { type: 'tool_use', id: 'a', name: 'memory', input: { command: 'view' } },
        { type: 'tool_use', id: 'b', name: 'weather', input: {} },
      ],
    },
    {
      role: 'user',
      content: [
        { type: 'tool_result', tool_use_id: 'a', content: 'x'.repeat(360) },
        { type: 'tool_result', tool_use_id: 'b', content: 'rain' },
      ],
    },
  ]
  const prompt = {
    system: 'Be kind.',
    tools: [{ type: 'memory_20250818', name: 'memory' } as const],
    messages,
  }

  it('tell what came from memory apart from other results, and add up to the whole', () => {
    const parts = contextParts(prompt)
    expect(parts.memory).toBe(112)
    expect(parts.results).toBe(14)
    expect(Object.values(parts).every((part) => part > 0)).toBe(true)
    expect(sumOfParts(parts)).toBe(promptTokens(prompt))
  })

  it('add up to whatever total is known', () => {
    fc.assert(
      fc.property(fc.nat(300_000), (total) => {
        const parts = scaledParts(contextParts(prompt), total)
        expect(sumOfParts(parts)).toBe(total)
        expect(Object.values(parts).every((part) => Number.isInteger(part) && part >= 0)).toBe(true)
      }),
    )
  })

  it('count other scripts by their bytes', () => {
    expect(textTokens('Erinnerung')).toBe(3)
    expect(textTokens('記憶記憶記憶')).toBe(5)
    expect(textTokens('🎉')).toBe(2)
  })
})

describe('a preview of clearing', () => {
  const call = fc.record({ name: fc.constantFrom('memory', 'other'), size: fc.nat(3_000) })
  const replies = fc.array(fc.array(call, { minLength: 1, maxLength: 3 }), { maxLength: 4, size: 'max' })
  const settings: fc.Arbitrary<ContextEditing> = fc.record({
    enabled: fc.constant(true),
    trigger: fc.record({ kind: fc.constant('tool_uses' as const), value: fc.nat(6) }),
    keep: fc.nat(4),
    clearAtLeast: fc.constantFrom(0, 200, 1_000),
    excludeTools: fc.constantFrom([], ['other']),
    clearToolInputs: fc.boolean(),
    keepThinking: fc.constant(null),
  })

  it('strikes where clearing by us would, and wins as much', () => {
    fc.assert(
      fc.property(fc.array(replies, { maxLength: 5, size: 'max' }), settings, (chat, editing) => {
        const turns = chat.map(turnOf)
        let [cleared, won] = [0, 0]
        const strikes = turns.flatMap((turn, t) =>
          turn.steps.flatMap((step, s) => {
            const present = { ...turn, steps: turn.steps.slice(0, s), status: { kind: 'running' as const } }
            const messages = wireMessages([...turns.slice(0, t), present], AUDIENCE)
            const uses = usesToClear(messages, editing, 0)
            const { clearing } = clearUses(messages, uses, editing.clearToolInputs)
            if (!clearing || clearing.count <= cleared) return []
            const strike = {
              turn: turn.id,
              step: step.step,
              toolUses: clearing.count - cleared,
              tokens: clearing.tokens - won,
            }
            ;[cleared, won] = [clearing.count, clearing.tokens]
            return [strike]
          }),
        )
        const preview = previewClearing(turns, editing, 500)
        expect(preview.strikes).toMatchObject(strikes)
        expect(preview.strikes).toHaveLength(strikes.length)
        expect(preview.requests).toBe(turns.flatMap(({ steps }) => steps).length)
        expect(preview.after).toBeLessThanOrEqual(preview.before)
      }),
    )
  })

  it('tells what the cache loses: all that was sent after the first result that goes', () => {
    const turns = [
      [{ name: 'memory', size: 3_600 }],
      [{ name: 'memory', size: 3_600 }],
      [{ name: 'memory', size: 36 }],
    ]
    const editing = { ...OFF, enabled: true, trigger: { kind: 'tool_uses', value: 2 }, keep: 1 } as const
    const { strikes } = previewClearing([turnOf(turns, 0)], editing, 500)
    expect(strikes).toHaveLength(1)
    expect(strikes[0]).toMatchObject({ step: 4, toolUses: 2 })
    expect(strikes[0]?.cacheLost).toBeGreaterThan(2_000)
    expect(strikes[0]?.cacheLost).toBeLessThan(2_200)
  })

  it('is quiet when clearing is off', () => {
    const preview = previewClearing([turnOf([[{ name: 'memory', size: 9_000 }]], 0)], OFF, 500)
    expect(preview).toMatchObject({ requests: 2, strikes: [] })
    expect(preview.after).toBe(preview.before)
  })
})

const AUDIENCE = { host: 'h', compaction: { threshold: false, onDemand: false }, epoch: null }

type Call = { readonly name: string; readonly size: number }

function turnOf(rounds: readonly (readonly Call[])[], t: number): PastTurn & { readonly number: number } {
  const asked = rounds.map((calls, s): PastStep => {
    const blocks = calls.map(
      ({ name, size }, i): PastBlock => ({
        kind: 'tool',
        id: `${t}.${s}.${i}`,
        name,
        input: '{"command":"view","path":"/memories"}',
        progress: { kind: 'finished', result: ok('x'.repeat(size)) },
      }),
    )
    return { step: s + 1, blocks, finished: { stop: 'tool_use' } }
  })
  const answer: PastStep = {
    step: rounds.length + 1,
    blocks: [{ kind: 'text', text: 'Done.' }],
    finished: { stop: 'end_turn' },
  }
  const status = { kind: 'finished', outcome: { kind: 'answered' } } as const
  return { ...turnToRun('Hello', { id: `t${t}`, steps: [...asked, answer], status }), number: t + 1 }
}
