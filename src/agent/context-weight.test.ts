import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { connectAnthropic } from '../claude/anthropic.ts'
import { ask, frameOf, type Settings } from './asking.ts'
import { contextParts } from './context-parts.ts'
import { weigh } from './context-weight.ts'
import type { Outcome, StopReason } from './events.ts'
import type { PastBlock, PastStep, PastTurn } from './past.ts'
import type { Answerer } from './turn.ts'
import { OFF, ok } from './turn-for-tests.ts'

const connection = connectAnthropic({ apiKey: 'test' })
const model = 'claude-sonnet-5-5'
const can = connection.capabilities(model)
const unable = { ...can, compaction: { ...can.compaction, threshold: false, onDemand: false } }
/** The host that made the summaries, and one that cannot read them. */
const ANSWERERS: readonly Answerer[] = [
  { connection, model },
  { connection: { ...connection, host: 'other', capabilities: () => unable }, model },
]
const SETTINGS: Settings = { systemPrompt: 'Be kind.', tools: [], contextEditing: OFF }
/** Stands for the epoch that the request will be of, which is known when the turns are. */
const PRESENT = 'present'

/** What is told of the request itself, made of turns that nobody has seen before. */
function plainly(answerer: Answerer, turns: readonly PastTurn[]) {
  const { request } = ask(SETTINGS, answerer, structuredClone(turns), 'kept')
  const uses = request.messages.flatMap(({ content }) => content.filter(({ type }) => type === 'tool_use'))
  return { parts: contextParts(request), toolUses: uses.length }
}

const weighed = (answerer: Answerer, turns: readonly PastTurn[]) =>
  weigh(frameOf(SETTINGS, answerer, turns), turns)

describe('the weight of a conversation', () => {
  it('is that of its request, whatever was said, summed up, edited, cleared or is under way', () => {
    fc.assert(
      fc.property(
        histories(),
        fc.constantFrom(...ANSWERERS),
        fc.nat(6),
        fc.nat(6),
        (all, answerer, from, cut) => {
          const epoch = frameOf(SETTINGS, answerer, all).epochWith('')
          const turns = all.map((turn) => inEpoch(turn, epoch))
          for (let n = 0; n <= turns.length; n++) {
            const grown = turns.slice(0, n)
            expect(weighed(answerer, grown)).toEqual(plainly(answerer, grown))
          }
          const edited = turns.toSpliced(cut, 2)
          const cleared = turns.slice(from)
          const other = ANSWERERS.find((each) => each !== answerer) ?? answerer
          for (const some of [edited, cleared, turns]) {
            expect(weighed(answerer, some)).toEqual(plainly(answerer, some))
            expect(weighed(other, some)).toEqual(plainly(other, some))
          }
          const last = turns.at(-1)
          if (!last) return
          const then: PastTurn = { ...last, steps: last.steps.slice(0, -1), status: { kind: 'running' } }
          const before = [...turns.slice(0, -1), then]
          expect(weighed(answerer, before)).toEqual(plainly(answerer, before))
        },
      ),
      { numRuns: 400 },
    )
  })

  it('is found without looking at a turn again that has ended', () => {
    const text = (words: string): PastTurn => ({
      id: words,
      speaker: 'Alice',
      text: words,
      steps: [step(0, [{ kind: 'text', text: words }], 'end_turn')],
      status: { kind: 'finished', outcome: { kind: 'answered' } },
    })
    const [answerer] = ANSWERERS as readonly [Answerer]
    const first = text('first')
    const weight = weighed(answerer, [first])
    Object.assign(first, { text: 'much longer than it was' })
    expect(weighed(answerer, [first])).toEqual(weight)
  })
})

function inEpoch(turn: PastTurn, epoch: string): PastTurn {
  const steps = turn.steps.map((each) => (each.epoch === PRESENT ? { ...each, epoch } : each))
  return { ...turn, steps }
}

function step(at: number, blocks: readonly PastBlock[], stop: StopReason | null, more = {}): PastStep {
  return { step: at + 1, host: connection.host, model, blocks, finished: stop && { stop }, ...more }
}

function histories(): fc.Arbitrary<readonly PastTurn[]> {
  const turn = fc.record({
    purpose: fc.constantFrom(
      'message' as const,
      'message' as const,
      'message' as const,
      'compaction' as const,
    ),
    text: fc.constantFrom('', 'Hello', 'Was läuft hier?'),
    steps: fc.array(steps(), { maxLength: 4 }),
    status: fc.oneof(
      { weight: 6, arbitrary: outcomes().map((outcome) => ({ kind: 'finished' as const, outcome })) },
      { weight: 1, arbitrary: fc.constant({ kind: 'running' as const }) },
    ),
  })
  return fc
    .array(turn, { maxLength: 6, size: 'max' })
    .map((turns) =>
      turns.map((each, t) => ({ ...each, id: `t${t}`, speaker: 'Alice', steps: numbered(each.steps, t) })),
    )
}

/** Gives every call an id of its own, as hosts do. */
function numbered(made: readonly PastStep[], t: number): readonly PastStep[] {
  return made.map((each, s) => {
    const blocks = each.blocks.map((block, b) =>
      block.kind === 'tool' ? { ...block, id: `t${t}s${s}b${b}` } : block,
    )
    return { ...each, step: s + 1, blocks }
  })
}

function steps(): fc.Arbitrary<PastStep> {
  const stop = fc.constantFrom<StopReason | null>(
    null,
    'end_turn',
    'tool_use',
    'tool_use',
    'max_tokens',
    'pause_turn',
    'compaction',
  )
  const raw = { type: 'compaction', content: 'All of it.', encrypted_content: 'sealed' }
  const block = fc.oneof(
    fc.constantFrom('', 'Hello', 'A longer answer.').map((text): PastBlock => ({ kind: 'text', text })),
    fc
      .option(fc.constantFrom('sig', 'signature'))
      .map((signature): PastBlock => ({ kind: 'thinking', text: 'Hm, so.', signature })),
    fc
      .record({
        name: fc.constantFrom('memory', 'other'),
        input: fc.constantFrom('{}', '{"a":1}', '{"a":', ''),
        done: fc.boolean(),
      })
      .map(({ name, input, done }): PastBlock => {
        const progress = done ? { kind: 'finished' as const, result: ok('done') } : { kind: 'ready' as const }
        return { kind: 'tool', id: '?', name, input, progress }
      }),
    fc
      .record({ text: fc.constantFrom('', 'All of it.'), raw: fc.option(fc.constant(raw)) })
      .map((summary): PastBlock => ({ kind: 'compaction', ...summary })),
    fc.constant<PastBlock>({ kind: 'opaque', raw: { type: 'redacted_thinking', data: 'hidden' } }),
  )
  return fc
    .record({
      blocks: fc.array(block, { maxLength: 4 }),
      stop,
      epoch: fc.constantFrom(PRESENT, PRESENT, PRESENT, 'another', undefined),
      unsealed: fc.constantFrom(undefined, undefined, undefined, true),
      host: fc.constantFrom(connection.host, connection.host, 'other'),
    })
    .map(({ blocks, stop: why, epoch, unsealed, host }) => {
      const marks = { host, ...(epoch ? { epoch } : {}), ...(unsealed ? { unsealed } : {}) }
      return step(0, blocks, why, marks)
    })
}

function outcomes() {
  return fc.constantFrom<Outcome>({ kind: 'answered' }, { kind: 'stopped' }, { kind: 'interrupted' })
}
