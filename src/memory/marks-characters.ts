/**
 * Characters that people do not see, that turn the direction of a text, or that look like others. Pure and browser-safe.
 * What scripts and emoji need is left alone: joiners in Persian, Arabic and Indic words, breaks in Thai and Khmer, emoji
 * sequences and flags, one variation selector after a character, a byte order mark at the beginning.
 */

export type CharacterKind = 'invisible' | 'direction' | 'hidden-text' | 'control' | 'look-alike'

export interface CharacterMark {
  readonly kind: CharacterKind
  readonly from: number
  readonly to: number
  readonly says: string
}

/** Runs of anything that may need a look. Tags and the second set of variation selectors lie beyond the first plane. */
const RUNS =
  /(?:[\p{Cc}--[\t\n\r]]|\u034f|[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}])+/gv

const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/u
/** Marks that set only the direction beside them; ordinary in a line that has letters written from right to left. */
const DIRECTION_MARK = /[\u200e\u200f\u061c]/u
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
const SELECTOR = /[\ufe00-\ufe0f\u180b-\u180d\u180f\u{e0100}-\u{e01ef}]/u
const TAG = /[\u{e0000}-\u{e007f}]/u
const CONTROL = /\p{Cc}/u

/** Scripts in which joiners and non-joiners shape words. */
const JOINING =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u
/** Scripts without spaces between words, where a zero-width space says where a line may break. */
const UNSPACED = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u
/** What may stand before a joiner in an emoji: a picture, with its selector or skin tone. */
const EMOJI_PART = /\p{Extended_Pictographic}|\ufe0f|\p{Emoji_Modifier}/u
const PICTURE = /^[\p{Extended_Pictographic}\u2640\u2642\u2695]/u
const FLAG = /\u{1f3f4}$/u
const FLAG_TAGS = /^[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f}/u

/** More marks than that help nobody; a text may hold millions of such characters. */
const MOST_MARKS = 1_000
/** As much of a run is looked at to say what it is. UTF-16 units. */
const LOOKED_AT = 400

/** Marks of single characters and their runs; the first thousand. */
export function characterMarks(text: string): readonly CharacterMark[] {
  const found: CharacterMark[] = []
  for (const { 0: run, index } of text.matchAll(RUNS)) {
    const mark = ofRun(text, run, index)
    if (mark) found.push(mark)
    if (found.length === MOST_MARKS) break
  }
  return found
}

function ofRun(text: string, run: string, at: number): CharacterMark | null {
  const before = lastCharacter(text.slice(Math.max(0, at - 2), at))
  const after = text.slice(at + run.length, at + run.length + 2)
  let [from, rest] = [at, run]
  if (at === 0 && rest.startsWith('\ufeff')) [from, rest] = [1, rest.slice(1)]
  if (FLAG.test(before)) {
    const tags = FLAG_TAGS.exec(rest)?.[0] ?? ''
    ;[from, rest] = [from + tags.length, rest.slice(tags.length)]
  }
  if (rest === '' || isOrdinary(text, rest, from, before, after)) return null
  return { from, to: from + rest.length, ...named(rest.slice(0, LOOKED_AT)) }
}

/** Whether a short run is what a script or an emoji needs. */
function isOrdinary(text: string, run: string, at: number, before: string, after: string): boolean {
  if (run.length > 4) return false
  const [first = '', second, ...more] = run
  if (more.length > 0) return false
  if (second !== undefined)
    return (
      SELECTOR.test(first) &&
      !SELECTOR.test(second) &&
      before.trim() !== '' &&
      isOrdinary(text, second, at + first.length, first, after)
    )
  if (SELECTOR.test(first)) return before.trim() !== ''
  if (first === '\u200d' && EMOJI_PART.test(before) && PICTURE.test(after)) return true
  if (first === '\u200d' || first === '\u200c') return JOINING.test(before)
  if (first === '\u200b') return UNSPACED.test(before) || UNSPACED.test(after)
  if (first === '\u00ad') return /\p{L}/u.test(before) && /^\p{L}/u.test(after)
  if (DIRECTION_MARK.test(first)) return RIGHT_TO_LEFT.test(surroundings(text, at))
  if (first === '\u180e' || first === '\u034f') return JOINING.test(before)
  return first === '\u17b4' || first === '\u17b5' || first === '\f'
}

/** What stands near in the same line. */
function surroundings(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 60), at)
  const after = text.slice(at, at + 60)
  const end = after.indexOf('\n')
  return before.slice(before.lastIndexOf('\n') + 1) + (end < 0 ? after : after.slice(0, end))
}

function lastCharacter(text: string): string {
  return [...text].at(-1) ?? ''
}

function named(run: string): { readonly kind: CharacterKind; readonly says: string } {
  const count = [...run].length
  const codes = [...new Set(run)].slice(0, 3).map((each) => `U+${codeOf(each)}`)
  const which = `${codes.join(', ')}${new Set(run).size > 3 ? ' …' : ''}`
  const several = count > 1
  const hidden = hiddenText(run)
  if (hidden !== '')
    return {
      kind: 'hidden-text',
      says: `Text that people do not see, but a model reads: “${hidden}” (${which}).`,
    }
  if (DIRECTION.test(run) || DIRECTION_MARK.test(run))
    return {
      kind: 'direction',
      says: `${several ? 'Characters that turn' : 'A character that turns'} the direction of the text, so that it reads differently from what is stored (${which}).`,
    }
  if (CONTROL.test(run))
    return { kind: 'control', says: `${several ? 'Control characters' : 'A control character'} (${which}).` }
  return {
    kind: 'invisible',
    says: `${several ? `${run.length < LOOKED_AT ? count : 'Many'} invisible characters` : 'An invisible character'} (${which}).`,
  }
}

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
}

/** What tag characters, or selectors that stand for bytes, spell; empty when they spell nothing. At most 80 characters. */
function hiddenText(run: string): string {
  const tags = [...run].filter((each) => TAG.test(each)).map((each) => (each.codePointAt(0) ?? 0) - 0xe0000)
  const bytes = [...run].filter((each) => SELECTOR.test(each)).map(byteOf)
  const spelled = (codes: readonly number[]) =>
    codes
      .filter((code) => code >= 0x20 && code < 0x7f)
      .map((code) => String.fromCharCode(code))
      .join('')
  const text = tags.length > 0 ? spelled(tags) : bytes.length > 3 ? spelled(bytes) : ''
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

/** The byte that a variation selector stands for when text is smuggled in selectors: 1–16, then 17–256. */
function byteOf(selector: string): number {
  const code = selector.codePointAt(0) ?? 0
  return code >= 0xe0100 ? code - 0xe0100 + 16 : code - 0xfe00
}

const WORDS = /[\p{L}\p{M}]{2,200}/gu
const LATIN = /\p{Script=Latin}/u
const CYRILLIC = /\p{Script=Cyrillic}/u
const GREEK = /\p{Script=Greek}/u
const CYRILLIC_LIKE_LATIN = /[аеорсухіјѕһԁԛԝӏАВЕКМНОРСТУХІЈЅԌ]/u
const GREEK_LIKE_LATIN = /[ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ]|(?<=\p{L})[οανικρυχ]/u
/** A foreign word with an ending of one's own, as in `PDFка`. */
const WITH_ENDING = /^\p{Script=Latin}+[\p{Script=Cyrillic}\p{M}]{2,}$/u

/** Words in which letters of two scripts look as if they were of one. */
export function lookAlikeMarks(text: string): readonly CharacterMark[] {
  if (!CYRILLIC.test(text) && !GREEK.test(text)) return []
  return [...text.matchAll(WORDS)].flatMap(({ 0: word, index }) => {
    if (!LATIN.test(word)) return []
    const other = mixedWith(word)
    if (!other) return []
    const says = `A word of Latin and ${other} letters that look alike: it is not the word that it seems to be.`
    return [{ kind: 'look-alike' as const, from: index, to: index + word.length, says }]
  })
}

function mixedWith(word: string): 'Cyrillic' | 'Greek' | null {
  if (CYRILLIC.test(word)) {
    const ending =
      WITH_ENDING.test(word) &&
      !new RegExp(`^\\p{Script=Latin}+${CYRILLIC_LIKE_LATIN.source}+$`, 'u').test(word)
    return CYRILLIC_LIKE_LATIN.test(word) && !ending ? 'Cyrillic' : latinInside(word)
  }
  const latin = word.match(/\p{Script=Latin}/gu)?.length ?? 0
  return latin >= 3 && GREEK_LIKE_LATIN.test(word) ? 'Greek' : null
}

/** A Cyrillic word with a Latin letter that looks like one of its own. */
function latinInside(word: string): 'Cyrillic' | null {
  return /^\p{Script=Cyrillic}.*[aeopcyxABEKMHOPCTX]|[aeopcyx]\p{Script=Cyrillic}{2}/u.test(word) &&
    !WITH_ENDING.test(word)
    ? 'Cyrillic'
    : null
}
