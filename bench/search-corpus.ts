/** Documents and questions to measure with: the same ones each time, with words as frequent as in natural language. */

/** Numbers from 0 to below 1, the same ones for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const SYLLABLES =
  'ka lo mi ter an ver be sto ri ne un pro gra ti on sch len do fa wo re ca su pe il ma tor es'.split(' ')
const VOCABULARY = 40_000
const FREQUENT = 100
const SEED = 11

/** About `size` characters each: headings, lists and sentences, one character of a hundred not ASCII. */
export function corpus(count: number, size = 4_000): readonly string[] {
  const random = randomFrom(SEED)
  const words = vocabulary(random)
  // As Zipf found: the word of rank r is 1/r as frequent as the first.
  const word = () => words[Math.floor(Math.exp(random() * Math.log(VOCABULARY)))] ?? ''
  return Array.from({ length: count }, (_, i) => {
    const lines = [`# ${word()} ${word()} ${i}`]
    for (let length = 0; length < size; length += lines.at(-1)?.length ?? 0) {
      const sentence = Array.from({ length: 6 + Math.floor(random() * 14) }, word).join(' ')
      lines.push(
        random() < 0.1 ? `\n## ${sentence.slice(0, 30)}` : random() < 0.4 ? `- ${sentence}` : `${sentence}.`,
      )
    }
    return lines.join('\n')
  })
}

function vocabulary(random: () => number): readonly string[] {
  return Array.from({ length: VOCABULARY }, (_, rank) => {
    const length = rank < FREQUENT ? 1 : 2 + Math.floor(random() * 3)
    const word = Array.from({ length }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join('')
    return rank < FREQUENT ? word + SYLLABLES[rank % SYLLABLES.length] : rank % 9 === 0 ? `${word}ü` : word
  })
}

export interface Question {
  /** In the language of the search. */
  readonly query: string
  readonly words: readonly string[]
  readonly kind: (typeof KINDS)[number]
}

const KINDS = ['one word', 'two words', 'a sentence', 'phrase', 'beginning', 'in a directory'] as const

/**
 * Questions made of words of the documents, as frequent as they are there; but the hundred most frequent, which are the
 * "of" and "with" of this language, are asked for only among others, in a sentence.
 */
export function questions(documents: readonly string[], count: number): readonly Question[] {
  const random = randomFrom(23)
  const frequent = vocabulary(randomFrom(SEED)).slice(0, FREQUENT)
  const isFrequent = new Set(frequent)
  return Array.from({ length: count }, (_, i) => {
    const text = documents[Math.floor(random() * documents.length)] ?? ''
    const words = (text.match(/\p{L}{4,}/gu) ?? []).filter((word) => !isFrequent.has(word))
    const pairs = text.match(/\p{L}{4,} \p{L}{4,}/gu) ?? []
    const some = (n: number) =>
      Array.from({ length: n }, () => words[Math.floor(random() * words.length)] ?? '')
    const kind = KINDS[i % KINDS.length] ?? 'one word'
    switch (kind) {
      case 'one word':
        return asked(kind, some(1))
      case 'two words':
        return asked(kind, some(2))
      case 'a sentence':
        return asked(kind, [...some(3), ...frequent.slice(i % 90, (i % 90) + 4)])
      case 'phrase': {
        const pair = pairs[Math.floor(random() * pairs.length)] ?? ''
        return { kind, words: pair.split(' '), query: `"${pair}"` }
      }
      case 'beginning': {
        const [word = ''] = some(1)
        return { kind, words: [word.slice(0, 4)], query: `${word.slice(0, 4)}*` }
      }
      case 'in a directory': {
        const [word = ''] = some(1)
        return { kind, words: [word], query: `${word} path:/memories/topic-03` }
      }
      default:
        return kind satisfies never
    }
  })
}

function asked(kind: Question['kind'], words: readonly string[]): Question {
  return { kind, words, query: words.join(' ') }
}

/** A hundred directories. */
export function pathOfNumber(n: number): string {
  return `/memories/topic-${String(n % 100).padStart(2, '0')}/document-${String(n).padStart(6, '0')}.md`
}
