/** A tolerant forward reader of a tool's raw JSON input while it arrives. Pure and browser-safe: imports nothing. */

export type PartialValue =
  | string
  | number
  | boolean
  | null
  | readonly PartialValue[]
  | { readonly [name: string]: PartialValue }

export interface PartialInput {
  /** What can be read so far. A text still arriving is its beginning; numbers and words appear once they are whole. */
  readonly fields: { readonly [name: string]: PartialValue }
  /** The object is closed and nothing follows. No proof of valid JSON: before running a tool, parse strictly. */
  readonly complete: boolean
}

/** Deeper values are not read; no tool of ours nests. */
const MAX_DEPTH = 32

/**
 * Reads as much of a JSON object as its beginning tells. Never throws; linear in the length of `raw`.
 * What is not JSON ends the reading: the fields before it stay. A dangling escape or half of a surrogate pair at
 * the end is left out, so a text only ever grows.
 */
export function partialInput(raw: string): PartialInput {
  const cursor: Cursor = { raw, at: 0 }
  skipSpace(cursor)
  if (raw[cursor.at] !== '{') return { fields: {}, complete: false }
  const { value, whole } = readObject(cursor, 0)
  skipSpace(cursor)
  return { fields: value, complete: whole && cursor.at === raw.length }
}

interface Cursor {
  readonly raw: string
  at: number
}

/** `whole: false` means that the text ended (or broke) inside the value. */
interface Reading<Value> {
  readonly value: Value
  readonly whole: boolean
}

function readObject(cursor: Cursor, depth: number): Reading<{ readonly [name: string]: PartialValue }> {
  const fields = new Map<string, PartialValue>()
  const done = (whole: boolean) => ({ value: Object.fromEntries(fields), whole })
  cursor.at += 1
  if (take(cursor, '}')) return done(true)
  for (;;) {
    skipSpace(cursor)
    if (cursor.raw[cursor.at] !== '"') return done(false)
    const name = readString(cursor)
    if (!name.whole || !take(cursor, ':')) return done(false)
    const reading = readValue(cursor, depth + 1)
    if (reading.value !== undefined) fields.set(name.value, reading.value)
    if (!reading.whole) return done(false)
    if (take(cursor, '}')) return done(true)
    if (!take(cursor, ',')) return done(false)
  }
}

function readArray(cursor: Cursor, depth: number): Reading<readonly PartialValue[]> {
  const items: PartialValue[] = []
  cursor.at += 1
  if (take(cursor, ']')) return { value: items, whole: true }
  for (;;) {
    const reading = readValue(cursor, depth + 1)
    if (reading.value !== undefined) items.push(reading.value)
    if (!reading.whole) return { value: items, whole: false }
    if (take(cursor, ']')) return { value: items, whole: true }
    if (!take(cursor, ',')) return { value: items, whole: false }
  }
}

function readValue(cursor: Cursor, depth: number): Reading<PartialValue | undefined> {
  skipSpace(cursor)
  const first = cursor.raw[cursor.at]
  if (first === '"') return readString(cursor)
  if (depth > MAX_DEPTH) return { value: undefined, whole: false }
  if (first === '{') return readObject(cursor, depth)
  if (first === '[') return readArray(cursor, depth)
  return readWord(cursor)
}

const WORD = /[-+.0-9A-Za-z]*/y
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/

/** A number, `true`, `false` or `null`: at the end of the text it may still grow, so it is not a value yet. */
function readWord(cursor: Cursor): Reading<PartialValue | undefined> {
  const word = match(cursor, WORD)
  if (cursor.at === cursor.raw.length) return { value: undefined, whole: false }
  if (word === 'true') return { value: true, whole: true }
  if (word === 'false') return { value: false, whole: true }
  if (word === 'null') return { value: null, whole: true }
  if (NUMBER.test(word)) return { value: Number(word), whole: true }
  return { value: undefined, whole: false }
}

const PLAIN = /[^"\\]*/y
const HEX = /^[0-9a-fA-F]{4}$/
const ESCAPES: { readonly [letter: string]: string } = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

function readString(cursor: Cursor): Reading<string> {
  const pieces: string[] = []
  cursor.at += 1
  for (;;) {
    pieces.push(match(cursor, PLAIN))
    if (cursor.raw[cursor.at] === '"') {
      cursor.at += 1
      return { value: pieces.join(''), whole: true }
    }
    const escaped = readEscape(cursor)
    if (escaped === null) return { value: withoutHalfPair(pieces.join('')), whole: false }
    pieces.push(escaped)
  }
}

function readEscape(cursor: Cursor): string | null {
  const letter = cursor.raw[cursor.at + 1]
  if (letter === undefined) return null
  if (letter === 'u') {
    const hex = cursor.raw.slice(cursor.at + 2, cursor.at + 6)
    if (!HEX.test(hex)) return null
    cursor.at += 6
    return String.fromCharCode(Number.parseInt(hex, 16))
  }
  const character = ESCAPES[letter]
  if (character === undefined) return null
  cursor.at += 2
  return character
}

function withoutHalfPair(text: string): string {
  const last = text.charCodeAt(text.length - 1)
  return last >= 0xd800 && last <= 0xdbff ? text.slice(0, -1) : text
}

const SPACE = /[ \t\n\r]*/y

function skipSpace(cursor: Cursor): void {
  match(cursor, SPACE)
}

function take(cursor: Cursor, character: string): boolean {
  skipSpace(cursor)
  if (cursor.raw[cursor.at] !== character) return false
  cursor.at += 1
  return true
}

/** The patterns are sticky and match the empty text, so this always succeeds. */
function match(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at
  const found = pattern.exec(cursor.raw)?.[0] ?? ''
  cursor.at += found.length
  return found
}
