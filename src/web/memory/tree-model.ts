/** The documents as rows of a tree: folders, documents, and documents that are just being written. Pure. */
import type { Hand } from './live.ts'
import { byName, type Folder, layerOf, ROOT, type Shelf, type Shelved } from './shelf-model.ts'

export type Row = FolderRow | DocumentRow

interface Place {
  readonly path: string
  readonly name: string
  /** 1 for the top. */
  readonly level: number
  /** Number among its siblings, from 1, and how many there are. */
  readonly position: number
  readonly siblings: number
}

export interface FolderRow extends Place {
  readonly kind: 'folder'
  readonly open: boolean
  readonly documents: number
  /** The memory that lies here; null: an ordinary folder. */
  readonly memory: Mounted | null
}

/** Another memory, at its place under the root. */
export interface Mounted {
  readonly mount: string
  readonly name: string
  /** Not everybody may read it. */
  readonly isPrivate: boolean
  /** One may read it and not change it. */
  readonly readOnly: boolean
}

export interface DocumentRow extends Place {
  readonly kind: 'document'
  /** null: it is being written and does not exist yet. */
  readonly info: Shelved | null
}

export interface TreeQuery {
  readonly shelf: Shelf
  /** Paths of documents that are being written and do not exist yet. */
  readonly ghosts?: readonly string[]
  /** Other memories; one without a document is shown too, so that one can begin in it. */
  readonly mounted?: readonly Mounted[]
  readonly isClosed: (folder: string) => boolean
  /** Only documents whose path has this in it; folders are then all open. */
  readonly find: string
}

export function treeRows({ shelf, ghosts = [], mounted = [], isClosed, find }: TreeQuery): readonly Row[] {
  const wanted = find.trim().toLowerCase()
  const extra = extraOf([
    ...ghosts.filter((path) => shelf.at(path) === undefined),
    ...(wanted === '' ? mounted.map(({ mount }) => `${ROOT}/${mount}/`) : []),
  ])
  const rows: Row[] = []
  const memories = new Map(mounted.map((memory) => [`${ROOT}/${memory.mount}`, memory]))
  walk(shelf.root, extra, { path: ROOT, level: 1 }, { memories, isClosed, wanted, rows })
  return rows
}

/** A path that is still arriving would make a row that changes its name letter by letter. */
export function ghostsOf(hands: readonly Hand[]): readonly string[] {
  return hands.flatMap(({ call, path }) =>
    call.kind === 'create' && call.text !== '' && path !== null ? [path] : [],
  )
}

/** What stands in the tree and is on no shelf. */
interface Extra {
  readonly folders: Map<string, Extra>
  readonly documents: Set<string>
}

function extraOf(paths: readonly string[]): Extra | undefined {
  if (paths.length === 0) return undefined
  const top: Extra = { folders: new Map(), documents: new Set() }
  for (const path of paths) {
    const parts = path.split('/').slice(2)
    const name = parts.pop()
    let at = top
    for (const part of parts) {
      const next = at.folders.get(part) ?? { folders: new Map(), documents: new Set<string>() }
      at.folders.set(part, next)
      at = next
    }
    if (name) at.documents.add(name)
  }
  return top
}

interface Walk {
  readonly memories: ReadonlyMap<string, Mounted>
  readonly isClosed: (folder: string) => boolean
  readonly wanted: string
  readonly rows: Row[]
}

interface At {
  readonly path: string
  readonly level: number
}

/** Adds the rows of what a folder holds; how many documents of it and below are shown or could be. */
function walk(folder: Folder | undefined, extra: Extra | undefined, { path, level }: At, way: Walk): number {
  const { folders, documents } = held(folder, extra)
  const found =
    way.wanted === '' ? documents : documents.filter(([name]) => matches(`${path}/${name}`, way.wanted))
  const begin = way.rows.length
  let total = found.length
  let shownFolders = 0
  for (const [name, inner, more] of folders) {
    const at = `${path}/${name}`
    const open = way.wanted !== '' || !way.isClosed(at)
    const place = way.rows.length
    const row = { kind: 'folder', path: at, name, level, open, memory: way.memories.get(at) ?? null } as const
    way.rows.push({ ...row, position: ++shownFolders, siblings: 0, documents: inner?.total ?? 0 })
    if (!open) {
      total += inner?.total ?? 0
      continue
    }
    const below = walk(inner, more, { path: at, level: level + 1 }, way)
    if (way.wanted !== '' && below === 0) {
      way.rows.length = place
      shownFolders--
      continue
    }
    way.rows[place] = { ...row, position: shownFolders, siblings: 0, documents: below }
    total += below
  }
  const siblings = shownFolders + found.length
  for (let at = begin; shownFolders > 0 && at < way.rows.length; at++) {
    const row = way.rows[at]
    if (row?.kind === 'folder' && row.level === level) way.rows[at] = { ...row, siblings }
  }
  found.forEach(([name, info], index) => {
    const position = shownFolders + index + 1
    way.rows.push({ kind: 'document', path: `${path}/${name}`, name, level, position, siblings, info })
  })
  return total
}

type Held = {
  readonly folders: readonly (readonly [string, Folder | undefined, Extra | undefined])[]
  readonly documents: readonly (readonly [string, Shelved | null])[]
}

function held(folder: Folder | undefined, extra: Extra | undefined): Held {
  const layer = folder ? layerOf(folder) : { folders: [], documents: [] }
  if (!extra)
    return {
      folders: layer.folders.map(([name, inner]) => [name, inner, undefined]),
      documents: layer.documents,
    }
  const names = new Set([...layer.folders.map(([name]) => name), ...extra.folders.keys()])
  const folders = [...names].map(
    (name) => [name, folder?.folders.get(name), extra.folders.get(name)] as const,
  )
  const ghosts = [...extra.documents].map((name) => [name, null] as const)
  return {
    folders: folders.sort(byName),
    documents: ghosts.length === 0 ? layer.documents : [...layer.documents, ...ghosts].sort(byName),
  }
}

function matches(path: string, wanted: string): boolean {
  return path.slice(ROOT.length).toLowerCase().includes(wanted)
}
