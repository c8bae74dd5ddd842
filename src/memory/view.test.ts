import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerpt, VIEW_LIMIT, viewDocument } from './view.ts'

const PATH = '/memories/a.md'
const HEADER = `Here's the content of ${PATH} with line numbers:\n`

function viewed(text: string, range?: readonly [number, number]): string {
  const view = viewDocument(PATH, text, range)
  if (!view.ok) throw new Error(view.message)
  expect(view.text.startsWith(HEADER)).toBe(true)
  return view.text.slice(HEADER.length)
}

describe('viewDocument', () => {
  it('numbers the lines from 1, right-aligned to six places', () => {
    expect(viewed('# ACME\n\n- budget\n')).toBe('     1\t# ACME\n     2\t\n     3\t- budget')
  })

  it('shows Windows line breaks as lines', () => {
    expect(viewed('a\r\nb')).toBe('     1\ta\n     2\tb')
  })

  it('shows an empty file as no line', () => {
    expect(viewed('')).toBe('')
    expect(viewed('\n')).toBe('     1\t')
  })

  it.each<[readonly [number, number], string]>([
    [[1, 1], '     1\ta'],
    [[2, 3], '     2\tb\n     3\tc'],
    [[2, -1], '     2\tb\n     3\tc'],
    [[3, 3], '     3\tc'],
    [[2, 99], '     2\tb\n     3\tc'],
  ])('shows the lines %j, with their own numbers', (range, shown) => {
    expect(viewed('a\nb\nc\n', range)).toBe(shown)
  })

  it.each<[readonly [number, number]]>([
    [[0, -1]],
    [[5, 1]],
    [[-3, 2]],
    [[1.5, 2]],
    [[1, 2.5]],
    [[4, -1]],
    [[2, 1]],
    [[1, -2]],
    [[1, Number.NaN]],
  ])('refuses the lines %j with words', (range) => {
    expect(viewDocument(PATH, 'a\nb\nc\n', range)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^Error: Invalid `view_range` parameter: \[/),
    })
  })

  it('refuses more than 999,999 lines in the words of the documentation', () => {
    expect(viewDocument(PATH, '\n'.repeat(1_000_000))).toEqual({
      ok: false,
      message: `File ${PATH} exceeds maximum line limit of 999,999 lines.`,
    })
  })

  it('pages through a long document without leaving out or repeating a line', () => {
    const lines = Array.from({ length: 3000 }, (_, i) => `line ${i + 1} ${'x'.repeat(i % 40)}`)
    const text = lines.join('\n')
    const seen: string[] = []
    let range: [number, number] | undefined
    for (let page = 0; page < 50; page++) {
      const shown = viewed(text, range)
      expect(shown.length + HEADER.length).toBeLessThanOrEqual(VIEW_LIMIT)
      for (const line of shown.split('\n')) if (/^ *\d+\t/.test(line)) seen.push(line.trimStart())
      const next = /view_range \[(\d+), (-?\d+)\]\.\]$/.exec(shown)
      if (!next) break
      range = [Number(next[1]), Number(next[2])]
    }
    expect(seen).toEqual(lines.map((line, i) => `${i + 1}\t${line}`))
  })

  it('cuts one line that is too long, says so, and goes on with the next', () => {
    const shown = viewed(`${'x'.repeat(50_000)}\nlast`)
    expect(shown.length + HEADER.length).toBeLessThanOrEqual(VIEW_LIMIT)
    expect(shown).toContain('line 1 has 50000 characters')
    expect(shown).toContain('view_range [2, -1]')
    expect(viewed(`${'x'.repeat(50_000)}\nlast`, [2, -1])).toBe('     2\tlast')
  })

  it('never throws, and never answers more than its limit', () => {
    const range = fc.option(fc.tuple(fc.integer({ min: -3, max: 60 }), fc.integer({ min: -3, max: 60 })))
    const text = fc.array(fc.string({ maxLength: 2000 }), { maxLength: 50 }).map((all) => all.join('\n'))
    fc.assert(
      fc.property(text, range, (body, lines) => {
        const view = viewDocument(PATH, body, lines ?? undefined)
        expect((view.ok ? view.text : view.message).length).toBeLessThanOrEqual(VIEW_LIMIT)
      }),
    )
  })
})

describe('excerpt', () => {
  it('shows all of a short text, and the beginning of a long one with a note', () => {
    expect(excerpt('a\nb', 100)).toBe('     1\ta\n     2\tb')
    expect(excerpt('a\nb\nc', 20)).toBe('     1\ta\n     2\tb\n[Cut: 2 of 3 lines are shown.]')
    expect(excerpt('x'.repeat(100), 10)).toBe(
      `     1\t${'x'.repeat(10)}\n[Cut: the beginning of line 1 of 1 is shown.]`,
    )
  })
})
