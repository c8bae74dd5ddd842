import { ChangeSet, Text } from '@codemirror/state'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { carryMarks, type Mark } from './editor-marks.ts'

const text = (value: string) => Text.of(value.split('\n'))

interface Edit {
  readonly from: number
  readonly to?: number
  readonly insert?: string
}

function edited(value: string, marks: readonly Mark[], ...edits: readonly Edit[]) {
  const before = text(value)
  const changes = ChangeSet.of(
    edits.map(({ insert, ...edit }) => ({ ...edit, insert: text(insert ?? '') })),
    before.length,
  )
  const after = changes.apply(before)
  return { text: after.toString(), marks: carryMarks(marks, before, changes, after) }
}

describe('marks of lines while one types', () => {
  it('keep those of lines that were not touched', () => {
    expect(edited('a\nb\nc', [1, 2, 3], { from: 2, to: 3, insert: 'B' }).marks).toEqual([1, 'new', 3])
  })

  it('let a line keep its mark when another one begins behind it', () => {
    expect(edited('a\nb', [1, 2], { from: 1, insert: '\nmore' }).marks).toEqual([1, 'new', 2])
  })

  it('let the lines around a deleted one keep theirs', () => {
    expect(edited('a\nb\nc', [1, 2, 3], { from: 2, to: 4 }).marks).toEqual([1, 3])
  })

  it('follow several changes at once, also two in one line', () => {
    const one = edited(
      'alpha\nbeta\ngamma',
      [1, 2, 3],
      { from: 0, insert: 'x' },
      { from: 4, insert: 'y' },
      { from: 11, insert: 'z' },
    )
    expect(one.marks).toEqual(['new', 2, 'new'])
  })

  it('have one mark for each line, and never give a line that reads differently an old one', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'ab', ''), { minLength: 1, maxLength: 8 })
    const edits = fc.array(
      fc.record({
        at: fc.nat(40),
        length: fc.nat(6),
        insert: fc.constantFrom('', 'x', '\n', 'x\ny\n', '\n\nz'),
      }),
      { maxLength: 4 },
    )
    fc.assert(
      fc.property(lines, edits, (before, wanted) => {
        const value = before.join('\n')
        let end = -1
        const disjoint: Edit[] = []
        for (const { at, length, insert } of wanted.toSorted((a, b) => a.at - b.at)) {
          const from = Math.min(at, value.length)
          if (from <= end) continue
          end = Math.min(value.length, from + length)
          disjoint.push({ from, to: end, insert })
        }
        const marks = before.map((_, index) => index)
        const after = edited(value, marks, ...disjoint)
        const now = after.text.split('\n')
        expect(after.marks).toHaveLength(now.length)
        after.marks.forEach((mark, index) => {
          if (typeof mark === 'number') expect(now[index]).toBe(before[mark])
        })
      }),
      { numRuns: 500 },
    )
  })
})
