import { describe, expect, it } from 'vitest'
import type { BlockState, StepState, TurnState } from '../../workspace/events.ts'
import { reduceTurn } from '../../workspace/reduce-turn.ts'
import { clearedBefore, clearedIn, itemsOf, NOTHING_CLEARED, sameItem } from './items.ts'

const tool = (id: string, input: object): BlockState => ({
  kind: 'tool',
  id,
  name: 'memory',
  input: JSON.stringify(input),
  progress: { kind: 'finished', result: { text: '', isError: false, seen: [] } },
})
const view = (id: string) => tool(id, { command: 'view', path: '/memories/a.md' })
const text = (words: string): BlockState => ({ kind: 'text', text: words, done: true })

const step = (number: number, blocks: readonly BlockState[], cleared = 0): StepState => ({
  step: number,
  model: 'm',
  startedAt: '',
  blocks,
  finished: {
    at: '',
    stop: 'end_turn',
    usage: { input: 1, output: 1, cacheRead: 0, cacheWrite: 0 },
    cost: null,
    clearings: cleared === 0 ? [] : [{ kind: 'tool_uses', count: cleared, tokens: 100 * cleared }],
    message: '',
  },
})

const turn = (steps: readonly StepState[], toolUsesBefore = 0): TurnState => ({
  id: 't',
  number: 1,
  speaker: 'Alice',
  text: 'Hello',
  at: '',
  toolUsesBefore,
  steps,
  status: { kind: 'finished', outcome: { kind: 'answered' } },
  finishedAt: '',
})

describe('a turn laid out for reading', () => {
  it('makes one line of looks in a row, also over steps', () => {
    const items = itemsOf(
      turn([step(1, [view('a')]), step(2, [view('b'), view('c')]), step(3, [text('Done')])]),
      NOTHING_CLEARED,
    )
    expect(items.map((item) => item.kind)).toEqual(['reads', 'text'])
    expect(items[0]).toMatchObject({ uses: [{ number: 0 }, { number: 1 }, { number: 2 }] })
  })

  it('lets a write part the looks around it', () => {
    const write = tool('w', { command: 'delete', path: '/memories/a.md' })
    const items = itemsOf(turn([step(1, [view('a'), write, view('b')])]), NOTHING_CLEARED)
    expect(items.map((item) => item.kind)).toEqual(['reads', 'tool', 'reads'])
  })

  it('counts tool uses on from the turns before', () => {
    expect(itemsOf(turn([step(1, [view('a')])], 7), NOTHING_CLEARED)[0]).toMatchObject({
      uses: [{ number: 7 }],
    })
  })

  it('tells of a clearing before the reply that came after it, and only when more was cleared', () => {
    const items = itemsOf(
      turn([step(1, [text('a')], 3), step(2, [text('b')], 3), step(3, [text('c')], 5)]),
      NOTHING_CLEARED,
    )
    expect(items.map((item) => (item.kind === 'clearing' ? item.count : item.kind))).toEqual([
      3,
      'text',
      'text',
      5,
      'text',
    ])
  })

  it('does not tell again what the turn before had cleared', () => {
    const turns = [turn([step(1, [text('a')], 3)]), turn([step(1, [text('b')], 3)])]
    expect(clearedBefore(turns, 1)).toEqual({ tool_uses: 3, thinking: 0 })
    expect(itemsOf(turns[1]!, clearedBefore(turns, 1)).map((item) => item.kind)).toEqual(['text'])
  })

  it('says of each clearing what is new, and of the turn what was cleared in it', () => {
    const turns = [
      turn([step(1, [text('a')], 10)]),
      turn([step(1, [text('b')], 12), step(2, [text('c')], 15)]),
      turn([step(1, [text('d')], 4)]),
    ]
    const told = turns.map((_, at) => itemsOf(turns[at]!, clearedBefore(turns, at)))
    const news = told.flat().flatMap((item) => (item.kind === 'clearing' ? [[item.fresh, item.count]] : []))
    // The last had other settings: what it left out is all there is to say.
    expect(news).toEqual([
      [10, 10],
      [2, 12],
      [3, 15],
      [4, 4],
    ])
    expect(told.map(clearedIn)).toEqual([
      { what: 'tool_uses', fresh: 10, count: 10 },
      { what: 'tool_uses', fresh: 5, count: 15 },
      { what: 'tool_uses', fresh: 4, count: 4 },
    ])
    expect(clearedIn(itemsOf(turn([step(1, [text('a')])]), NOTHING_CLEARED))).toBeNull()
  })

  it('does not tell twice of thoughts that were cleared', () => {
    const thoughtless = (number: number, count: number): StepState => {
      const { finished, ...rest } = step(number, [text('a')])
      return { ...rest, finished: { ...finished!, clearings: [{ kind: 'thinking', count, tokens: 50 }] } }
    }
    const turns = [turn([thoughtless(1, 2), thoughtless(2, 2)]), turn([thoughtless(1, 2), thoughtless(2, 3)])]
    const told = turns.map((each, at) => itemsOf(each, clearedBefore(turns, at)).map(({ kind }) => kind))
    expect(told).toEqual([
      ['clearing', 'text', 'text'],
      ['text', 'clearing', 'text'],
    ])
  })

  it('shows no empty texts and no blocks that are only carried', () => {
    const opaque: BlockState = { kind: 'opaque', raw: {} }
    expect(itemsOf(turn([step(1, [text(' \n'), opaque])]), NOTHING_CLEARED)).toEqual([])
  })
})

describe('a word that comes', () => {
  it('changes only the item that it comes into', () => {
    const write = tool('w', { command: 'create', path: '/memories/a.md', file_text: 'a' })
    const before: TurnState = {
      ...turn([
        step(1, [view('a'), view('b'), text('First'), write]),
        { ...step(2, [text('Second')]), finished: null },
      ]),
      status: { kind: 'running' },
    }
    const after = reduceTurn(before, { type: 'block.delta', step: 2, index: 0, text: ' word' }, '')
    const [was, is] = [itemsOf(before, NOTHING_CLEARED), itemsOf(after, NOTHING_CLEARED)]
    expect(is.map(({ kind }) => kind)).toEqual(['reads', 'text', 'tool', 'text'])
    expect(is.map((item, index) => was[index] !== undefined && sameItem(was[index], item))).toEqual([
      true,
      true,
      true,
      false,
    ])
  })
})
