/** Which of the versions of a message one sees, and the ways to the others. Pure. */
import { siblingsOf, type Tree } from '../../workspace/branches.ts'

export interface Versions {
  /** The one that is shown, counted from 1, and how many there are. */
  readonly at: number
  readonly of: number
  /** Numbers of the turns beside it; null at either end. */
  readonly previous: number | null
  readonly next: number | null
  /** Numbers of all the other ones. */
  readonly others: readonly number[]
}

/** The versions of a turn; null while it is the only one. */
export function versionsOf(tree: Pick<Tree, 'branches' | 'turns'>, number: number): Versions | null {
  const all = siblingsOf(tree, number)
  const index = all.indexOf(number)
  if (all.length < 2 || index < 0) return null
  return {
    at: index + 1,
    of: all.length,
    previous: all[index - 1] ?? null,
    next: all[index + 1] ?? null,
    others: all.filter((each) => each !== number),
  }
}
