import { describe, expect, it } from 'vitest'
import type { BlockState, StepState } from '../../workspace/events.ts'
import { memoryWords, tallyOf } from './turn-tally.ts'

type Seen = { readonly document: string; readonly version: number }

let made = 0
const tool = (seen: readonly Seen[], commit?: number): BlockState => ({
  kind: 'tool',
  id: `tool-${made++}`,
  name: 'memory',
  input: '{}',
  progress: {
    kind: 'finished',
    result: { text: 'ok', isError: false, seen, ...(commit === undefined ? {} : { commit }) },
  },
})
const turn = (...blocks: readonly BlockState[]): { readonly steps: readonly StepState[] } => ({
  steps: [{ step: 0, model: 'm', startedAt: '2026-11-23T08:00:00.000Z', blocks, finished: null }],
})
const at = (document: string, version: number): Seen => ({ document, version })

describe('what a turn read and wrote', () => {
  it('counts each document once, however often it was read', () => {
    const one = turn(tool([at('a', 1), at('b', 2)]), tool([at('a', 1)]))
    expect(memoryWords(tallyOf(one))).toBe('Read 2 documents')
  })

  it('counts a document that was read and then changed on both sides', () => {
    expect(memoryWords(tallyOf(turn(tool([at('a', 1)]), tool([at('a', 5)], 5))))).toBe(
      'Read 1 document, wrote 1',
    )
  })

  it('does not count reading one’s own writing', () => {
    expect(memoryWords(tallyOf(turn(tool([at('a', 5)], 5), tool([at('a', 5)]))))).toBe('Wrote 1 document')
  })

  it('counts a deletion, which leaves nothing to see', () => {
    expect(memoryWords(tallyOf(turn(tool([], 7))))).toBe('Wrote 1 document')
  })

  it('says nothing where memory was not touched', () => {
    expect(memoryWords(tallyOf(turn(tool([]), { kind: 'text', text: 'Hello', done: true })))).toBeNull()
  })
})
