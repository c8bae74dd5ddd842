/**
 * What people and Claude may write to search: words, "a phrase", pre*, -not, a OR b, and filters such as path: and after:.
 * Pure. Anything can be searched for; only a filter that cannot be understood is answered with what was expected.
 */
import { parseMemoryPath } from '../memory/path.ts'
import type { MemoryPath } from '../memory/types.ts'
import { parseMoment } from './moment.ts'
import { type Term, termOf, wholeWords } from './term.ts'

export interface Query {
  /** All of them are wanted. */
  readonly terms: readonly Term[]
  /** None of them may be there. */
  readonly without: readonly Term[]
  readonly filters: Filters
}

export interface Filters {
  /** Memories by id, place or name, as they were written; any of them. */
  readonly memories: readonly string[]
  readonly notMemories: readonly string[]
  /** The document itself or a directory that it lies in; any of them. */
  readonly paths: readonly MemoryPath[]
  readonly notPaths: readonly MemoryPath[]
  /** Somebody who has ever changed the document; all of them. Folded. */
  readonly authors: readonly string[]
  readonly notAuthors: readonly string[]
  /** Whoever changed it last; any of them. Folded. */
  readonly lastAuthors: readonly string[]
  readonly notLastAuthors: readonly string[]
  /** ISO 8601. Changed at that moment or later. */
  readonly after?: string
  /** ISO 8601. Last changed before that moment. */
  readonly before?: string
}

export type ParsedQuery =
  | { readonly ok: true; readonly query: Query }
  /** One sentence for each part that could not be understood. */
  | { readonly ok: false; readonly problems: readonly string[] }

/** Words and phrases that count; what comes after them does not. */
export const MOST_TERMS = 32
/** Those of them that also find longer words; the others are taken as they stand, for each beginning costs time. */
export const MOST_BEGINNINGS = 8
/** Characters of a query that count. */
const LONGEST_QUERY = 2_000

const KEYS = ['memory', 'path', 'author', 'by', 'after', 'before'] as const
type Key = (typeof KEYS)[number]

/** One piece of what was written: a minus, a filter's name, then something in quotes or without. */
const PIECE = /(-?)(?:(memory|path|author|by|after|before):)?(?:"([^"]*)(?:"|$)(\*?)|([^\s"]+))/giu

interface Piece {
  readonly not: boolean
  readonly key?: Key
  readonly value: string
  readonly quoted: boolean
  readonly star: boolean
}

/** Reads a query. `now` is what `after:7d` and `after:yesterday` are counted from; days begin at midnight UTC. */
export function parseQuery(text: string, now: Date): ParsedQuery {
  const building = emptyQuery()
  const problems: string[] = []
  let join: 'all' | 'any' | 'not' = 'all'
  for (const piece of piecesOf(text.slice(0, LONGEST_QUERY))) {
    const word = piece.quoted || piece.key || piece.not ? '' : piece.value
    if (word === 'AND') continue
    if (word === 'OR' || word === 'NOT') {
      join = word === 'OR' ? 'any' : 'not'
      continue
    }
    const problem = piece.key
      ? addFilter(building, piece.key, { ...piece, not: piece.not || join === 'not' }, now)
      : addTerm(building, piece, join)
    if (problem) problems.push(problem)
    join = 'all'
  }
  if (problems.length > 0) return { ok: false, problems }
  const { count: _, terms, without, ...filters } = building
  const query = { terms, without, filters }
  return saysSomething(query) ? { ok: true, query } : { ok: false, problems: [nothingIn(text)] }
}

type Building = {
  count: number
  terms: Term[]
  without: Term[]
} & {
  -readonly [K in keyof Filters]: Filters[K] extends readonly string[] ? string[] : Filters[K]
}

function emptyQuery(): Building {
  const where = { memories: [], notMemories: [], paths: [], notPaths: [] }
  const who = { authors: [], notAuthors: [], lastAuthors: [], notLastAuthors: [] }
  return { count: 0, terms: [], without: [], ...where, ...who }
}

function piecesOf(text: string): readonly Piece[] {
  return [...text.matchAll(PIECE)].map(([, minus, key, quoted, star, plain = '']) => ({
    not: minus === '-',
    key: KEYS.find((each) => each === key?.toLowerCase()),
    value: quoted ?? plain,
    quoted: quoted !== undefined,
    star: quoted === undefined ? plain.endsWith('*') : star === '*',
  }))
}

function addTerm(building: Building, piece: Piece, join: 'all' | 'any' | 'not'): null {
  const kind = piece.star ? 'prefix' : piece.quoted ? 'exact' : 'word'
  const whole = termOf(piece.value, kind)
  if (!whole || building.count >= MOST_TERMS) return null
  const term = building.count < MOST_BEGINNINGS ? whole : wholeWords(whole)
  building.count++
  const last = building.terms.at(-1)
  if (piece.not || join === 'not') building.without.push(term)
  else if (join === 'any' && last) building.terms[building.terms.length - 1] = either(last, term)
  else building.terms.push(term)
  return null
}

function either(one: Term, other: Term): Term {
  return {
    written: `${one.written} OR ${other.written}`,
    forms: [...one.forms, ...other.forms],
  }
}

function addFilter(building: Building, key: Key, { value, not }: Piece, now: Date): string | null {
  switch (key) {
    case 'memory': {
      if (foldName(value) === '') return 'memory: expects the name of a memory, as in memory:Diary.'
      building[not ? 'notMemories' : 'memories'].push(value)
      return null
    }
    case 'path': {
      const path = pathOf(value)
      if (!path.ok) return `path: ${path.message}`
      building[not ? 'notPaths' : 'paths'].push(path.path)
      return null
    }
    case 'author':
    case 'by': {
      const name = foldName(value)
      if (name === '') return `${key}: expects a name, as in ${key}:Alice.`
      if (key === 'author') building[not ? 'notAuthors' : 'authors'].push(name)
      else building[not ? 'notLastAuthors' : 'lastAuthors'].push(name)
      return null
    }
    case 'after':
    case 'before': {
      const moment = parseMoment(value, now)
      if (not) return `${key}: takes no minus; use ${key === 'after' ? 'before' : 'after'}: instead.`
      if (moment === null)
        return `${key}: expects a day, a month, a year, or a time ago, as in 2026-11-01, 2026-11, yesterday or 7d. What came was "${value.slice(0, 40)}".`
      if (key === 'after') building.after = [building.after ?? '', moment].sort()[1]
      else building.before = [building.before ?? moment, moment].sort()[0]
      return null
    }
    default:
      return key satisfies never
  }
}

/** As names are compared: without case and spaces at the ends. */
export function foldName(name: string): string {
  return name.normalize('NFC').trim().toLowerCase()
}

/** `projects`, `/projects`, `memories/projects/` and `/memories/projects/*` all mean `/memories/projects`. */
function pathOf(written: string) {
  const bare = written.replace(/\/?\*?$/, '')
  const rooted = bare.replace(/^\/?(?=memories(\/|$))/, '/')
  if (rooted === '') return parseMemoryPath('/memories')
  return parseMemoryPath(/^\/memories(\/|$)/.test(rooted) ? rooted : `/memories/${rooted.replace(/^\//, '')}`)
}

function saysSomething({ terms, without, filters }: Query): boolean {
  return terms.length + without.length > 0 || isFiltered(filters)
}

/** Whether the filters leave anything out. */
export function isFiltered({ after, before, ...lists }: Filters): boolean {
  return after !== undefined || before !== undefined || Object.values(lists).some((list) => list.length > 0)
}

function nothingIn(text: string): string {
  const came = text.trim() === '' ? 'nothing' : `"${text.trim().slice(0, 40)}", which has no letter or digit`
  return `Expected words to look for, or a filter such as path:/memories/projects; what came was ${came}.`
}
