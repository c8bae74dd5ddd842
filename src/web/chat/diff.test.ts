import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffCounts, diffOf } from './diff.ts'

const lines = fc
  .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 30 })
  .map((all) => all.map((line) => `${line}\n`).join(''))

describe('a difference', () => {
  it('tells what went and what came', () => {
    expect(diffOf('one\ntwo\n', 'one\n2\n')).toEqual([
      { kind: 'same', text: 'one' },
      { kind: 'gone', text: 'two' },
      { kind: 'new', text: '2' },
    ])
  })

  it('folds what is far from any change', () => {
    const before = Array.from({ length: 20 }, (_, n) => `line ${n}\n`).join('')
    const told = diffOf(before, before.replace('line 10', 'ten'))
    expect(told.filter((line) => line.kind === 'gap').map((line) => line.text)).toEqual([
      '8 unchanged lines',
      '7 unchanged lines',
    ])
    expect(told.filter((line) => line.kind === 'same')).toHaveLength(4)
  })

  it('holds as many new lines more than gone ones as the text grew', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const { added, removed } = diffCounts(diffOf(before, after))
        const count = (text: string) => text.split('\n').length
        expect(added - removed).toBe(count(after) - count(before))
      }),
    )
  })
})
