import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { passagesOf } from './passages.ts'
import { parseQuery } from './query.ts'

function termsOf(query: string) {
  const parsed = parseQuery(query, new Date())
  if (!parsed.ok) throw new Error(parsed.problems.join(' '))
  return parsed.query.terms
}

/** Passages with what was found in brackets, as people would mark it. */
function marked(text: string, query: string): readonly string[] {
  return passagesOf(text, termsOf(query)).passages.flatMap(({ lines }) =>
    lines.map(({ number, text: line, matches }) => {
      const shown = matches
        .toReversed()
        .reduce((l, [a, b]) => `${l.slice(0, a)}[${l.slice(a, b)}]${l.slice(b)}`, line)
      return `${number} ${shown}`
    }),
  )
}

const long = Array.from({ length: 100 }, (_, i) => `line ${i + 1}`)
const withLines = (other: Readonly<Record<number, string>>) =>
  long.map((line, i) => other[i + 1] ?? line).join('\n')

describe('passages', () => {
  it('show what was found with a line around it', () => {
    expect(marked(withLines({ 50: 'the Price of things' }), 'price')).toEqual([
      '49 line 49',
      '50 the [Price] of things',
      '51 line 51',
    ])
  })

  it.each([
    ['Kundenliste für Müller', 'kunden mueller', ['1 [Kundenliste] für [Müller]']],
    ['see readerOf and reader_of', 'readerOf', ['1 see [readerOf] and [reader]_[of]']],
    ['see readerOf', '"of"', ['1 see reader[Of]']],
    ['our email and e-mail', 'email', ['1 our [email] and [e-mail]']],
    ['EUR 1.250.000,00 a year', '1,250,000', ['1 EUR [1.250.000],00 a year']],
    ['東京タワーに行く', '"タワー"', ['1 東京[タワー]に行く']],
    ['net 30\ndays', '"30 days"', ['1 net [30]', '2 [days]']],
    ['windows\r\nlines\r\n', 'lines', ['1 windows', '2 [lines]']],
  ])('of %j for %j', (text, query, expected) => {
    expect(marked(text, query)).toEqual(expected)
  })

  it('prefer lines that hold more of what was asked', () => {
    const text = withLines({ 5: 'red', 20: 'red', 35: 'blue', 50: 'red', 65: 'red and blue', 80: 'blue' })
    const { passages, matchingLines } = passagesOf(text, termsOf('red blue'))
    expect(passages.map(({ from, to }) => [from, to])).toEqual([
      [4, 6],
      [19, 21],
      [64, 66],
    ])
    expect(matchingLines).toBe(6)
  })

  it('show the beginning of a document that its name made a hit', () => {
    expect(passagesOf('one\ntwo\nthree\nfour\n', termsOf('elsewhere'))).toMatchObject({
      passages: [{ from: 1, to: 3 }],
      matchingLines: 0,
    })
    expect(passagesOf('', termsOf('elsewhere'))).toEqual({ passages: [], matchingLines: 0 })
  })

  it('cut long lines around what was found', () => {
    const line = `${'before '.repeat(100)}needle ${'after '.repeat(100)}`
    const [shown = ''] = marked(line, 'needle')
    expect(shown).toMatch(/^1 ….*before \[needle\] after .*…$/)
    expect(shown.length).toBeLessThan(260)
  })

  it('whatever the text, stand in order, within bounds, and mark what is there', () => {
    const word = fc.constantFrom(
      'red',
      'Red',
      'réd',
      'blue',
      'xRedBlue',
      '😀',
      '東',
      'x'.repeat(300),
      '\n',
      '\r\n',
      ' ',
      '-',
    )
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 80 }),
        fc.constantFrom('red', 'red blue', '"red blue"', '東 re*'),
        (words, query) => {
          const text = words.join(' ')
          const { passages } = passagesOf(text, termsOf(query))
          let last = 0
          for (const { from, to, lines } of passages) {
            expect(from).toBeGreaterThan(last)
            last = to
            expect(lines.map(({ number }) => number)).toEqual(
              Array.from({ length: to - from + 1 }, (_, i) => from + i),
            )
            for (const line of lines) {
              expect(line.text.isWellFormed()).toBe(true)
              let end = 0
              for (const [a, b] of line.matches) {
                expect(a).toBeGreaterThanOrEqual(end)
                expect(b).toBeGreaterThan(a)
                expect(line.text.slice(a, b)).toMatch(/red|réd|blue|東/i)
                end = b
              }
              expect(end).toBeLessThanOrEqual(line.text.length)
            }
          }
        },
      ),
    )
  })
})
