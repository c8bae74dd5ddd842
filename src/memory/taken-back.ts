/** Which commits were taken back, and by which. Pure and browser-safe. */
import type { Actor, Commit, CommitSpan } from './types.ts'

/** A commit that took others back, without what it changed. */
export interface UndoCommit {
  readonly number: number
  readonly at: string
  readonly actor: Actor
  readonly undoes: readonly CommitSpan[]
}

/** What a commit took back; null when it took nothing back. */
export function undoIn({ number, at, actor, undoes }: Commit): UndoCommit | null {
  return undoes && undoes.length > 0 ? { number, at, actor, undoes } : null
}

/**
 * The undo by which a commit is taken back now; null when it stands: nobody took it back, or the undo was itself taken back.
 * `undos`: all of its memory, oldest first; what was found of a list is kept, so it must not change.
 */
export function undoOf(number: number, undos: readonly UndoCommit[]): UndoCommit | null {
  return standing(undos).find((undo) => takes(undo, number)) ?? null
}

const found = new WeakMap<readonly UndoCommit[], readonly UndoCommit[]>()

/** The undos that were not taken back themselves, newest first: whatever takes one back comes after it. */
function standing(undos: readonly UndoCommit[]): readonly UndoCommit[] {
  const known = found.get(undos)
  if (known) return known
  const left: UndoCommit[] = []
  for (const undo of undos.toReversed()) if (!left.some((each) => takes(each, undo.number))) left.push(undo)
  found.set(undos, left)
  return left
}

function takes({ undoes }: UndoCommit, number: number): boolean {
  return undoes.some(([first, last]) => first <= number && number <= last)
}

/** How many commits an undo took back. */
export function sizeOfUndo({ undoes }: UndoCommit): number {
  return undoes.reduce((sum, [first, last]) => sum + last - first + 1, 0)
}

/** Numbers as spans, in order, each number once. */
export function spansOf(numbers: readonly number[]): readonly CommitSpan[] {
  const spans: [number, number][] = []
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const open = spans.at(-1)
    if (open && open[1] === number - 1) open[1] = number
    else spans.push([number, number])
  }
  return spans
}
