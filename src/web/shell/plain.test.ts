import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutMarks } from './plain.ts'

describe('a line without its marks', () => {
  it.each([
    ['- **Budget**: $500K (was $400K)', 'Budget: $500K (was $400K)'],
    ['## What `memory_a_b.md` says', 'What memory_a_b.md says'],
    ['> - Dog: Rex', 'Dog: Rex'],
    ['- [x] Call them', 'Call them'],
    ['…me facts**: “We work”. - **Ask**: “What?”', '…me facts: “We work”. Ask: “What?”'],
    ['3 * 4 = 12, C# and snake_case stay, a -b too', '3 * 4 = 12, C# and snake_case stay, a -b too'],
  ])('%s', (markdown, text) => {
    expect(withoutMarks(markdown).text).toBe(text)
  })

  it('says of each of its units where it stood', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '*', ' ', '-', '#', '>', '`', '🚚') }),
        (markdown) => {
          const { text, from } = withoutMarks(markdown)
          expect(from.map((at) => markdown[at]).join('')).toBe(text)
          expect(from.every((at, n) => n === 0 || at > (from[n - 1] ?? 0))).toBe(true)
        },
      ),
    )
  })
})
