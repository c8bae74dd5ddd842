import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyChoices, type Choice, differencesOf, hunksOf } from './hunks.ts'
import { mergeTexts } from './merge.ts'

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd', ''), { maxLength: 10 })
  .map((lines) => lines.join('\n'))
const openIn = (regions: ReturnType<typeof hunksOf>) =>
  regions.filter((region) => region.kind === 'open').length
const all = (regions: ReturnType<typeof hunksOf>, choice: Choice) =>
  applyChoices(regions, new Array<Choice>(openIn(regions)).fill(choice))

describe('the hunks of a conflict', () => {
  it('show what is settled and by whom, and what is open with the lines it came from', () => {
    expect(hunksOf('1\n2\n3\n4\n5\n6\n7', 'ONE\n2\n3\nnow\n5\n6\nsame', '1\n2\n3\nmine\n5\n6\nsame')).toEqual(
      [
        { kind: 'settled', lines: ['ONE'], from: 'present' },
        { kind: 'settled', lines: ['2', '3'], from: 'base' },
        { kind: 'open', base: ['4'], present: ['now'], yours: ['mine'] },
        { kind: 'settled', lines: ['5', '6'], from: 'base' },
        { kind: 'settled', lines: ['same'], from: 'both' },
      ],
    )
  })

  it('make a text of one choice for each, and none while one is missing', () => {
    const regions = hunksOf('1\n-\n2\n-\n3', 'a\n-\nb\n-\nc', 'x\n-\ny\n-\nz')
    expect(applyChoices(regions, ['present', 'yours'])).toBeNull()
    expect(applyChoices(regions, ['present', 'yours', 'both'])).toBe('a\n-\ny\n-\nz\nc')
    expect(applyChoices(regions, [{ text: 'own\nwords' }, { text: '' }, 'present'], '\r\n')).toBe(
      'own\r\nwords\r\n-\r\n-\r\nc',
    )
  })

  it('are open exactly where a merge conflicts', () => {
    fc.assert(
      fc.property(text, text, text, (base, present, yours) => {
        const regions = hunksOf(base, present, yours)
        const merge = mergeTexts({ base, present, yours }, { present: 'p', yours: 'y' })
        if (merge.kind === 'clean') expect(all(regions, 'yours')).toBe(merge.text)
        else expect(openIn(regions)).toBeGreaterThan(0)
      }),
    )
  })

  it('give a side back where only that side changed anything', () => {
    fc.assert(
      fc.property(text, text, (base, side) => {
        expect(all(hunksOf(base, side, base), 'yours')).toBe(side)
        expect(all(hunksOf(base, base, side), 'present')).toBe(side)
      }),
    )
  })

  it('of two texts without a common one give back either', () => {
    fc.assert(
      fc.property(text, text, (present, yours) => {
        const regions = differencesOf(present, yours)
        expect(all(regions, 'present')).toBe(present)
        expect(all(regions, 'yours')).toBe(yours)
      }),
    )
  })

  it('are one when a side changed more than can be compared', () => {
    const many = (word: string) => Array.from({ length: 1500 }, (_, i) => `${word} ${i}`).join('\n')
    const regions = hunksOf(many('base'), many('now'), many('mine'))
    expect(regions).toHaveLength(1)
    expect(all(regions, 'yours')).toBe(many('mine'))
  })
})
