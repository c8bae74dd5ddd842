/** Finds what somebody means by a few letters of it. Pure. */

/** How well a text fits, and which of its letters are meant. */
export interface Match {
  readonly score: number
  readonly at: readonly number[]
}

const ADJACENT = 6
const BEGINS_WORD = 9
const BEGINS_ALL = 5
const WHOLE = 14

/** Whether the letters of each word of the query come in this order in the text; null when they do not. Capitals and accents do not matter. */
export function match(query: string, text: string): Match | null {
  const plain = fold(text)
  const words = fold(query).split(' ').filter(Boolean)
  const only = words.length === 1 ? matchWord(words[0] ?? '', plain) : undefined
  if (only !== undefined) return only && { ...only, score: only.score - plain.length / 40 }
  let score = 0
  const at = new Set<number>()
  for (const word of words) {
    const found = matchWord(word, plain)
    if (!found) return null
    score += found.score
    for (const place of found.at) at.add(place)
  }
  return { score: score - plain.length / 40, at: [...at].sort((a, b) => a - b) }
}

/** Most texts have only such letters, and there may be thousands of texts. */
const PLAIN = /^[ -~]*$/

/** Letter by letter what people type; as long as the text, so that places stay. */
function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase()
  return [...text].map((letter) => letter.normalize('NFD')[0]?.toLowerCase()[0] ?? letter).join('')
}

function matchWord(word: string, text: string): Match | null {
  const whole = bestWhole(word, text)
  if (whole !== -1) {
    const at = Array.from({ length: word.length }, (_, index) => whole + index)
    return { score: scoreOf(at, text) + WHOLE, at }
  }
  const at: number[] = []
  let from = 0
  for (const letter of word) {
    const place = text.indexOf(letter, from)
    if (place === -1) return null
    at.push(place)
    from = place + 1
  }
  return { score: scoreOf(at, text), at }
}

/** Where the word stands as it is, at the beginning of a word if it can be; -1 when nowhere. */
function bestWhole(word: string, text: string): number {
  let first = -1
  for (let place = text.indexOf(word); place !== -1; place = text.indexOf(word, place + 1)) {
    if (beginsWord(text, place)) return place
    if (first === -1) first = place
  }
  return first
}

function scoreOf(at: readonly number[], text: string): number {
  return at.reduce((sum, place, index) => {
    const adjacent = index > 0 && at[index - 1] === place - 1
    return (
      sum +
      1 +
      (adjacent ? ADJACENT : 0) +
      (beginsWord(text, place) ? BEGINS_WORD : 0) +
      (place === 0 ? BEGINS_ALL : 0)
    )
  }, 0)
}

const BETWEEN = new Set(' /_.-–·:')

function beginsWord(text: string, place: number): boolean {
  return place === 0 || BETWEEN.has(text[place - 1] ?? '')
}
