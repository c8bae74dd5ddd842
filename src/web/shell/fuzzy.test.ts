import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { match } from './fuzzy.ts'

const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'É', ' ', '_', '/', 'X'), maxLength: 20 })
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'e', 'x'), minLength: 1, maxLength: 4 })
const ranked = (query: string, texts: readonly string[]) =>
  texts
    .flatMap((one) => ({ one, score: match(query, one)?.score ?? null }))
    .filter(({ score }) => score !== null)
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
    .map(({ one }) => one)

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

  it('puts first what people mean', () => {
    expect(ranked('add', ['Load a draft', 'Add a chat'])).toEqual(['Add a chat', 'Load a draft'])
    expect(ranked('mac', ['team/machines.md', 'memory_acme_corp.md', 'macros.md'])[0]).toBe('macros.md')
    expect(ranked('acme', ['a_cheap_meal.md', 'memory_acme_corp.md'])[0]).toBe('memory_acme_corp.md')
    expect(ranked('proposal acme', ['acme_proposal.md', 'acme.md'])).toEqual(['acme_proposal.md'])
    expect(ranked('uber', ['Über uns'])).toEqual(['Über uns'])
    expect(match('', 'anything')).toMatchObject({ at: [] })
  })
})
