/** Finds what somebody means by a few letters of it. Pure. */

/** How well a text fits, and which of its letters are meant. Below 0 it fits by chance: the letters are scattered. */
export interface Match {
  readonly score: number
  readonly at: readonly number[]
}

const ADJACENT = 6
const BEGINS_WORD = 9
const BEGINS_ALL = 5
const WHOLE = 14
/** What each letter between two that are meant takes away: scattered over a long text, a word is hardly meant. */
const APART = 2
const NEVER = Number.NEGATIVE_INFINITY

/** Whether the letters of each word of the query come in this order in the text; null when they do not. Capitals and accents do not matter. */
export function match(query: string, text: string): Match | null {
  const plain = fold(text)
  const words = fold(query).split(' ').filter(Boolean)
  const only = words.length === 1 ? matchWord(words[0] ?? '', plain) : undefined
  if (only !== undefined) return only && { ...only, score: only.score - plain.length / 40 }
  let score = 0
  let worst = 0
  const at = new Set<number>()
  for (const word of words) {
    const found = matchWord(word, plain)
    if (!found) return null
    score += found.score
    worst = Math.min(worst, found.score)
    for (const place of found.at) at.add(place)
  }
  // One word that is there by chance alone makes all of it chance.
  const whole = worst < 0 ? Math.min(worst, score) : score
  return { score: whole - plain.length / 40, at: [...at].sort((a, b) => a - b) }
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
  return standsIn(word, text) ? best(word, text) : null
}

/** Whether the letters come in this order at all: most texts are done with here. */
function standsIn(word: string, text: string): boolean {
  let from = 0
  for (const letter of word) {
    from = text.indexOf(letter, from) + 1
    if (from === 0) return false
  }
  return true
}

/** Of all places at which the letters stand in their order, those that score best. */
function best(word: string, text: string): Match {
  const ends: Ends[] = []
  for (const letter of word) ends.push(endsOf(letter, text, ends.at(-1)))
  const scores = ends.at(-1)?.scores ?? []
  const score = Math.max(...scores)
  const at: number[] = []
  for (let index = word.length - 1, place = scores.indexOf(score); index >= 0; index--) {
    at.unshift(place)
    place = ends[index]?.from[place] ?? -1
  }
  return { score, at }
}

/** Where a word may stand as far as it was read: for each place of its last letter the best score, and where the letter before stands then. */
interface Ends {
  readonly scores: readonly number[]
  readonly from: readonly number[]
}

function endsOf(letter: string, text: string, before: Ends | undefined): Ends {
  const scores: number[] = []
  const from: number[] = []
  // The letter before, where going on from it costs least.
  let held = -1
  const scoreAt = (place: number) => before?.scores[place] ?? NEVER
  for (let place = 0; place < text.length; place++) {
    const near = scoreAt(place - 1) + ADJACENT
    const apart = scoreAt(held) - APART * (place - held - 1)
    const last = near >= apart ? place - 1 : held
    const led = before ? Math.max(near, apart) : 0
    scores.push(text[place] === letter ? led + own(text, place) : NEVER)
    from.push(last)
    if (scoreAt(place) >= scoreAt(held) - APART * (place - held)) held = place
  }
  return { scores, from }
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

/** Exported for its laws: what letters at these places are worth. */
export function scoreOf(at: readonly number[], text: string): number {
  return at.reduce((sum, place, index) => {
    const between = index > 0 ? place - (at[index - 1] ?? 0) - 1 : 0
    const near = index > 0 && between === 0
    return sum + own(text, place) + (near ? ADJACENT : 0) - APART * between
  }, 0)
}

/** What a letter is worth where it stands, whatever stands beside it. */
function own(text: string, place: number): number {
  return 1 + (beginsWord(text, place) ? BEGINS_WORD : 0) + (place === 0 ? BEGINS_ALL : 0)
}

const BETWEEN = new Set(' /_.-–·:')

function beginsWord(text: string, place: number): boolean {
  return place === 0 || BETWEEN.has(text[place - 1] ?? '')
}
