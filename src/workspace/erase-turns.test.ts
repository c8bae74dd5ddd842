import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wireMessages } from '../agent/history.ts'
import { finderOf, REMOVED } from '../memory/find-text.ts'
import { quotedIn, unbound, withoutWords } from './erase-turns.ts'
import type { BlockState, StepState, TurnState } from './events.ts'

const finder = finderOf(['heron 42'])

function turnOf(
  text: string,
  blocks: readonly BlockState[],
  stop: 'end_turn' | 'tool_use' = 'end_turn',
): TurnState {
  const step: StepState = {
    step: 1,
    model: 'm',
    startedAt: '',
    blocks,
    finished: {
      at: '',
      stop,
      usage: { input: 1, output: 1, cacheRead: 0, cacheWrite: 0 },
      cost: null,
      clearings: [],
      message: 'msg_1',
    },
  }
  const finished = { kind: 'finished', outcome: { kind: 'answered' } } as const
  return {
    id: 't',
    number: 1,
    speaker: 'A',
    text,
    at: '',
    toolUsesBefore: 0,
    steps: [step],
    status: finished,
    finishedAt: '',
  }
}

const said = (text: string): BlockState => ({ kind: 'text', text, done: true })
const thought = (text: string): BlockState => ({ kind: 'thinking', text, signature: 'sig', done: true })
const called = (input: string, result: string): BlockState => ({
  kind: 'tool',
  id: 'toolu_1',
  name: 'memory',
  input,
  progress: { kind: 'finished', result: { text: result, isError: false, seen: [] } },
})

const AUDIENCE = { host: 'h', compaction: { threshold: true, onDemand: true }, epoch: 'e' } as const

describe('removing words from a turn', () => {
  it('leaves a turn that does not quote them as it is, the very same', () => {
    const turn = turnOf('hello', [thought('hm'), said('hi'), called('{"a" : 1}', 'ok')])
    expect(withoutWords(turn, finder)).toBe(turn)
  })

  it('reaches what people and Claude said, thoughts, calls and results', () => {
    const turn = turnOf(
      'the heron 42',
      [
        thought('heron 42!'),
        said('a heron  42'),
        called(JSON.stringify({ command: 'create', file_text: 'x "heron 42"\n' }), '     1\theron 42'),
      ],
      'tool_use',
    )
    expect(quotedIn(turn, finder).count).toBe(5)
    const clean = withoutWords(turn, finder)
    expect(JSON.stringify(clean)).not.toContain('heron')
    expect(clean.steps[0]?.blocks[2]).toMatchObject({
      input: JSON.stringify({ command: 'create', file_text: `x "${REMOVED}"\n` }),
    })
    expect(clean.steps[0]?.blocks[0]).toMatchObject({ signature: null })
    expect(quotedIn(clean, finder).count).toBe(0)
  })

  it('keeps calls that the API takes, also where letters were escaped', () => {
    const escaped = '{"command":"view","path":"/memories/\\u0068eron 42.md"}'
    const clean = withoutWords(turnOf('x', [called(escaped, 'gone')], 'tool_use'), finder)
    const [, reply] = wireMessages([clean], AUDIENCE)
    expect(reply?.content).toMatchObject([{ type: 'tool_use', input: { path: `/memories/${REMOVED}.md` } }])
  })

  it('drops a broken call, whatever it was about to say', () => {
    const cut: BlockState = {
      kind: 'tool',
      id: 'toolu_1',
      name: 'memory',
      input: '{"file_text":"the heron 42 is',
      progress: { kind: 'arriving' },
    }
    expect(withoutWords(turnOf('x', [cut]), finder).steps[0]?.blocks).toMatchObject([{ input: '' }])
  })

  it('sends no thinking back that was bound to what stood there before', () => {
    const hidden: BlockState = { kind: 'opaque', raw: { type: 'redacted_thinking', data: 'x' } }
    const turn = turnOf('later', [thought('still to be read'), hidden, said('yes')])
    const free = unbound(turn)
    expect(free.steps[0]?.blocks).toEqual([
      { kind: 'thinking', text: 'still to be read', signature: null, done: true },
      said('yes'),
    ])
    expect(JSON.stringify(wireMessages([free], AUDIENCE))).not.toContain('thinking')
    expect(unbound(free)).toBe(free)
  })

  it('leaves nothing, in whatever the turn holds them', () => {
    const text = fc.string().chain((a) => fc.constantFrom(a, `${a}heron 42${a}`, `${a}"heron\n42`))
    const block = fc.oneof(
      text.map(said),
      text.map(thought),
      fc.tuple(text, text, fc.boolean()).map(([a, b, whole]) => {
        const input = JSON.stringify({ path: a, list: [{ [b]: a }] })
        return called(whole ? input : input.slice(0, -2), b)
      }),
      text.map((raw): BlockState => ({ kind: 'opaque', raw: { type: 'new', inner: [raw] } })),
    )
    fc.assert(
      fc.property(text, fc.array(block, { maxLength: 5 }), (spoken, blocks) => {
        const clean = withoutWords(turnOf(spoken, blocks, 'tool_use'), finder)
        expect(quotedIn(clean, finder).count).toBe(0)
        expect(JSON.stringify(clean)).not.toMatch(/heron(\s|\\+n)+42/)
      }),
    )
  })
})
