import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Blame, carry } from './blame.ts'

/** Length of the longest common subsequence, by the textbook table. */
function inCommon(a: readonly string[], b: readonly string[]): number {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      table[i]![j] = same ? table[i - 1]![j - 1]! + 1 : Math.max(table[i - 1]![j]!, table[i]![j - 1]!)
    }
  }
  return table[a.length]![b.length]!
}

/** One edit: from line `at` on, `remove` lines go and `add` new ones come. */
const edit = fc.record({ at: fc.nat(30), remove: fc.nat(4), add: fc.nat(4) })

interface Marked {
  readonly line: string
  readonly by: number
}

/** The brute-force model: every line carries its mark through the edits. */
function edited(
  lines: readonly Marked[],
  edits: readonly { at: number; remove: number; add: number }[],
  by: number,
) {
  const next = [...lines]
  for (const [n, { at, remove, add }] of edits.entries()) {
    const fresh = Array.from({ length: add }, (_, i) => ({ line: `${by}.${n}.${i}`, by }))
    next.splice(at % (next.length + 1), remove, ...fresh)
  }
  return next
}

describe('blame', () => {
  it('says what a model says whose lines carry their marks through every edit', () => {
    const history = fc.array(fc.array(edit, { minLength: 1, maxLength: 4 }), { maxLength: 25 })
    const length = fc.constantFrom(0, 5, 600)
    fc.assert(
      fc.property(length, history, (long, commits) => {
        let marked: readonly Marked[] = Array.from({ length: long }, (_, i) => ({ line: `${i}`, by: 0 }))
        let blame: Blame = marked.map(() => 0)
        for (const [i, edits] of commits.entries()) {
          const next = edited(marked, edits, i + 1)
          const lines = (of: readonly Marked[]) => of.map(({ line }) => line)
          blame = carry(blame, lines(marked), lines(next), i + 1)
          expect(blame).toEqual(next.map(({ by }) => by))
          marked = next
        }
      }),
    )
  })

  it('gives as few lines as can be to the new version, and the others to one that had them in that order', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
    fc.assert(
      fc.property(text, text, (old, lines) => {
        const places = carry(
          old.map((_, i) => i),
          old,
          lines,
          -1,
        )
        const kept = places.filter((place): place is number => place !== null && place >= 0)
        expect(kept.length).toBe(inCommon(old, lines))
        expect(kept).toEqual(kept.toSorted((a, b) => a - b))
        places.forEach((place, i) => {
          if (place !== null && place >= 0) expect(lines[i]).toBe(old[place])
        })
      }),
    )
  })

  it('keeps what is the same around lines that occur once when almost everything was rewritten', () => {
    const old = Array.from({ length: 4000 }, (_, i) =>
      i % 10 === 0 ? `kept ${i}` : i % 10 === 1 ? '' : `old ${i}`,
    )
    const lines = old.map((line) => line.replace('old', 'new'))
    const blame = carry(
      old.map(() => 1),
      old,
      lines,
      2,
    )
    expect(blame).toEqual(old.map((line) => (line.startsWith('old') ? 2 : 1)))
  })
})
