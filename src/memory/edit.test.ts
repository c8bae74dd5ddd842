import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { insertAfter, replaceOnce, snippet } from './edit.ts'

describe('replaceOnce', () => {
  it.each([
    ['one line', 'a\nb\nc\n', 'b', 'B', 'a\nB\nc\n', 2],
    ['several lines', 'a\nb\nc\nd', 'b\nc', 'X', 'a\nX\nd', 2],
    ['a part of a line', 'budget: 500K', '500K', '600K', 'budget: 600K', 1],
    ['with nothing', 'a\nb\n', 'b\n', '', 'a\n', 2],
    ['everything', 'a', 'a', 'b', 'b', 1],
    ['literally, dollar signs and all', 'x', 'x', "$& $1 $$ $` $'", "$& $1 $$ $` $'", 1],
    ['literally, what looks like a pattern', 'a.c abc', 'a.c', 'X', 'X abc', 1],
  ])('replaces %s', (_, text, old, fresh, after, line) => {
    expect(replaceOnce(text, old, fresh)).toEqual({ kind: 'edited', text: after, line })
  })

  it('says when the text is not there, exactly as it stands', () => {
    expect(replaceOnce('Budget', 'budget', 'x')).toEqual({ kind: 'absent' })
    expect(replaceOnce('a  b', 'a b', 'x')).toEqual({ kind: 'absent' })
    expect(replaceOnce('abc', '', 'x')).toEqual({ kind: 'absent' })
  })

  it.each([
    ['on two lines', 'x\na\nx', 'x', [1, 3]],
    ['twice on one line', 'a\nb b', 'b', [2]],
    ['overlapping', 'aaa', 'aa', [1]],
    ['overlapping over lines', '\n\n\n', '\n\n', [1, 2]],
  ])('counts an occurrence %s', (_, text, old, lines) => {
    expect(replaceOnce(text, old, 'y')).toEqual({ kind: 'ambiguous', lines })
  })

  it('names at most fifty lines', () => {
    const edit = replaceOnce('x\n'.repeat(1000), 'x', 'y')
    expect(edit.kind === 'ambiguous' && edit.lines).toHaveLength(50)
  })

  it('keeps Windows line breaks, whether the caller writes them or not', () => {
    const text = 'a\r\nb\r\nc\r\n'
    const after = { kind: 'edited', text: 'a\r\nB\r\nC\r\n', line: 2 }
    expect(replaceOnce(text, 'b\nc', 'B\nC')).toEqual(after)
    expect(replaceOnce(text, 'b\r\nc', 'B\r\nC')).toEqual(after)
    expect(replaceOnce(text, 'b\r\nc', 'B\nC')).toEqual(after)
    expect(replaceOnce(text, 'b', '1\n2')).toMatchObject({ text: 'a\r\n1\r\n2\r\nc\r\n' })
  })

  it('does what splitting at the old text and joining with the new one does', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '$', '&'), maxLength: 20 })
    const some = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '$', '&'), minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(piece, some, piece, (text, old, fresh) => {
        const starts = [...text].filter((_, i) => text.startsWith(old, i)).length
        const edit = replaceOnce(text, old, fresh)
        if (starts === 1) expect(edit).toMatchObject({ kind: 'edited', text: text.split(old).join(fresh) })
        else expect(edit.kind).toBe(starts === 0 ? 'absent' : 'ambiguous')
      }),
      { numRuns: 1000 },
    )
  })
})

describe('insertAfter', () => {
  it.each([
    ['at the top', 'a\nb\n', 0, 'x', 'x\na\nb\n'],
    ['in the middle', 'a\nb\n', 1, 'x', 'a\nx\nb\n'],
    ['at the end', 'a\nb\n', 2, 'x', 'a\nb\nx\n'],
    ['at the end, where the last line is open', 'a\nb', 2, 'x', 'a\nb\nx'],
    ['into an empty file', '', 0, 'x', 'x\n'],
    ['with one final line break, which is no empty line', 'a\nb\n', 1, 'x\n', 'a\nx\nb\n'],
    ['with an empty line behind it', 'a\nb\n', 1, 'x\n\n', 'a\nx\n\nb\n'],
    ['several lines', 'a\n', 1, 'x\ny', 'a\nx\ny\n'],
    ['an empty line', 'a\nb\n', 1, '', 'a\n\nb\n'],
    ['into a file with Windows line breaks', 'a\r\nb\r\n', 1, 'x\ny\n', 'a\r\nx\r\ny\r\nb\r\n'],
  ])('puts text %s', (_, text, line, inserted, after) => {
    expect(insertAfter(text, line, inserted)).toMatchObject({ kind: 'edited', text: after })
  })

  it.each([-1, 3, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses line %s of two', (line) => {
    expect(insertAfter('a\nb\n', line, 'x')).toEqual({ kind: 'out_of_range', lines: 2 })
  })

  it('adds exactly the inserted lines and keeps all others in their order', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'b', ' ') })
    const lines = fc.array(line, { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(lines, lines, fc.nat(), (old, fresh, at) => {
        const after = at % (old.length + 1)
        const edit = insertAfter(`${old.join('\n')}\n`, after, fresh.join('\n'))
        // A final empty line in what is inserted is the end of the line before it.
        const added = fresh.length > 1 && fresh.at(-1) === '' ? fresh.slice(0, -1) : fresh
        const expected = [...old.slice(0, after), ...added, ...old.slice(after)]
        expect(edit).toMatchObject({ kind: 'edited', text: `${expected.join('\n')}\n` })
      }),
    )
  })
})

describe('snippet', () => {
  it('shows the changed lines with two lines around them', () => {
    expect(snippet('1\n2\n3\n4\n5\n6\n7\n', 4, 1)).toBe(
      '     2\t2\n     3\t3\n     4\t4\n     5\t5\n     6\t6',
    )
    expect(snippet('1\n2\n', 1, 1)).toBe('     1\t1\n     2\t2')
  })

  it('stays short however much was changed', () => {
    const text = `${'x'.repeat(5000)}\n`.repeat(5000)
    expect(snippet(text, 1, 5000).length).toBeLessThan(20_000)
  })
})
