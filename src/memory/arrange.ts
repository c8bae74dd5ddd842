/**
 * From how documents shall stand to the changes that bring them there, in an order in which no change finds its place
 * taken. Pure. At most one change of a document has a text, so that (document, version) names one text.
 */
import { Overlay } from './overlay.ts'
import { nameOf, parentOf } from './path.ts'
import { whyNotAt } from './place.ts'
import type { TreeView } from './tree.ts'
import type { Change, DocumentId, DocumentInfo, MemoryPath } from './types.ts'

/** How a document shall stand: null when it shall not be there; `text` is left out when the text shall stay. */
export type End = { readonly path: MemoryPath; readonly text?: string } | null

/**
 * The changes that lead from the tree to the ends. Expects that the ends have room: that no two documents end on one path
 * or on paths that differ only in case, and that none ends under another. A document that is not there needs a text.
 */
export function arrange(tree: TreeView, ends: ReadonlyMap<DocumentId, End>): readonly Change[] {
  const deletes: Change[] = []
  const moves: Move[] = []
  const creates: Change[] = []
  const edits: Change[] = []
  for (const [document, end] of ends) {
    const info = tree.document(document)
    if (!end) {
      if (info) deletes.push({ kind: 'delete', document, path: info.path })
      continue
    }
    const { path, text } = end
    if (!info) creates.push({ kind: 'create', document, path, text: text ?? '' })
    else {
      if (info.path !== path) moves.push({ info, to: path })
      if (text !== undefined) edits.push({ kind: 'edit', document, path, text })
    }
  }
  const rest = new Overlay(tree)
  for (const { document } of deletes) rest.remove(document)
  return [...deletes, ...inOrder(rest, moves), ...creates, ...edits]
}

interface Move {
  readonly info: DocumentInfo
  readonly to: MemoryPath
}

/** Renames one after the other, each to a place that is free by then. Documents that change places step aside first. */
function inOrder(tree: Overlay, moves: readonly Move[]): readonly Change[] {
  const changes: Change[] = []
  let waiting = moves
  const go = ({ info, to }: Move) => {
    changes.push({ kind: 'rename', document: info.document, from: info.path, path: to })
    tree.place({ ...info, path: to })
  }
  while (waiting.length > 0) {
    const blocked = waiting.filter((move) => {
      const free = isFree(tree, move)
      if (free) go(move)
      return !free
    })
    const [first] = blocked
    if (first && blocked.length === waiting.length) {
      const aside = freeBeside(tree, first.info.path)
      go({ info: first.info, to: aside })
      waiting = [...blocked.slice(1), { info: { ...first.info, path: aside }, to: first.to }]
    } else waiting = blocked
  }
  return changes
}

function isFree(tree: Overlay, { info, to }: Move): boolean {
  const without = new Overlay(tree)
  without.remove(info.document)
  return !without.at(to) && !without.isDirectory(to) && whyNotAt(without, to) === null
}

/** Characters of a name that a name beside it begins with; leaves room for the number. */
const LONGEST_STEM = 40

/** A path in the same directory where nothing is: the name with a number before its ending. */
export function freeBeside(tree: TreeView, path: MemoryPath): MemoryPath {
  const [, stem = '', ending = ''] = /^(.*?)(\.[^./]{1,16})?$/.exec(nameOf(path)) ?? []
  const short = [...stem].slice(0, LONGEST_STEM).join('').trim()
  for (let n = 2; ; n++) {
    const beside = `${parentOf(path)}/${short} (${n})${ending}`
    if (!tree.at(beside) && !tree.isDirectory(beside) && whyNotAt(tree, beside) === null) return beside
  }
}
