import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blanksOf, exampleOf, fillBlanks, piecesOf } from './blanks.ts'

const TEXT = 'About {{the topic|Lighthouse}}: {{ what }}, again {{the topic}}.'

describe('blanks of a prompt', () => {
  it('are found once each, in their order, with their examples', () => {
    expect(blanksOf(TEXT)).toEqual([
      { label: 'the topic', example: 'Lighthouse' },
      { label: 'what', example: '' },
    ])
    expect(blanksOf('No {blank} and {{no\nblank}} here')).toEqual([])
  })

  it('are filled everywhere they stand, and stay to be seen where they are not', () => {
    expect(fillBlanks(TEXT, { 'the topic': ' Harbour ' })).toBe('About Harbour: [what], again Harbour.')
    expect(exampleOf(TEXT)).toBe('About Lighthouse: [what], again Lighthouse.')
  })

  it('do not take what was filled in for another blank', () => {
    expect(fillBlanks('{{a}} {{b}}', { a: '{{b}}', b: '$&' })).toBe('{{b}} $&')
  })

  it('leave every other letter where it is', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        fc.pre(!/[{}]/.test(before + after))
        expect(fillBlanks(`${before}{{x}}${after}`, { x: 'y' })).toBe(`${before}y${after}`)
        const pieces = piecesOf(`${before}{{x}}${after}`, { x: 'y' })
        const joined = pieces.map((piece) => (piece.kind === 'text' ? piece.text : piece.value)).join('')
        expect(joined).toBe(`${before}y${after}`)
      }),
    )
  })
})
