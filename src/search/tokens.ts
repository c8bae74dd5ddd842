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

/** Letters, digits and marks that stand together; or a picture. */
const RUN = /[\p{L}\p{N}\p{M}]+|\p{Extended_Pictographic}/gu
/** Scripts written without spaces, or whose words are built of syllables: each character is a word, a word is a phrase. */
const SYLLABLES = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`
const SYLLABLE_OR_WORD = new RegExp(
  String.raw`[${SYLLABLES}]\p{M}*|[[\p{L}\p{N}\p{M}]--[${SYLLABLES}]]+`,
  'gv',
)
/** Before Thai there is no such script; cheaper to ask than what script a character has. */
const MAY_HAVE_SYLLABLES = /[\u0e00-\uffff]/
const ASCII_WORD = /[a-zA-Z0-9]+/g
const IS_ASCII = /^[\0-\x7f]*$/

/** The words of a text, in order. */
export function tokensOf(text: string): Tokens {
  const words = IS_ASCII.test(text) ? asciiWords(text) : anyWords(text)
  const parts: Token[] = []
  for (const [i, token] of words.entries()) {
    const joined = joinedAt(text, words, i)
    if (joined) parts.push(joined)
    for (const part of camelParts(text, token)) parts.push(part)
  }
  return { words, parts }
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
  const tokens: Token[] = []
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (!MAY_HAVE_SYLLABLES.test(run) || PICTURE.test(run)) addToken(tokens, text, index, index + run.length)
    else
      for (const { 0: word, index: at } of run.matchAll(SYLLABLE_OR_WORD))
        addToken(tokens, text, index + at, index + at + word.length)
  }
  return tokens
}

const PICTURE = /^\p{Extended_Pictographic}$/u

/** Adds nothing when nothing is left of it: an accent that stands alone. */
function addToken(tokens: Token[], text: string, start: number, end: number): void {
  const word = cleaned(foldWord(text.slice(start, end)))
  if (word !== '') tokens.push({ word, start, end })
}

/** Folding can bring signs with it, as the bracket of a bracketed letter. */
function cleaned(word: string): string {
  return IS_ASCII_WORD.test(word) ? word : word.replaceAll(NO_WORD, '')
}

const IS_ASCII_WORD = /^[a-z0-9]*$/
const NO_WORD = /[^\p{L}\p{N}\p{M}\p{Extended_Pictographic}]/gu

const CAMEL = /\p{Ll}\p{Lu}|\p{Lu}\p{Lu}\p{Ll}/u
const CAMEL_PIECE = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[^\p{Lu}]+/gu
const MAY_BE_CAMEL = /.[^a-z]/

/** `readerOf` is `reader` and `of`; `HTTPServer` is `http` and `server`. None for a word that is not written so. */
function camelParts(text: string, { start, end }: Token): readonly Token[] {
  const written = text.slice(start, end)
  if (!MAY_BE_CAMEL.test(written) || !CAMEL.test(written)) return []
  const parts: Token[] = []
  for (const { 0: piece, index } of written.matchAll(CAMEL_PIECE))
    addToken(parts, text, start + index, start + index + piece.length)
  return parts
}

const HYPHEN = /^[-‐‑'’]$/
const THOUSANDS = /^[.,'’\u00a0\u202f]$/

/** `1,250,000` and `1.250.000` as `1250000`; `e-mail` as `email`, `don't` as `dont`; when one begins at this word. */
function joinedAt(text: string, words: readonly Token[], place: number): Token | null {
  const first = words[place]
  const sign = signAfter(text, words, place)
  if (!first || sign === undefined) return null
  const goes = chainOf(first.word, sign)
  const before = signAfter(text, words, place - 1)
  if (!goes || (before !== undefined && chainOf(words[place - 1]?.word ?? '', before)?.(sign, first.word)))
    return null
  let end = place
  for (
    let next = words[end + 1];
    next && goes(signAfter(text, words, end) ?? '', next.word);
    next = words[end + 1]
  )
    end++
  const last = words[end]
  if (!last || end === place) return null
  const chain = words.slice(place, end + 1).map(({ word }) => word)
  return { word: chain.join('').slice(0, LONGEST_WORD), start: first.start, end: last.end }
}

/** What may follow in one piece with a word and the sign behind it. */
function chainOf(word: string, sign: string): ((sign: string, word: string) => boolean) | null {
  if (/^\d+$/.test(word)) {
    if (word.length > 3 || !THOUSANDS.test(sign)) return null
    return (other, next) => other === sign && /^\d{3}$/.test(next)
  }
  return HYPHEN.test(sign) && /^\p{L}/u.test(word) ? (other) => HYPHEN.test(other) : null
}

/** The one character that stands between this word and the next, if it is one. */
function signAfter(text: string, words: readonly Token[], place: number): string | undefined {
  const end = words[place]?.end
  return end !== undefined && words[place + 1]?.start === end + 1 ? text[end] : undefined
}
