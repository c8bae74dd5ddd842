/** The documents as rows of a tree: folders, documents, and documents that are just being written. Pure. */
import type { DocumentInfo } from '../../workspace/events.ts'
import { perLanguage } from '../language/language.ts'
import type { Hand } from './live.ts'

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
  readonly size: number
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
  readonly info: DocumentInfo | null
  readonly hand: Hand | null
}

interface Folder {
  readonly folders: Map<string, Folder>
  readonly documents: Map<string, DocumentInfo | null>
}

const ROOT = '/memories'

export interface TreeQuery {
  readonly documents: readonly DocumentInfo[]
  readonly hands: readonly Hand[]
  /** Other memories; one without a document is shown too, so that one can begin in it. */
  readonly mounted?: readonly Mounted[]
  /** Paths of folders that are closed. */
  readonly closed: ReadonlySet<string>
  /** Only documents whose path has this in it; folders are then all open. */
  readonly find: string
}

export function treeRows(query: TreeQuery): readonly Row[] {
  const hands = new Map(
    query.hands.flatMap((hand) => (hand.path === null ? [] : [[hand.path, hand] as const])),
  )
  const wanted = query.find.trim().toLowerCase()
  const root: Folder = { folders: new Map(), documents: new Map() }
  const mounted = new Map((query.mounted ?? []).map((memory) => [`${ROOT}/${memory.mount}`, memory]))
  if (wanted === '') for (const { mount } of mounted.values()) folderOf(root, [mount])
  for (const info of query.documents) if (matches(info.path, wanted)) place(root, info.path, info)
  for (const hand of query.hands) {
    if (hand.call.kind === 'create' && hand.path !== null && isFull(hand) && matches(hand.path, wanted)) {
      place(root, hand.path, null)
    }
  }
  return rowsOf(root, ROOT, 1, { ...query, hands, mounted, all: wanted !== '' })
}

/** A path that is still arriving would make a row that changes its name letter by letter. */
function isFull(hand: Hand): boolean {
  return hand.call.kind === 'create' && hand.call.text !== ''
}

function matches(path: string, wanted: string): boolean {
  return wanted === '' || path.slice(ROOT.length).toLowerCase().includes(wanted)
}

function place(root: Folder, path: string, info: DocumentInfo | null): void {
  const parts = path.split('/').slice(2)
  const name = parts.pop()
  if (name === undefined || name === '') return
  const folder = folderOf(root, parts)
  if (info !== null || !folder.documents.has(name)) folder.documents.set(name, info)
}

/** The folder at a path; it and what it lies in are made when they are not there. */
function folderOf(root: Folder, parts: readonly string[]): Folder {
  let folder = root
  for (const part of parts) {
    const next = folder.folders.get(part) ?? { folders: new Map(), documents: new Map() }
    folder.folders.set(part, next)
    folder = next
  }
  return folder
}

interface Walk {
  readonly mounted: ReadonlyMap<string, Mounted>
  readonly hands: ReadonlyMap<string, Hand>
  readonly closed: ReadonlySet<string>
  readonly all: boolean
}

function rowsOf(folder: Folder, path: string, level: number, walk: Walk): Row[] {
  const folders = [...folder.folders].sort(byName)
  const documents = [...folder.documents].sort(byName)
  const siblings = folders.length + documents.length
  const rows: Row[] = []
  folders.forEach(([name, inner], index) => {
    const at = `${path}/${name}`
    const open = walk.all || !walk.closed.has(at)
    const memory = walk.mounted.get(at) ?? null
    const row = { kind: 'folder', path: at, name, level, position: index + 1, siblings, open } as const
    rows.push({ ...row, ...sumOf(inner), memory })
    if (open) rows.push(...rowsOf(inner, at, level + 1, walk))
  })
  documents.forEach(([name, info], index) => {
    const at = `${path}/${name}`
    const position = folders.length + index + 1
    rows.push({
      kind: 'document',
      path: at,
      name,
      level,
      position,
      siblings,
      info,
      hand: walk.hands.get(at) ?? null,
    })
  })
  return rows
}

const collator = perLanguage((locale) => new Intl.Collator(locale, { numeric: true, sensitivity: 'base' }))

/** Without the ending, so that `acme.md` stands before `acme_design.md`. */
function byName(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return collator().compare(stem(a[0]), stem(b[0]))
}

function stem(name: string): string {
  return name.replace(/\.md$/, '')
}

function sumOf(folder: Folder): { documents: number; size: number } {
  let documents = folder.documents.size
  let size = 0
  for (const info of folder.documents.values()) size += info?.size ?? 0
  for (const inner of folder.folders.values()) {
    const sum = sumOf(inner)
    documents += sum.documents
    size += sum.size
  }
  return { documents, size }
}
