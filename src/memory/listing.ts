/** What `view` answers for a directory. Pure; costs as much as it shows, however large the memory is. */
import type { Directories, Directory } from './tree.ts'
import type { DocumentInfo, MemoryPath } from './types.ts'
import { checkRange } from './view.ts'

/** Characters of a whole listing; longer ones are cut with counts and a note how to go on. */
export const LISTING_LIMIT = 16_000
/** Room for the two closing notes. */
const NOTES_ROOM = 400
/** Room for naming what changed last, where not everything is shown; and how many are named at most. */
const RECENT_ROOM = 600
const MOST_RECENT = 5

export type Listing =
  | {
      readonly ok: true
      readonly text: string
      /** The documents whose line is shown: the reader now knows of these versions. */
      readonly shown: readonly DocumentInfo[]
    }
  | { readonly ok: false; readonly message: string }

/**
 * Lists a directory (which must exist) up to two levels deep, itself first, then names in order. When not everything
 * fits, the directory's own entries come first, then as much of what each directory in it holds as its share allows.
 * `range` pages through the directory's own entries: 1-based, inclusive, -1 as its end means to the end.
 */
export function listDirectory(
  tree: Directories,
  path: MemoryPath,
  range?: readonly [number, number],
): Listing {
  const names = tree.directory(path)?.names ?? []
  const span = range
    ? checkRange(range, names.length, 'entries of the directory')
    : { first: 1, last: names.length }
  if (typeof span === 'string') return { ok: false, message: span }
  const head = [
    `Here're the files and directories up to 2 levels deep in ${path}, excluding hidden items and node_modules:`,
    `${humanSize(tree.directory(path)?.size ?? 0)}\t${path}`,
  ]
  const room = LISTING_LIMIT - NOTES_ROOM - RECENT_ROOM - cost(head)
  const own = fitting(tree, path, names.slice(span.first - 1, span.last), room)
  const last = span.first - 1 + own.length
  const inside =
    last < span.last ? new Map<MemoryPath, Inside>() : open(tree, own, room - cost(own.map(lineOf)))
  const lines = own.flatMap((entry) => [lineOf(entry), ...(inside.get(entry.path)?.lines ?? [])])
  const closed = own.flatMap(({ path: each }) => (inside.has(each) ? [] : (tree.directory(each) ?? [])))
  const cut = [...cutNote(span.first, last, span.last, names.length), ...closedNote(closed)]
  const isWhole = cut.length === 0 && ![...inside.values()].some((each) => each.isCut)
  const notes = isWhole || range ? cut : [...recentNote(tree.recent(path)), ...cut]
  const shown = [...own, ...[...inside.values()].flatMap((each) => each.entries)].flatMap(
    ({ info }) => info ?? [],
  )
  return { ok: true, text: [...head, ...lines, ...notes].join('\n'), shown }
}

interface Entry {
  readonly path: MemoryPath
  readonly size: number
  /** Missing for a directory. */
  readonly info?: DocumentInfo
}

/** As much as is shown of what lies in one directory. */
interface Inside {
  readonly entries: readonly Entry[]
  readonly lines: readonly string[]
  readonly isCut: boolean
}

/** The first entries of a directory whose lines fit into so many characters. */
function fitting(
  tree: Directories,
  directory: MemoryPath,
  names: readonly string[],
  room: number,
): readonly Entry[] {
  const entries: Entry[] = []
  let used = 0
  for (const name of names) {
    const path = `${directory}/${name}`
    const info = tree.at(path)
    const entry: Entry = { path, size: info?.size ?? tree.directory(path)?.size ?? 0, info }
    used += cost([lineOf(entry)])
    if (used > room) break
    entries.push(entry)
  }
  return entries
}

/** Shares the room among directories, small ones first, so that what they leave is there for the large ones. */
function open(tree: Directories, entries: readonly Entry[], room: number): Map<MemoryPath, Inside> {
  const directories = entries
    .flatMap(({ path }) => tree.directory(path) ?? [])
    .sort((a, b) => a.names.length - b.names.length)
  const opened = new Map<MemoryPath, Inside>()
  let left = room
  for (const [i, directory] of directories.entries()) {
    const inside = look(tree, directory, Math.floor(left / (directories.length - i)))
    if (!inside) continue
    opened.set(directory.path, inside)
    left -= cost(inside.lines)
  }
  return opened
}

function look(tree: Directories, directory: Directory, room: number): Inside | null {
  const { path, names } = directory
  const all = fitting(tree, path, names, room)
  if (all.length === names.length) return { entries: all, lines: all.map(lineOf), isCut: false }
  const more = (left: number) => `[${left} more in ${path}/]`
  const entries = fitting(tree, path, names, room - cost([more(names.length)]))
  if (entries.length === 0) return null
  return { entries, lines: [...entries.map(lineOf), more(names.length - entries.length)], isCut: true }
}

function lineOf({ path, size, info }: Entry): string {
  return `${humanSize(size)}\t${path}${info ? '' : '/'}`
}

function cost(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0)
}

function cutNote(first: number, last: number, wanted: number, count: number): readonly string[] {
  if (last >= wanted) return []
  return [
    `[Cut: entries ${first} to ${last} of ${count} are shown, in order of name. To go on, view this directory again with view_range [${last + 1}, ${wanted}].]`,
  ]
}

function closedNote(closed: readonly Directory[]): readonly string[] {
  if (closed.length === 0) return []
  const documents = closed.reduce((sum, directory) => sum + directory.documents, 0)
  return [
    `[What lies in ${closed.length} of these directories, ${documents} documents, is left out. View one of them to see it.]`,
  ]
}

/** What changed last, as much as there is room for: where names are many, that is often what one looks for. */
function recentNote(recent: Iterable<DocumentInfo>): readonly string[] {
  const paths: string[] = []
  let used = 0
  for (const { path } of recent) {
    used += path.length + 2
    if (paths.length === MOST_RECENT || used > RECENT_ROOM - 40) break
    paths.push(path)
  }
  return paths.length === 0 ? [] : [`[Most recently changed: ${paths.join(', ')}]`]
}

const UNITS = ['B', 'K', 'M', 'G'] as const

/** Bytes for people and for Claude, as in the memory tool's documentation: `512B`, `1.5K`, `4.0K`, `1.2M`. */
export function humanSize(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024
    unit++
  }
  return `${unit === 0 ? value : value.toFixed(1)}${UNITS[unit]}`
}
