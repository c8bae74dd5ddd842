import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pieces } from './occurrences.ts'

const found = (line: string, find: string, more: { matchCase?: boolean; wholeWord?: boolean } = {}) =>
  pieces(line, { find, matchCase: false, wholeWord: false, ...more })
    .filter((piece) => piece.found)
    .map((piece) => piece.text)

describe('occurrences in a line', () => {
  it('are found as they are written there', () => {
    expect(found('Acme and ACME', 'acme')).toEqual(['Acme', 'ACME'])
    expect(found('Acme and ACME', 'Acme', { matchCase: true })).toEqual(['Acme'])
  })

  it('are whole words only, if asked so', () => {
    expect(found('art, party, art_1, Ärt', 'art', { wholeWord: true })).toEqual(['art'])
  })

  it('take what looks like a pattern as plain text', () => {
    expect(found('a.b axb (c)', 'a.b')).toEqual(['a.b'])
    expect(found('a.b axb (c)', '(c)')).toEqual(['(c)'])
  })

  it('lose nothing of the line', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.boolean(),
        fc.boolean(),
        (line, find, matchCase, wholeWord) => {
          const joined = pieces(line, { find, matchCase, wholeWord }).map(({ text }) => text)
          expect(joined.join('')).toBe(line)
        },
      ),
    )
  })
})
