/** One thing that is searched for, in all the forms in which it may stand in a document. Pure. */
import { foldWord, type Tokens, tokensOf, wordsOf } from './tokens.ts'

export interface Term {
  /** As it was written, for messages. */
  readonly written: string
  /** Any of them will do. Never empty. */
  readonly forms: readonly Form[]
}

/** Words that follow each other. */
export interface Form {
  readonly words: readonly string[]
  /** Whether the last word may go on. */
  readonly prefix: boolean
}

export type TermKind =
  /** As it stands, and as the beginning of longer words. */
  | 'word'
  /** In quotes: these words and nothing else. */
  | 'exact'
  | 'prefix'

/** Letters that a beginning has: shorter ones would begin too many words. */
const SHORTEST = { word: 3, prefix: 2 } as const

/** Null when there is nothing in it that could be found. */
export function termOf(written: string, kind: TermKind): Term | null {
  const tokens = tokensOf(written)
  const words = tokens.words.map(({ word }) => word)
  const last = words.at(-1)
  if (last === undefined) return null
  const prefix = kind !== 'exact' && last.length >= SHORTEST[kind]
  const others =
    kind === 'exact'
      ? []
      : [
          ...otherForms(tokens, prefix),
          ...umlautForms(written, prefix),
          ...(kind === 'word' ? stems(words) : []),
        ]
  const forms = [{ words, prefix }, ...others]
  const distinct = new Map(forms.map((form) => [`${form.words.join(' ')}${form.prefix ? '*' : ''}`, form]))
  return { written, forms: [...distinct.values()] }
}

/** `readerOf` is also `reader of`, `e-mail` also `email`, `1,250` also `1250`. */
function otherForms({ words, parts }: Tokens, prefix: boolean): readonly Form[] {
  const [only] = words.length === 1 ? words : []
  const inside = only ? parts.filter(({ start, end }) => end - start < only.end - only.start) : []
  const joined = parts.filter((part) => !inside.includes(part)).map(({ word }) => ({ words: [word], prefix }))
  return inside.length > 1 ? [...joined, { words: inside.map(({ word }) => word), prefix }] : joined
}

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' }

/** `Müller` is also `Mueller`, and the other way round; that way never as a beginning, for `blue` is not `blu…`. */
function umlautForms(written: string, prefix: boolean): readonly Form[] {
  const composed = written.normalize('NFC').toLowerCase()
  const long = composed.replaceAll(/[äöü]/g, (letter) => UMLAUTS[letter] ?? letter)
  const short = wordsOf(written).map((word) => word.replaceAll(/([aou])e/g, '$1'))
  return [
    ...(long === composed ? [] : [{ words: wordsOf(long), prefix }]),
    ...(/[aou]e/.test(foldWord(composed)) ? [{ words: short, prefix: false }] : []),
  ]
}

/** Endings of English and German words, with how long a word must be to lose one and how much of the ending goes. */
const ENDINGS: readonly (readonly [RegExp, shortest: number, cut: number])[] = [
  [/ies$/, 5, 3],
  [/(?:ss|sh|ch|x|z)es$/, 6, 2],
  [/[^su]s$/, 5, 1],
  [/(?:ungen|heiten|keiten)$/, 7, 2],
  [/en$/, 7, 2],
  [/ing$/, 7, 3],
  [/ed$/, 7, 2],
]

/** `invoices` is also whatever begins with `invoice`. A guess that finds more than it should, which then ranks low. */
function stems(words: readonly string[]): readonly Form[] {
  const [word] = words
  if (word === undefined || words.length > 1) return []
  const ending = ENDINGS.find(([end, shortest]) => word.length >= shortest && end.test(word))
  return ending ? [{ words: [word.slice(0, -ending[2])], prefix: true }] : []
}

/** The term without the longer words that begin with it; much cheaper to count. */
export function wholeWords({ written, forms }: Term): Term {
  return { written, forms: forms.map(({ words }) => ({ words, prefix: false })) }
}
