import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeTexts } from './merge.ts'

const NAMES = { present: 'now, by Bob', yours: 'yours' }
const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd', ''), { maxLength: 12 })
const text = lines.map((all) => all.join('\n'))

function merge(base: string, present: string, yours: string) {
  return mergeTexts({ base, present, yours }, NAMES)
}

describe('mergeTexts', () => {
  it('keeps changes of different lines', () => {
    expect(merge('1\n2\n3\n4\n5\n', 'one\n2\n3\n4\n5\n', '1\n2\n3\n4\nfive\n')).toEqual({
      kind: 'clean',
      text: 'one\n2\n3\n4\nfive\n',
    })
  })

  it('keeps a line added at the end by one and one at the beginning by the other', () => {
    expect(merge('1\n2\n', '0\n1\n2\n', '1\n2\n3\n')).toEqual({ kind: 'clean', text: '0\n1\n2\n3\n' })
  })

  it('shows both sides of a conflict between markers', () => {
    expect(merge('1\n2\n3\n', '1\nBOB\n3\n', '1\nALICE\n3\n')).toEqual({
      kind: 'conflict',
      text: '1\n<<<<<<< yours\nALICE\n=======\nBOB\n>>>>>>> now, by Bob\n3\n',
    })
  })

  it('calls it a conflict when one deletes what the other changes', () => {
    expect(merge('1\n2\n3\n', '1\n3\n', '1\nTWO\n3\n').kind).toBe('conflict')
  })

  it('keeps Windows line breaks, also when your editor changed them all', () => {
    expect(merge('1\r\n2\r\n3\r\n', '1\r\n2\r\n3\r\n4\r\n', 'one\n2\n3\n')).toEqual({
      kind: 'clean',
      text: 'one\r\n2\r\n3\r\n4\r\n',
    })
  })

  it('merges a large document of equal lines', () => {
    const base = '\n'.repeat(100_000)
    expect(merge(base, `first\n${base}`, `${base}last\n`)).toEqual({
      kind: 'clean',
      text: `first\n${base}last\n`,
    })
  })

  it('leaves it to a person when both sides wrote a large document anew', () => {
    const text = (name: string) => Array.from({ length: 5000 }, (_, i) => `${name} ${i}`).join('\n')
    const merged = merge(text('base'), text('present'), text('yours'))
    expect(merged).toEqual({
      kind: 'conflict',
      text: `<<<<<<< yours\n${text('yours')}\n=======\n${text('present')}\n>>>>>>> now, by Bob`,
    })
  })

  it('takes the other side when one side did not change, and the change when both made the same', () => {
    fc.assert(
      fc.property(text, text, (base, other) => {
        expect(merge(base, base, other)).toEqual({ kind: 'clean', text: other })
        expect(merge(base, other, base)).toEqual({ kind: 'clean', text: other })
        expect(merge(base, other, other)).toEqual({ kind: 'clean', text: other })
      }),
    )
  })

  it('comes to the same whichever side is yours, when there is no conflict', () => {
    fc.assert(
      fc.property(text, text, text, (base, a, b) => {
        const one = merge(base, a, b)
        const two = merge(base, b, a)
        expect(one.kind).toBe(two.kind)
        if (one.kind === 'clean') expect(one.text).toBe(two.text)
      }),
    )
  })

  it('loses no line that one side added, and invents none', () => {
    fc.assert(
      fc.property(lines, lines, lines, (base, a, b) => {
        // Marked lines are new for certain.
        const present = a.map((line, i) => (base[i] === line ? line : `p${i} ${line}`))
        const yours = b.map((line, i) => (base[i] === line ? line : `y${i} ${line}`))
        const merged = merge(base.join('\n'), present.join('\n'), yours.join('\n')).text.split('\n')
        for (const line of [...present, ...yours]) if (/^[py]\d/.test(line)) expect(merged).toContain(line)
        const known = new Set([
          ...base,
          ...present,
          ...yours,
          '<<<<<<< yours',
          '=======',
          '>>>>>>> now, by Bob',
        ])
        for (const line of merged) expect(known.has(line) || line === '').toBe(true)
      }),
    )
  })
})
