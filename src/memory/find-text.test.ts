import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distinctiveLines, finderOf, phrasesOf, REMOVED, writtenForms } from './find-text.ts'

describe('finding words', () => {
  it('takes one phrase from each line, and none that is too short', () => {
    expect(phrasesOf('  heron  42\n\nab\r\nACME Corp\nheron 42')).toEqual(['heron 42', 'ACME Corp'])
  })

  it('counts, and shows a little around', () => {
    const text = `${'x'.repeat(60)} the heron 42 flies;\nheron\n   42 again`
    expect(finderOf(['heron 42']).find(text)).toEqual({
      count: 2,
      samples: [expect.stringMatching(/^…x+ the heron 42 flies; heron 42 again$/)],
    })
  })

  it('shows places that stand close together once', () => {
    const { count, samples } = finderOf(['budget']).find(
      `budget, budget and budget${' and so on'.repeat(9)}, budget`,
    )
    expect(count).toBe(4)
    expect(samples).toEqual([
      'budget, budget and budget and so on and so on…',
      '…nd so on and so on and so on and so on, budget',
    ])
  })

  it('is exact in letters and case, whatever signs the words hold', () => {
    const finder = finderOf(['a-.b*(c)[d]$/'])
    expect(finder.has('xa-.b*(c)[d]$/y')).toBe(true)
    expect(finder.has('a-Xb*(c)[d]$/')).toBe(false)
    expect(finderOf(['Heron']).has('heron')).toBe(false)
  })

  it('removes the longest of several that begin at one place', () => {
    expect(finderOf(['Anna', 'Anna Berg']).remove('Anna Berg and Anna')).toBe(`${REMOVED} and ${REMOVED}`)
  })

  it('finds them in a text that quotes raw JSON', () => {
    const needle = 'say "heron" now'
    const quoted = JSON.stringify({ INVALID_JSON: JSON.stringify({ text: 'I say "heron"\n\tnow.' }) })
    expect(finderOf([needle]).has(quoted)).toBe(true)
    expect(finderOf([needle]).remove(quoted)).not.toContain('heron')
  })

  it('finds nothing with no needles', () => {
    expect(finderOf([]).has('anything')).toBe(false)
    expect(finderOf([' ']).remove('anything')).toBe('anything')
  })

  it('leaves nothing behind, and never says of a text in JSON that it cannot hold what it holds', () => {
    const words = fc.string({ minLength: 3, maxLength: 12, unit: 'grapheme' })
    fc.assert(
      fc.property(words, fc.string({ unit: 'grapheme' }), fc.string(), (needle, before, after) => {
        const finder = finderOf(phrasesOf(needle))
        const text = `${before}${needle}${after}`
        if (finder.needles.length > 0 && /^[^\n\r]+$/.test(needle)) {
          expect(finder.has(text)).toBe(true)
          for (const written of [text, JSON.stringify(text), JSON.stringify(JSON.stringify(text))])
            expect(finder.mayHold(written)).toBe(true)
        }
        const rest = finder.remove(text).replaceAll(REMOVED, '\u{10ffff}')
        expect(finder.has(rest)).toBe(false)
      }),
    )
  })
})

describe('lines that are told nowhere else', () => {
  it('are those of what goes, without marks, long enough, and not in what stays', () => {
    const going = ['# Budget of ACME Corp\n- The budget is 500,000 dollars\n* short\n\nShared line of both\n']
    const staying = ['1. Shared line of both']
    const lines = distinctiveLines(going)
    for (const text of staying) lines.stays(text)
    expect(lines.left()).toEqual(['Budget of ACME Corp', 'The budget is 500,000 dollars'])
  })

  it('are found in a quotation that was wrapped anew', () => {
    const [line = ''] = distinctiveLines(['- The budget is 500,000 dollars']).left()
    expect(finderOf([line]).has('As I said, "The budget is\n     500,000 dollars".')).toBe(true)
  })
})

it('knows how words are written in JSON, and in JSON inside of JSON', () => {
  const forms = writtenForms('say "hé"')
  expect(forms).toContain('say "hé"')
  expect(JSON.stringify({ a: 'I say "hé" now' })).toContain(forms[1])
  expect(JSON.stringify({ a: JSON.stringify({ b: 'I say "hé" now' }) })).toContain(forms[2])
})
