import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Actor, Commit } from '../../memory/types.ts'
import { runsOf, whoWrote } from './runs.ts'

const ALICE: Actor = { kind: 'claude', onBehalfOf: 'Alice' }
const JOHN: Actor = { kind: 'person', name: 'John' }
const commit = (number: number, actor: Actor): Commit => ({
  number,
  at: '2026-11-22T13:02:00.000Z',
  actor,
  reason: 'save',
  changes: [],
})

describe('runs of lines', () => {
  it('hold neighbouring lines of one commit, with the number of the first', () => {
    const runs = runsOf(['a', 'b', 'c', 'd'], [1, 1, 2, 1], [commit(1, ALICE), commit(2, JOHN)])
    expect(runs.map(({ from, lines, commit }) => [from, lines.join(''), commit?.number])).toEqual([
      [1, 'ab', 1],
      [3, 'c', 2],
      [4, 'd', 1],
    ])
  })

  it('say when the run before is of the same hand', () => {
    const runs = runsOf(['a', 'b', 'c'], [1, 2, 3], [commit(1, ALICE), commit(2, ALICE), commit(3, JOHN)])
    expect(runs.map(({ again }) => again)).toEqual([false, true, false])
  })

  it('keep every line, in order, whatever the blame says', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.array(fc.option(fc.constantFrom(1, 2, 9))), (lines, blame) => {
        const runs = runsOf(lines, blame, [commit(1, ALICE), commit(2, JOHN)])
        expect(runs.flatMap((run) => run.lines)).toEqual(lines)
        expect(runs.map((run) => run.from)).toEqual(
          runs.map((_, i) => 1 + runs.slice(0, i).reduce((sum, run) => sum + run.lines.length, 0)),
        )
      }),
    )
  })
})

describe('who wrote it, in words', () => {
  const now = Date.parse('2026-11-23T12:00:00.000Z')
  it('names Claude and whom it wrote for, the chat, and when', () => {
    const words = whoWrote(commit(1, ALICE), 'Discovery', now)
    expect(words).toMatchObject({ who: 'Claude for Alice', chat: 'Discovery' })
    expect(words.time).toMatch(/^yesterday \d\d:\d\d$/)
  })

  it('leaves out a chat that is not there', () => {
    expect(whoWrote(commit(1, JOHN), undefined, now)).toMatchObject({ who: 'John', chat: null })
    expect(whoWrote(commit(1, { kind: 'disk' }), undefined, now).who).toBe('An edit on disk')
  })
})
