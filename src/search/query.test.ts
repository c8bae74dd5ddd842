import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MOST_BEGINNINGS, MOST_TERMS, parseQuery, type Query } from './query.ts'

const now = new Date('2026-11-23T15:30:00.000Z')

function parsed(text: string): Query {
  const result = parseQuery(text, now)
  if (!result.ok) throw new Error(result.problems.join(' '))
  return result.query
}

function problems(text: string): readonly string[] {
  const result = parseQuery(text, now)
  return result.ok ? [] : result.problems
}

/** `words*` for each form, joined by |. */
const forms = (text: string) =>
  parsed(text).terms.map(({ forms: each }) =>
    each.map(({ words, prefix }) => `${words.join(' ')}${prefix ? '*' : ''}`).join('|'),
  )

describe('words', () => {
  it.each([
    ['price', ['price*']],
    ['invoices', ['invoices*|invoice*']],
    ['policies', ['policies*|polic*']],
    ['Rechnungen', ['rechnungen*|rechnung*']],
    ['glass status', ['glass*', 'status*']],
    ['"invoices" invoices*', ['invoices', 'invoices*']],
    ['of', ['of']],
    ['Acme  price', ['acme*', 'price*']],
    ['"net 30 days"', ['net 30 days']],
    ['"net 30', ['net 30']],
    ['v2* v*', ['v2*', 'v']],
    ['"payment te"*', ['payment te*']],
    ['readerOf', ['readerof*|reader of*']],
    ['memory_tool', ['memory tool*']],
    ['e-mail', ['e mail*|email*']],
    ['1,250,000', ['1 250 000*|1250000*']],
    ['Müller', ['muller*|mueller*']],
    ['Mueller', ['mueller*|muller']],
    ['東京', ['東 京']],
    ['foo OR bar baz', ['foo*|bar*', 'baz*']],
    ['foo AND bar', ['foo*', 'bar*']],
    ['http://example.com/a', ['http example com a']],
    ['12:30 — & "()"', ['12 30']],
    ['or and not', ['or', 'and*', 'not*']],
  ])('%j', (text, expected) => {
    expect(forms(text)).toEqual(expected)
  })

  it('with a minus or NOT must not be there', () => {
    const { terms, without } = parsed('price -draft NOT "old list" follow-up')
    expect(terms.map(({ written }) => written)).toEqual(['price', 'follow-up'])
    expect(without.map(({ written }) => written)).toEqual(['draft', 'old list'])
  })

  it('count up to a bound', () => {
    expect(parsed('word '.repeat(100)).terms).toHaveLength(MOST_TERMS)
    const [either, ...others] = parsed(Array(100).fill('word').join(' OR ')).terms
    expect(either?.forms).toHaveLength(MOST_TERMS)
    expect(others).toEqual([])
    expect(either?.forms.filter(({ prefix }) => prefix)).toHaveLength(MOST_BEGINNINGS)
  })
})

describe('filters', () => {
  it('by path take a directory or document in any of the ways people write one', () => {
    for (const path of ['/memories/a b', 'memories/a b/', '/a b', 'a b', '/memories/a b/*'])
      expect(parsed(`path:"${path}"`).filters.paths).toEqual(['/memories/a b'])
    expect(parsed('path:/').filters.paths).toEqual(['/memories'])
    expect(parsed('x -path:old').filters.notPaths).toEqual(['/memories/old'])
  })

  it('by people tell who ever wrote from who wrote last', () => {
    expect(parsed('author:Alice by:"John Doe" -by:disk Author:Sam').filters).toMatchObject({
      authors: ['alice', 'sam'],
      lastAuthors: ['john doe'],
      notLastAuthors: ['disk'],
    })
  })

  it.each([
    ['after:2026-11-01', '2026-11-01T00:00:00.000Z'],
    ['after:2026-11', '2026-11-01T00:00:00.000Z'],
    ['after:2026', '2026-01-01T00:00:00.000Z'],
    ['after:2026-11-01T10:00', '2026-11-01T10:00:00.000Z'],
    ['after:2026-11-01T10:00:00+02:00', '2026-11-01T08:00:00.000Z'],
    ['after:today', '2026-11-23T00:00:00.000Z'],
    ['after:yesterday', '2026-11-22T00:00:00.000Z'],
    ['after:7d', '2026-11-16T15:30:00.000Z'],
    ['after:2026 after:2026-03 after:2026-02', '2026-03-01T00:00:00.000Z'],
  ])('by time: %s', (text, after) => {
    expect(parsed(text).filters.after).toBe(after)
  })

  it('take the earlier of two ends', () => {
    expect(parsed('before:2026-03 before:2026-02').filters.before).toBe('2026-02-01T00:00:00.000Z')
  })

  it('that cannot be understood say what was expected and what came', () => {
    expect(problems('x after:soon before:2026-02-31')).toEqual([
      expect.stringMatching(/^after: expects a day.*2026-11-01.*"soon"\.$/),
      expect.stringMatching(/^before: expects .*"2026-02-31"\.$/),
    ])
    expect(problems('x path:../etc')).toEqual([expect.stringMatching(/^path: .*not valid/)])
    expect(problems('x author:""')).toEqual([expect.stringMatching(/^author: expects a name/)])
    expect(problems('x -after:2026')).toEqual([expect.stringMatching(/no minus/)])
  })
})

describe('nothing', () => {
  it('to look for is said', () => {
    expect(problems('  ')).toEqual([expect.stringMatching(/Expected words.*what came was nothing/)])
    expect(problems('?!')).toEqual([expect.stringMatching(/"\?!", which has no letter or digit/)])
  })
})

describe('whatever is written', () => {
  it('is a query or told to be none, and its words hold no sign of the index language', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('"', '*', '-', ' ', 'OR', 'NEAR(', ')', 'path:', 'after:', '^', '+', ':', 'a', '東'),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const result = parseQuery(pieces.join(''), now)
        if (!result.ok) return void expect(result.problems.length).toBeGreaterThan(0)
        for (const term of [...result.query.terms, ...result.query.without]) {
          expect(term.forms.length).toBeGreaterThan(0)
          for (const { words } of term.forms) {
            expect(words.length).toBeGreaterThan(0)
            for (const word of words) expect(word).toMatch(/^[^\s"*()^:+-]+$/)
          }
        }
      }),
      { numRuns: 500 },
    )
  })
})
