import { type Doc, parseDoc } from './document.ts'
import { groundOf, type Listing, listingOf } from './listing.ts'
import type { Call, Scene } from './scene.ts'
import { ROOT } from './topic.ts'

/**
 * What this turn's tool results have shown of the memory, and what its calls have done to it.
 * Results that context editing took away are not used: the model cannot see them.
 */
export interface Library {
  /** The directory was looked at in this turn, whether or not the result can still be seen. */
  readonly looked: boolean
  /** Files by path, from the newest listing that can be seen, or else the files opened in this turn. */
  readonly paths: readonly string[]
  /** Folders that a listing names without saying what lies in them: it shows two levels. */
  readonly folders: readonly string[]
  /** Folders below the directory that were looked into in this turn. */
  readonly entered: readonly string[]
  /** The listing can be seen; without it nobody knows whether a path is free. */
  readonly listed: boolean
  /** The directory that new documents go into: that of all memories, or the first memory in it, where it takes none itself. */
  readonly ground: string
  readonly shelves: ReadonlyMap<string, Shelf>
  readonly deeds: readonly Deed[]
  /** Something of this turn can no longer be seen. */
  readonly blind: boolean
}

/** What is known of one path. */
export interface Shelf {
  readonly doc: Doc | null
  readonly views: number
  /** The text as it was first seen in this turn. */
  readonly before: Doc | null
  /** Successful changes since the text was last seen whole. */
  readonly editsSince: number
  /** Several changes went out in one reply, so nobody knows in which order they ran. */
  readonly unsure: boolean
  readonly failures: number
  readonly lastError: string | null
}

/** A change that was asked for in this turn, with its answer. */
export interface Deed {
  readonly round: number
  readonly command: 'create' | 'str_replace' | 'insert' | 'delete' | 'rename'
  readonly path: string
  readonly to?: string
  readonly text: string
  readonly old: string
  readonly ok: boolean
  readonly answer: string
}

interface Mutable {
  looked: boolean
  listing: Listing | null
  entered: Map<string, Listing | null>
  ground: string
  blind: boolean
  shelves: Map<string, OpenShelf>
  deeds: Deed[]
}

type OpenShelf = {
  before: string[] | null
  unsure: boolean
  lastRound: number
  lines: string[] | null
  views: number
  editsSince: number
  failures: number
  failedRound: number
  lastError: string | null
}

export function readLibrary(scene: Scene): Library {
  const state: Mutable = {
    looked: false,
    listing: null,
    entered: new Map(),
    ground: ROOT,
    blind: false,
    shelves: new Map(),
    deeds: [],
  }
  for (const call of scene.calls) readCall(state, call)
  const shelves = new Map(
    [...state.shelves].map(([path, { lines, before, ...rest }]) => [
      path,
      {
        ...rest,
        doc: lines === null ? null : parseDoc(path, lines),
        before: before === null ? null : parseDoc(path, before),
      },
    ]),
  )
  const seen = [state.listing, ...state.entered.values()].filter((listing) => listing !== null)
  return {
    looked: state.looked,
    listed: state.listing !== null,
    ground: state.ground,
    folders: [...new Set(seen.flatMap(({ closed }) => closed))].filter((path) => !state.entered.has(path)),
    entered: [...state.entered.keys()],
    paths:
      state.listing === null
        ? [...shelves]
            .filter(([, shelf]) => shelf.views > 0 && shelf.lastError === null)
            .map(([path]) => path)
        : [...new Set(seen.flatMap(({ paths }) => paths))],
    shelves,
    deeds: state.deeds,
    blind: state.blind,
  }
}

function readCall(state: Mutable, call: Call): void {
  const { input, result } = call
  if (result?.cleared === true || input === null) state.blind = true
  if (input === null || result === null) return
  const path = text(input.path) || text(input.old_path)
  switch (input.command) {
    case 'view':
      if (path === ROOT) readListing(state, result)
      else if (isFolder(path, result))
        state.entered.set(path, result.cleared ? null : listingOf(result.text, path))
      else readView(state, path, result)
      return
    case 'create':
    case 'str_replace':
    case 'insert':
    case 'delete':
    case 'rename':
      readDeed(state, input.command, path, call, result)
      return
    default:
      return
  }
}

type Result = NonNullable<Call['result']>

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function readListing(state: Mutable, result: Result): void {
  state.looked = true
  if (result.isError) state.listing = { paths: [], closed: [] }
  else if (!result.cleared) {
    state.listing = listingOf(result.text, ROOT)
    state.ground = groundOf(result.text)
  }
}

/** The document that somebody names by a path: the one that ends with it, where nothing lies beside the memories. */
export function meantPath(library: Library, path: string): string {
  const named = library.paths.includes(path) ? [path] : namesakes(library, path)
  return (named.length === 1 ? named[0] : undefined) ?? placedPath(library, path)
}

/** All documents whose path ends as somebody wrote it. */
export function namesakes({ paths }: Library, path: string): readonly string[] {
  return paths.filter((known) => known.endsWith(path.slice(ROOT.length)))
}

/** Where a document with this path is put: in the ground, unless the path names one of the memories. */
export function placedPath({ ground, paths }: Library, path: string): string {
  const memory = `${path.split('/', 3).join('/')}/`
  const inside = ground === ROOT || paths.some((known) => known.startsWith(memory))
  return inside ? path : ground + path.slice(ROOT.length)
}

/** Of a cleared view only the name tells. */
function isFolder(path: string, result: Result): boolean {
  return result.cleared
    ? !/\.[a-z0-9]{1,5}$/i.test(path)
    : /^Here['’]re the files and directories/.test(result.text)
}

function shelf(state: Mutable, path: string): OpenShelf {
  const found = state.shelves.get(path)
  if (found !== undefined) return found
  const fresh: OpenShelf = {
    before: null,
    unsure: false,
    lastRound: 0,
    lines: null,
    views: 0,
    editsSince: 0,
    failures: 0,
    failedRound: 0,
    lastError: null,
  }
  state.shelves.set(path, fresh)
  return fresh
}

function readView(state: Mutable, path: string, result: Result): void {
  const of = shelf(state, path)
  of.views += 1
  of.editsSince = 0
  of.unsure = false
  of.lines = result.isError || result.cleared ? null : numberedLines(result.text)
  of.before ??= of.lines
  of.lastError = result.isError ? result.text : null
  if (result.isError) of.failures += 1
}

/** Lines of a numbered view; whatever does not carry the next number (headers, notes about a cut) is left out. */
function numberedLines(view: string): string[] {
  const lines: string[] = []
  for (const line of view.split('\n')) {
    const match = /^\s*(\d+)\t(.*)$/.exec(line.replace(/\r$/, ''))
    if (match !== null && Number(match[1]) === lines.length + 1) lines.push(match[2] ?? '')
  }
  return lines
}

function readDeed(state: Mutable, command: Deed['command'], path: string, call: Call, result: Result): void {
  const input = call.input ?? {}
  const to = text(input.new_path)
  const failed = result.isError || /^Error\b/.test(result.text)
  state.deeds.push({
    round: call.round,
    command,
    path,
    ...(command === 'rename' ? { to } : {}),
    text: text(input.file_text) || text(input.new_str) || text(input.insert_text),
    old: text(input.old_str),
    ok: !failed,
    answer: result.text,
  })
  const of = shelf(state, path)
  if (failed) {
    // Several that fail in one reply have failed for one reason.
    if (of.failedRound !== call.round) of.failures += 1
    of.failedRound = call.round
    of.lastError = result.text
    of.lines = null
    return
  }
  of.lastError = null
  if (of.lastRound === call.round) of.unsure = true
  of.lastRound = call.round
  of.editsSince = command === 'create' ? 0 : of.editsSince + 1
  of.lines = afterDeed(of.lines, command, input)
}

function afterDeed(
  lines: string[] | null,
  command: Deed['command'],
  input: Readonly<Record<string, unknown>>,
): string[] | null {
  if (command === 'create') return text(input.file_text).split('\n')
  if (lines === null) return null
  if (command === 'str_replace')
    return lines
      .join('\n')
      .replace(text(input.old_str), () => text(input.new_str))
      .split('\n')
  if (command === 'insert') {
    const at = typeof input.insert_line === 'number' ? input.insert_line : 0
    return lines.toSpliced(at, 0, ...text(input.insert_text).replace(/\n$/, '').split('\n'))
  }
  return null
}
