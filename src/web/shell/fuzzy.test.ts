import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { match, scoreOf } from './fuzzy.ts'

const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'É', ' ', '_', '/', 'X'), maxLength: 20 })
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'e', 'x'), minLength: 1, maxLength: 4 })
const ranked = (query: string, texts: readonly string[]) =>
  texts
    .flatMap((one) => ({ one, score: match(query, one)?.score ?? null }))
    .filter(({ score }) => score !== null)
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
    .map(({ one }) => one)

/** By brute force: everywhere that the letters stand in this order. */
function placesOf(query: string, text: string, from = 0): number[][] {
  const [letter, rest] = [query[0], query.slice(1)]
  if (letter === undefined) return [[]]
  return [...text].flatMap((one, place) =>
    place >= from && one === letter ? placesOf(rest, text, place + 1).map((at) => [place, ...at]) : [],
  )
}

describe('what is meant by a few letters', () => {
  it('spells the query with the letters it points at, in their order', () => {
    fc.assert(
      fc.property(word, text, (query, one) => {
        const found = match(query, one)
        if (!found) return
        const plain = [...one.toLowerCase().replaceAll('é', 'e')]
        expect(found.at.map((place) => plain[place]).join('')).toBe(query)
        expect([...found.at]).toEqual(found.at.toSorted((a, b) => a - b))
      }),
    )
  })

  it('is found wherever the letters stand, and one letter more never finds more', () => {
    fc.assert(
      fc.property(word, text, text, (query, before, after) => {
        expect(match(query, before + query + after)).not.toBeNull()
      }),
    )
    fc.assert(
      fc.property(word, fc.constantFrom('a', 'b', 'x'), text, (query, letter, one) => {
        if (match(query + letter, one)) expect(match(query, one)).not.toBeNull()
      }),
    )
  })

  it('finds of all places where the letters stand in their order those that score best', () => {
    fc.assert(
      fc.property(word, text, (query, one) => {
        const plain = one.toLowerCase().replaceAll('é', 'e')
        fc.pre(!plain.includes(query))
        const scores = placesOf(query, plain).map((at) => scoreOf(at, plain))
        const found = match(query, one)
        expect(found === null).toBe(scores.length === 0)
        if (!found) return
        expect(found.score).toBeCloseTo(Math.max(...scores) - one.length / 40)
        expect(scoreOf(found.at, plain)).toBeCloseTo(Math.max(...scores))
      }),
    )
  })

  it('counts for less the more stands between the letters, and for most where they stand together', () => {
    const gap = fc.nat({ max: 40 })
    fc.assert(
      fc.property(gap, gap, (some, more) => {
        const apart = (letters: number) => match('qz', `q${'x'.repeat(letters)}z`)?.score ?? 0
        expect(apart(some)).toBeGreaterThanOrEqual(apart(some + more))
        expect(apart(0)).toBeGreaterThanOrEqual(apart(more))
      }),
    )
  })

  it('takes for chance what is scattered over a long name, and for meant what stands at the beginnings of words', () => {
    const long =
      'A very long name of a chat about the training of new colleagues in Hamburg and how many half days of it each of them needs before the first of April'
    const scattered =
      'A very long name of a chat that is about theatre, again and again, in so many evenings, which all of us had always'
    expect(match('training half days', long)?.score).toBeGreaterThan(0)
    for (const query of ['training', 'training half days', 'again training']) {
      expect(match(query, scattered)?.score, query).toBeLessThan(0)
    }
    expect(match('mac', 'memory_acme_corp.md')?.score).toBeGreaterThan(0)
    expect(match('tvln', 'the very long name')?.score).toBeGreaterThan(0)
    expect(match('prpsl', 'acme_proposal.md')?.score).toBeGreaterThan(0)
    expect(match('kbsc', 'Keyboard shortcuts')?.score).toBeGreaterThan(0)
  })

  it('puts first what people mean', () => {
    expect(ranked('add', ['Load a draft', 'Add a chat'])).toEqual(['Add a chat', 'Load a draft'])
    expect(ranked('mac', ['team/machines.md', 'memory_acme_corp.md', 'macros.md'])[0]).toBe('macros.md')
    expect(ranked('acme', ['a_cheap_meal.md', 'memory_acme_corp.md'])[0]).toBe('memory_acme_corp.md')
    expect(ranked('proposal acme', ['acme_proposal.md', 'acme.md'])).toEqual(['acme_proposal.md'])
    expect(ranked('uber', ['Über uns'])).toEqual(['Über uns'])
    expect(match('', 'anything')).toMatchObject({ at: [] })
  })
})
