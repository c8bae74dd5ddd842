/** The fold and the overlay against a plain list of documents, over changes of every kind. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { commitOf } from './committed.ts'
import { Overlay } from './overlay.ts'
import { foldCase, isUnder, parentOf, ROOT } from './path.ts'
import { Tree, type TreeView } from './tree.ts'
import type { Change, Commit } from './types.ts'

const PATHS = ['a', 'b', 'd/a', 'd/b', 'd/e/a', 'D/x', 'f/g/h', 'f/G/i', 'A'].map((name) => `${ROOT}/${name}`)

interface Step {
  readonly document: string
  readonly path: string
  readonly gone: boolean
}

const step: fc.Arbitrary<Step> = fc.record({
  document: fc.constantFrom('doc_1', 'doc_2', 'doc_3', 'doc_4', 'doc_5'),
  path: fc.constantFrom(...PATHS),
  gone: fc.boolean(),
})

/** Commits that a careful engine could have made: nothing is put where something is. */
function commitsFrom(steps: readonly Step[]): readonly Commit[] {
  const lying = new Map<string, string>()
  const commits: Commit[] = []
  for (const { document, path, gone } of steps) {
    const from = lying.get(document)
    const others = [...lying.values()].filter((p) => p !== from)
    const taken = [...lying.values()].some((p) => p === path || isUnder(p, path) || isUnder(path, p))
    if (!gone && others.some((p) => twins(p, path))) continue
    if (taken && !gone) continue
    if (gone && from === undefined) continue
    let change: Change
    if (gone && from !== undefined) change = { kind: 'delete', document, path: from }
    else if (from !== undefined) change = { kind: 'rename', document, from, path }
    else change = { kind: 'create', document, path, text: document.repeat(path.length) }
    if (gone) lying.delete(document)
    else lying.set(document, path)
    const facts = { at: '2026-11-23T09:00:00.000Z', actor: { kind: 'disk' }, reason: 'disk' } as const
    commits.push(commitOf({ ...facts, changes: [change] }, commits.length + 1))
  }
  return commits
}

/** Whether the two paths, or directories that they lie in, differ only in case. */
function twins(one: string, other: string): boolean {
  for (let p = one; p !== ROOT; p = parentOf(p))
    for (let q = other; q !== ROOT; q = parentOf(q)) if (p !== q && foldCase(p) === foldCase(q)) return true
  return false
}

/** Everything that a tree can be asked about the paths and documents of this test. */
function answers(tree: TreeView) {
  const paths = [...new Set(PATHS.flatMap((path) => [path, parentOf(path), parentOf(parentOf(path))]))]
  return {
    at: paths.map((path) => tree.at(path)),
    directories: paths.filter((path) => tree.isDirectory(path)),
    counts: paths.map((path) => tree.countUnder(path)),
    under: paths.map((path) => tree.under(path).map((info) => info.path)),
    documents: [1, 2, 3, 4, 5].map((n) => tree.document(`doc_${n}`)),
  }
}

function foldOf(commits: readonly Commit[]): Tree {
  const tree = new Tree()
  for (const commit of commits) tree.apply(commit)
  return tree
}

it('keeps for each directory what lies under it, and nothing of what has left', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const tree = foldOf(commitsFrom(steps))
      const all = tree.documents()
      expect(all.map((info) => info.path)).toEqual(all.map((info) => info.path).sort())
      for (const path of [ROOT, `${ROOT}/d`, `${ROOT}/d/e`, `${ROOT}/D`, `${ROOT}/f`, `${ROOT}/f/g`]) {
        const under = all.filter((info) => isUnder(info.path, path))
        expect(tree.under(path)).toEqual(under)
        expect(tree.isDirectory(path)).toBe(path === ROOT || under.length > 0)
        const names = [...new Set(under.map((info) => info.path.slice(path.length + 1).split('/')[0]))].sort()
        expect(tree.directory(path)?.names ?? []).toEqual(names)
        expect(tree.directory(path)?.size ?? 0).toBe(under.reduce((sum, info) => sum + info.size, 0))
      }
    }),
  )
})

it('finds what differs only in case, and nothing else', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const tree = foldOf(commitsFrom(steps))
      const lying = new Set<string>()
      for (const info of tree.documents()) for (let p = info.path; p !== ROOT; p = parentOf(p)) lying.add(p)
      for (const path of PATHS) {
        const twin = tree.twinOf(path)
        if (twin !== undefined) expect(lying.has(twin) && foldCase(twin) === foldCase(path)).toBe(true)
        else
          expect(
            [...lying].filter((p) => p !== path && foldCase(p) === foldCase(path) && !lying.has(path)),
          ).toEqual([])
      }
    }),
  )
})

it('answers the same with changes on top as with the changes folded', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.nat(), (steps, cut) => {
      const commits = commitsFrom(steps)
      const below = foldOf(commits.slice(0, cut % (commits.length + 1)))
      const before = answers(below)
      const overlay = new Overlay(below)
      for (const commit of commits.slice(cut % (commits.length + 1))) overlay.apply(commit)
      expect(answers(overlay)).toEqual(answers(foldOf(commits)))
      expect(answers(below)).toEqual(before)
    }),
    { numRuns: 300 },
  )
})
