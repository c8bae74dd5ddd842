import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  begin,
  isUnread,
  KEPT,
  type Looking,
  look,
  lookAtAll,
  lookedThrough,
  NOTHING,
  parseLooked,
  Unread,
} from './looked-model.ts'

const at = (document: string, version: number, memory = 'default'): Looking => ({
  document,
  memory,
  version,
  path: `/memories/${document}.md`,
})

describe('what was looked at', () => {
  it('begins as everything that is there, and later memories too', () => {
    const first = begin(NOTHING, { default: 7 })
    expect([isUnread(first, at('a', 7)), isUnread(first, at('a', 8))]).toEqual([false, true])
    const second = begin(first, { default: 9, team: 3 })
    expect(second.through).toEqual({ default: 7, team: 3 })
    expect(begin(second, { default: 12 })).toBe(second)
  })

  it('holds for one document until it changes again', () => {
    const looked = look(begin(NOTHING, { default: 1 }), [at('a', 5)])
    expect(isUnread(looked, at('a', 5))).toBe(false)
    expect(isUnread(looked, at('a', 6))).toBe(true)
    expect(isUnread(looked, at('b', 5))).toBe(true)
    expect(lookedThrough(looked, at('a', 6))).toBe(5)
    expect(lookedThrough(looked, at('b', 6))).toBe(1)
  })

  it('never forgets by looking: what was read stays read', () => {
    const info = fc.record({ id: fc.constantFrom('a', 'b', 'c'), version: fc.nat(20) })
    fc.assert(
      fc.property(fc.array(info), fc.array(info), (before, after) => {
        const all = (of: typeof before) => of.map(({ id, version }) => at(id, version))
        const one = all(before).reduce((looked, each) => look(looked, [each]), NOTHING)
        const two = look(one, all(after))
        for (const each of all(before)) expect(isUnread(two, each)).toBe(false)
        for (const each of all(after)) expect(lookedThrough(two, each)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('is bounded: the documents looked at longest ago are let go', () => {
    const many = Array.from({ length: KEPT + 5 }, (_, index) => at(`d${index}`, 2))
    const looked = look(begin(NOTHING, { default: 1 }), many)
    expect(Object.keys(looked.versions)).toHaveLength(KEPT)
    expect([isUnread(looked, at('d0', 2)), isUnread(looked, at(`d${KEPT}`, 2))]).toEqual([true, false])
  })

  it('is all there is after one word, and small again', () => {
    const looked = lookAtAll(look(NOTHING, [at('a', 5)]), { default: 9 })
    expect(looked).toEqual({ through: { default: 9 }, versions: {} })
  })

  it('is read back as it was written, and anything else is nothing', () => {
    const looked = look(begin(NOTHING, { default: 1 }), [at('a', 5)])
    expect(parseLooked(JSON.parse(JSON.stringify(looked)))).toEqual(looked)
    for (const bad of [null, 4, {}, { through: 1, versions: {} }, { through: { a: 'x' }, versions: {} }])
      expect(parseLooked(bad)).toBe(NOTHING)
  })
})

describe('the unread documents by folder', () => {
  it('count as one would by hand, whatever was set before', () => {
    const paths = ['/memories/a.md', '/memories/x/a.md', '/memories/x/y/a.md', '/memories/z/a.md']
    const step = fc.tuple(fc.constantFrom('1', '2', '3'), fc.option(fc.constantFrom(...paths)))
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const unread = new Unread()
        const plain = new Map<string, string>()
        for (const [id, path] of steps) {
          unread.set(id, path)
          if (path === null) plain.delete(id)
          else plain.set(id, path)
        }
        expect(unread.count).toBe(plain.size)
        for (const folder of ['/memories', '/memories/x', '/memories/x/y', '/memories/z'])
          expect(unread.below(folder)).toBe(
            [...plain.values()].filter((path) => path.startsWith(`${folder}/`)).length,
          )
      }),
    )
  })
})
