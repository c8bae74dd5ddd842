import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sizeOfUndo, spansOf, type UndoCommit, undoOf } from './taken-back.ts'

const undo = (number: number, ...numbers: readonly number[]): UndoCommit => ({
  number,
  at: '2026-11-29T09:00:00.000Z',
  actor: { kind: 'person', name: 'Alice' },
  undoes: spansOf(numbers),
})

describe('the undo by which a commit is taken back', () => {
  it('is the newest that stands', () => {
    const undos = [undo(3, 1), undo(5, 1, 2, 4)]
    expect([1, 2, 4, 6].map((number) => undoOf(number, undos)?.number)).toEqual([5, 5, 5, undefined])
  })

  it('is none once it was taken back itself, and is again once that was', () => {
    expect(undoOf(1, [undo(2, 1), undo(3, 2)])).toBeNull()
    expect(undoOf(1, [undo(2, 1), undo(3, 2), undo(4, 3)])?.number).toBe(2)
  })

  it('agrees with asking each undo in turn, the newest first', () => {
    const ofAny = fc.array(fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), { maxLength: 12 })
    fc.assert(
      fc.property(ofAny, (all) => {
        const undos = all.map((numbers, i) => undo(i + 2, ...numbers.map((number) => 1 + (number % (i + 1)))))
        const stands = (number: number): boolean =>
          !undos.some(
            (each) =>
              each.undoes.some(([first, last]) => first <= number && number <= last) && stands(each.number),
          )
        for (let number = 1; number <= all.length + 1; number++)
          expect(undoOf(number, undos) === null).toBe(stands(number))
      }),
    )
  })
})

describe('numbers as spans', () => {
  it('hold each number once, in order, and know how many there are', () => {
    expect(spansOf([7, 2, 3, 3, 1])).toEqual([
      [1, 3],
      [7, 7],
    ])
    expect(sizeOfUndo(undo(9, 7, 2, 3, 3, 1))).toBe(4)
  })
})
