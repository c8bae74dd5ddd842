/**
 * What counts as a word, for the index and for showing where it was found: both ask here, so that they never disagree.
 * Pure.
 */

/** A word of a text, folded. `start` and `end` are offsets in the text it came from. */
export interface Token {
  readonly word: string
  readonly start: number
  readonly end: number
}

/**
 * A text as two rows of words. `words`: each word as it stands. `parts`: other ways to write what stands there, so that
 * each finds the other: what an identifier is made of, and numbers and hyphenated words in one piece.
 */
export interface Tokens {
  readonly words: readonly Token[]
  readonly parts: readonly Token[]
}

/** Characters of a word that count; the rest of a longer one is dropped, in documents and in queries alike. */
export const LONGEST_WORD = 64

/** Scripts written without spaces, or whose words are built of syllables: each character is a word, a word is a phrase. */
const SYLLABLES = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`
const WORD = new RegExp(
  String.raw`[${SYLLABLES}]\p{M}*|\p{Extended_Pictographic}|[[\p{L}\p{N}\p{M}]--[${SYLLABLES}]]+`,
  'gv',
)
const ASCII_WORD = /[a-zA-Z0-9]+/g
const IS_ASCII = /^[\0-\x7f]*$/

/** The words of a text, in order. */
export function tokensOf(text: string): Tokens {
  const found = IS_ASCII.test(text) ? asciiWords(text) : anyWords(text)
  const parts: Token[] = []
  for (const token of found) for (const part of camelParts(text, token)) parts.push(part)
  for (const joined of joinedParts(text)) parts.push(joined)
  return { words: found, parts }
}

/** Words without where they stand. */
export function wordsOf(text: string): readonly string[] {
  return tokensOf(text).words.map(({ word }) => word)
}

/** Lower case, without accents: `Ärger` and `arger` are the same, `ß` is `ss`. */
export function foldWord(word: string): string {
  if (IS_ASCII.test(word)) return word.toLowerCase().slice(0, LONGEST_WORD)
  const bare = word.normalize('NFKD').replaceAll(MARKS, '').normalize('NFC').toLowerCase()
  return bare.replaceAll(LETTERS, (letter) => PLAIN[letter] ?? letter).slice(0, LONGEST_WORD)
}

/** Accents of Latin, Greek and Cyrillic letters, points of Hebrew and Arabic ones; not the vowels of other scripts. */
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
  ð: 'd',
  ς: 'σ',
}
const LETTERS = /[ßæœøđłıþðς]/g

function asciiWords(text: string): readonly Token[] {
  const tokens: Token[] = []
  for (const { 0: word, index } of text.matchAll(ASCII_WORD))
    tokens.push({ word: foldWord(word), start: index, end: index + word.length })
  return tokens
}

function anyWords(text: string): readonly Token[] {
  return [...text.matchAll(WORD)].flatMap(({ 0: word, index }) => tokenAt(text, index, index + word.length))
}

/** None, when nothing is left of it: an accent that stands alone. */
function tokenAt(text: string, start: number, end: number): readonly Token[] {
  const word = foldWord(text.slice(start, end)).replaceAll(
    /[^\p{L}\p{N}\p{M}\p{Extended_Pictographic}]/gu,
    '',
  )
  return word === '' ? [] : [{ word, start, end }]
}

const CAMEL = /\p{Ll}\p{Lu}|\p{Lu}\p{Lu}\p{Ll}/u
const CAMEL_PIECE = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[^\p{Lu}]+/gu

/** `readerOf` is `reader` and `of`; `HTTPServer` is `http` and `server`. None for a word that is not written so. */
function camelParts(text: string, { start, end }: Token): readonly Token[] {
  const written = text.slice(start, end)
  if (!CAMEL.test(written)) return []
  return [...written.matchAll(CAMEL_PIECE)].flatMap(({ 0: piece, index }) =>
    tokenAt(text, start + index, start + index + piece.length),
  )
}

/** `1,250,000` and `1.250.000` as `1250000`; `e-mail` as `email`, `don't` as `dont`. */
const JOINED =
  /(?<![\p{L}\p{N}])(?:\d{1,3}(?:([.,'’\u00a0\u202f])\d{3})(?:\1\d{3})*(?!\p{N})|\p{L}+(?:[-‐‑'’]\p{L}+)+)(?![\p{L}])/gu

function joinedParts(text: string): readonly Token[] {
  const tokens: Token[] = []
  for (const { 0: written, index } of text.matchAll(JOINED)) {
    const word = foldWord(written.replaceAll(/[^\p{L}\p{N}\p{M}]/gu, ''))
    tokens.push({ word, start: index, end: index + written.length })
  }
  return tokens
}
