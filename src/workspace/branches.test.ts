import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  clearedAt,
  conversationOf,
  grown,
  newestBelow,
  parentOf,
  pathTo,
  type Span,
  shownOf,
  siblingsOf,
  sizeOf,
  standing,
  type Tree,
} from './branches.ts'

const EMPTY: Tree = { turns: 0, tip: 0, branches: [], cleared: [], clearedThrough: 0 }

/** What a person does; `at` chooses one of the turns there are. */
type Deed = { readonly kind: 'say' | 'edit' | 'walk' | 'clear' | 'restore'; readonly at: number }

const deeds = fc.array(
  fc.record({
    kind: fc.constantFrom<Deed['kind']>(
      'say',
      'say',
      'say',
      'edit',
      'edit',
      'walk',
      'walk',
      'clear',
      'restore',
    ),
    at: fc.nat({ max: 1_000 }),
  }),
  { maxLength: 60 },
)

/** The same chat, kept plainly: for each turn the one before it, and the turns that were cleared through. */
interface Plain {
  readonly parents: number[]
  tip: number
  cleared: Set<number>
}

function ancestors({ parents }: Plain, number: number): number[] {
  const path: number[] = []
  for (let at = number; at > 0; at = parents[at] ?? 0) path.unshift(at)
  return path
}

function live(list: readonly Deed[]): { readonly tree: Tree; readonly plain: Plain } {
  const plain: Plain = { parents: [0], tip: 0, cleared: new Set() }
  let tree = EMPTY
  for (const { kind, at } of list) {
    const chosen = tree.turns === 0 ? 0 : 1 + (at % tree.turns)
    if (kind === 'say' || chosen === 0) {
      tree = begin(tree, plain, plain.tip)
    } else if (kind === 'edit') {
      tree = begin(tree, plain, plain.parents[chosen] ?? 0)
    } else if (kind === 'walk') {
      plain.tip = newestOf(plain, chosen)
      tree = { ...tree, ...standing(tree, newestBelow(tree, chosen)) }
    } else {
      const path = ancestors(plain, plain.tip)
      const through = kind === 'restore' ? 0 : (path[at % path.length] ?? 0)
      for (const each of path) if (each > through) plain.cleared.delete(each)
      if (through > 0) plain.cleared.add(through)
      tree = { ...tree, ...clearedAt(tree, through) }
    }
  }
  return { tree, plain }
}

function begin(tree: Tree, plain: Plain, after: number): Tree {
  plain.parents.push(after)
  plain.tip = plain.parents.length - 1
  return { ...tree, ...grown(tree, plain.tip, after === plain.tip - 1 ? undefined : after) }
}

function newestOf(plain: Plain, number: number): number {
  const all = plain.parents.map((_, each) => each)
  return Math.max(...all.filter((each) => ancestors(plain, each).includes(number)))
}

const numbersOf = (spans: readonly Span[]) =>
  spans.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i))

const conversationIn = (plain: Plain) => {
  const path = ancestors(plain, plain.tip)
  return path.slice(path.findLastIndex((each) => plain.cleared.has(each)) + 1)
}

const turn = (number: number) => ({ number })

describe('the tree of turns', () => {
  it('leads from each turn to what comes before it, whatever was said, edited, walked and cleared', () => {
    fc.assert(
      fc.property(deeds, (list) => {
        const { tree, plain } = live(list)
        expect(tree.tip).toBe(plain.tip)
        expect(tree.turns).toBe(plain.parents.length - 1)
        for (let number = 1; number <= tree.turns; number++) {
          expect(parentOf(tree, number)).toBe(plain.parents[number])
          expect(numbersOf(pathTo(tree, number))).toEqual(ancestors(plain, number))
        }
      }),
    )
  })

  it('shows the path to the tip, from after the newest clearing on it', () => {
    fc.assert(
      fc.property(deeds, (list) => {
        const { tree, plain } = live(list)
        const conversation = conversationIn(plain)
        expect(numbersOf(conversationOf(tree))).toEqual(conversation)
        expect(sizeOf(conversationOf(tree))).toBe(conversation.length)
        const path = ancestors(plain, plain.tip)
        expect(tree.clearedThrough).toBe(path.findLast((each) => plain.cleared.has(each)) ?? 0)
      }),
    )
  })

  it('knows what stands beside each turn, and where one comes out who goes there', () => {
    fc.assert(
      fc.property(deeds, (list) => {
        const { tree, plain } = live(list)
        for (let number = 1; number <= tree.turns; number++) {
          const parent = plain.parents[number]
          const beside = plain.parents.flatMap((each, at) => (at > 0 && each === parent ? [at] : []))
          expect(siblingsOf(tree, number)).toEqual(beside)
          const newest = newestBelow(tree, number)
          expect(newest).toBe(newestOf(plain, number))
          expect(plain.parents.slice(1)).not.toContain(newest)
        }
      }),
    )
  })

  it('never changes what comes before a turn', () => {
    fc.assert(
      fc.property(deeds, deeds, (first, more) => {
        const before = live(first).tree
        const after = live([...first, ...more]).tree
        for (let number = 1; number <= before.turns; number++)
          expect(pathTo(after, number)).toEqual(pathTo(before, number))
      }),
    )
  })

  it('leaves other branches as they are when one is cleared or brought back', () => {
    fc.assert(
      fc.property(deeds, fc.nat({ max: 1_000 }), fc.nat({ max: 1_000 }), (list, at, other) => {
        const { tree, plain } = live(list)
        fc.pre(tree.turns > 0)
        const [through, elsewhere] = [at % (tree.turns + 1), newestBelow(tree, 1 + (other % tree.turns))]
        const shared = ancestors(plain, elsewhere).filter((each) =>
          ancestors(plain, plain.tip).includes(each),
        )
        const cleared = clearedAt(tree, through)
        const was = standing(tree, elsewhere).clearedThrough
        const is = standing({ ...tree, ...cleared }, elsewhere).clearedThrough
        if (was !== is) expect([...shared, 0]).toContain(Math.max(was, is))
      }),
    )
  })

  it('keeps nothing for a chat that never branched, however long', () => {
    let tree = EMPTY
    for (let number = 1; number <= 5_000; number++) tree = { ...tree, ...grown(tree, number) }
    expect(tree).toEqual({ ...EMPTY, turns: 5_000, tip: 5_000 })
  })
})

describe('what can be shown of the turns that are loaded', () => {
  it('is a piece of the conversation without a gap, as near to its end as there is one; the rest is counted', () => {
    fc.assert(
      fc.property(deeds, fc.array(fc.boolean(), { maxLength: 61 }), (list, loaded) => {
        const { tree, plain } = live(list)
        const turns = loaded.flatMap((is, at) => (is && at > 0 && at <= tree.turns ? [turn(at)] : []))
        const { earlier, later, turns: shown } = shownOf(tree, turns)
        const conversation = conversationIn(plain)
        const numbers = shown.map(({ number }) => number)
        expect(numbers).toEqual(conversation.slice(earlier, conversation.length - later))
        const has = (number: number | undefined) => turns.some((each) => each.number === number)
        expect(conversation.slice(conversation.length - later).some(has)).toBe(false)
        if (earlier > 0) expect(has(conversation[earlier - 1])).toBe(false)
      }),
    )
  })
})
