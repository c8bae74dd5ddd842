import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Choice, choose, chosenText, nextOpen, openOf, regionsOf, startText } from './choosing.ts'

const BASE = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\n'
const MINE = BASE.replace('two', 'two, mine').replace('six', 'six, mine')
const THEIRS = BASE.replace('two', 'two, theirs').replace('four', 'four, theirs')

describe('choosing place by place', () => {
  it('asks only where both changed the same place', () => {
    const open = openOf(regionsOf({ base: BASE, present: THEIRS, yours: MINE }))
    expect(open.map(({ yours, present }) => [yours, present])).toEqual([[['two, mine'], ['two, theirs']]])
  })

  it('asks for every difference when nobody knows what both came from', () => {
    expect(openOf(regionsOf({ base: null, present: THEIRS, yours: MINE }))).toHaveLength(3)
  })

  it('makes no text while a choice is missing, and keeps what only one side changed', () => {
    const regions = regionsOf({ base: BASE, present: THEIRS, yours: MINE })
    expect(chosenText(regions, [], MINE)).toBeNull()
    const text = chosenText(regions, choose([], 0, 'both'), MINE)
    expect(text).toBe('one\ntwo, mine\ntwo, theirs\nthree\nfour, theirs\nfive\nsix, mine\nseven\n')
  })

  it('gives either side exactly when it is taken everywhere without a base, line breaks too', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 })
      .map((lines) => lines.map((line) => `${line}\n`).join(''))
    fc.assert(
      fc.property(text, text, fc.boolean(), (present, yours, windows) => {
        fc.pre(present !== yours)
        const as = (plain: string) => (windows ? plain.replaceAll('\n', '\r\n') : plain)
        const regions = regionsOf({ base: null, present: as(present), yours: as(yours) })
        const all = (choice: Choice) => openOf(regions).map(() => choice)
        const like = windows ? 'x\r\n' : 'x\n'
        expect(chosenText(regions, all('yours'), like)).toBe(as(yours))
        expect(chosenText(regions, all('present'), like)).toBe(as(present))
      }),
    )
  })

  it('goes on to the next place that is open, around the end', () => {
    expect(nextOpen(['yours', undefined, 'both'], 3, 2)).toBe(1)
    expect(nextOpen(['yours', 'yours', 'both'], 3, 1)).toBeNull()
    expect(nextOpen(choose([], 1, 'present'), 2, 0)).toBe(0)
  })

  it('begins an edit with what is chosen', () => {
    const [place] = openOf(regionsOf({ base: BASE, present: THEIRS, yours: MINE }))
    if (!place) throw new Error('Expected a place.')
    expect(startText(place, undefined)).toBe('two, mine')
    expect(startText(place, 'present')).toBe('two, theirs')
    expect(startText(place, 'both')).toBe('two, mine\ntwo, theirs')
    expect(startText(place, { text: 'own' })).toBe('own')
  })
})
