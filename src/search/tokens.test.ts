import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldWord, LONGEST_WORD, tokensOf, wordsOf } from './tokens.ts'

const parts = (text: string) => tokensOf(text).parts.map(({ word }) => word)

describe('the words of a text', () => {
  it.each([
    ['Plain words, and 42 numbers.', ['plain', 'words', 'and', '42', 'numbers']],
    ['Müller wohnt in der Größestraße', ['muller', 'wohnt', 'in', 'der', 'grossestrasse']],
    ['Mu\u0308ller', ['muller']],
    ['東京タワー', ['東', '京', 'タ', 'ワ', 'ー']],
    ['서울에서', ['서', '울', '에', '서']],
    ['がか', ['が', 'か']],
    ['हिन्दी में', ['हिन्दी', 'में']],
    ['Москва й', ['москва', 'и']],
    ['memory_tool read-only a/b.md', ['memory', 'tool', 'read', 'only', 'a', 'b', 'md']],
    ['ship it 🚀now', ['ship', 'it', '🚀', 'now']],
    ['Łódź, Ærø, Đà Nẵng', ['lodz', 'aero', 'da', 'nang']],
    ['', []],
    ['— … ´ ̈', []],
  ])('of %j are %j', (text, words) => {
    expect(wordsOf(text)).toEqual(words)
  })

  it.each([
    ['the function readerOf', ['reader', 'of']],
    ['HTTPServer and sqliteLog2', ['http', 'server', 'sqlite', 'log2']],
    ['ABC Plain lower', []],
    ['1,250,000 or 1.250.000 or 1’250’000', ['1250000', '1250000', '1250000']],
    ['4.5 and 2026-11-23 and 12,34', []],
    ["e-mail, don't, follow-up-call", ['email', 'dont', 'followupcall']],
    ['Covid-19 on 2026-11-23', ['covid19']],
    ['1,250,000.00 and a-b c', ['1250000', 'ab']],
  ])('has other ways to write %j: %j', (text, words) => {
    expect(parts(text)).toEqual(words)
  })

  it('stand where it says', () => {
    const text = 'Größe: readerOf'
    expect(tokensOf(text).words.map(({ start, end }) => text.slice(start, end))).toEqual([
      'Größe',
      'readerOf',
    ])
    expect(tokensOf(text).parts.map(({ start, end }) => text.slice(start, end))).toEqual(['reader', 'Of'])
  })
})

describe('whatever the text', () => {
  const anyText = fc.string({ unit: 'binary', maxLength: 60 })

  it('the words are in order, do not overlap, are folded and not too long', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { words, parts: other } = tokensOf(text)
        let end = 0
        for (const token of words) {
          expect(token.start).toBeGreaterThanOrEqual(end)
          expect(token.end).toBeGreaterThan(token.start)
          expect(token.end).toBeLessThanOrEqual(text.length)
          end = token.end
        }
        for (const { word } of [...words, ...other]) {
          expect(word).not.toMatch(/[\s"*()\p{Cc}]/u)
          expect(word.length).toBeGreaterThan(0)
          expect(word.length).toBeLessThanOrEqual(LONGEST_WORD)
        }
      }),
    )
  })

  it('the same words come of it composed and decomposed', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'aäéñüßøÅż の東 -'), maxLength: 20 })
    fc.assert(
      fc.property(letters, (text) => {
        expect(wordsOf(text.normalize('NFD'))).toEqual(wordsOf(text.normalize('NFC')))
      }),
    )
  })

  it('folding what is folded changes nothing', () => {
    fc.assert(fc.property(anyText, (text) => void expect(foldWord(foldWord(text))).toBe(foldWord(text))))
  })
})
