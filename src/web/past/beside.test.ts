import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffOf } from '../chat/diff.ts'
import { besideEachOther } from './beside.ts'

describe('a difference in two columns', () => {
  it('puts a changed line beside what it became', () => {
    expect(besideEachOther(diffOf('a\nb\nc\n', 'a\nB\nc\n'))).toEqual([
      { kind: 'same', text: 'a' },
      { kind: 'changed', left: 'b', right: 'B' },
      { kind: 'same', text: 'c' },
    ])
  })

  it('lets the longer side go on alone', () => {
    expect(besideEachOther(diffOf('a\n', 'b\nc\n'))).toEqual([
      { kind: 'changed', left: 'a', right: 'b' },
      { kind: 'changed', left: null, right: 'c' },
    ])
  })

  it('keeps every line of the difference, in its order, on its side', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 })
      .map((lines) => lines.map((line) => `${line}\n`).join(''))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffOf(before, after)
        const rows = besideEachOther(lines)
        const left = rows.flatMap((row) => (row.kind === 'changed' ? (row.left ?? []) : row.text))
        const right = rows.flatMap((row) => (row.kind === 'changed' ? (row.right ?? []) : row.text))
        expect(left).toEqual(lines.filter(({ kind }) => kind !== 'new').map((line) => line.text))
        expect(right).toEqual(lines.filter(({ kind }) => kind !== 'gone').map((line) => line.text))
      }),
    )
  })
})
