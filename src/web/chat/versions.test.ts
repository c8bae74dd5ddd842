import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { grown, newestBelow, pathTo, standing, type Tree } from '../../workspace/branches.ts'
import { versionsOf } from './versions.ts'

const EMPTY: Tree = { turns: 0, tip: 0, branches: [], cleared: [], clearedThrough: 0 }

/** A tree grown at random: each new turn comes after one that there is, most often after the newest. */
const trees = fc.array(fc.nat(), { minLength: 1, maxLength: 25 }).map((picks) =>
  picks.reduce<Tree>((tree, pick) => {
    const number = tree.turns + 1
    return pick % 3 === 0 ? grown(tree, number, pick % number) : grown(tree, number)
  }, EMPTY),
)

describe('the versions of a message', () => {
  it('are none where nothing was edited or made anew', () => {
    expect(versionsOf(grown(grown(EMPTY, 1), 2), 1)).toBeNull()
  })

  it('are counted in the order in which they came', () => {
    const tree = grown(grown(grown(EMPTY, 1), 2), 3, 1)
    expect(versionsOf(tree, 3)).toEqual({ at: 2, of: 2, previous: 2, next: null, others: [2] })
    expect(versionsOf(tree, 2)).toMatchObject({ at: 1, previous: null, next: 3 })
  })

  it('can all be walked to, one after the other and back, whatever the tree', () => {
    fc.assert(
      fc.property(trees, fc.nat(), (tree, pick) => {
        const number = (pick % tree.turns) + 1
        const here = versionsOf(tree, number)
        if (here === null) return
        const seen = [number]
        for (let at = here.previous; at !== null; at = versionsOf(tree, at)?.previous ?? null)
          seen.unshift(at)
        for (let at = here.next; at !== null; at = versionsOf(tree, at)?.next ?? null) seen.push(at)
        expect(seen).toHaveLength(here.of)
        expect(seen.filter((each) => each !== number)).toEqual(here.others)
        for (const each of seen) {
          const walked = standing(tree, newestBelow(tree, each))
          expect(pathTo(walked, walked.tip).some(({ from, to }) => from <= each && each <= to)).toBe(true)
        }
      }),
    )
  })
})
