/** What `view` answers for /memories where several memories lie. Pure. */

import type { Held } from './held.ts'
import { type Listing, listDirectory } from './listing.ts'
import { firstName, mountPath } from './mounts.ts'
import { newerFirst } from './order.ts'
import { ROOT } from './path.ts'
import { may, type Principal } from './rights.ts'
import type { Directories, Directory } from './tree.ts'
import type { DocumentInfo, MemoryPath } from './types.ts'

/**
 * Lists /memories with what is mounted there; below the listing, what each of these memories is, and whether a document
 * can lie beside them. `root` is the default memory, if the principal may read it, `mounts` the others that it may.
 */
export function listRoot(
  root: Held | undefined,
  mounts: readonly Held[],
  principal: Principal,
  range?: readonly [number, number],
): Listing {
  const listing = listDirectory(wholeTree(root, mounts), ROOT, range)
  if (!listing.ok) return listing
  const notes = mounts.map(({ info }) => {
    const rights = may(info, principal, 'write') ? '' : ', read only here'
    const says = info.description === '' ? info.name : `${info.name}: ${info.description}`
    return `[${mountPath(info.mount)}/ is a memory of its own${rights}. ${says}]`
  })
  const takes = root && may(root.info, principal, 'write')
  const beside = takes || mounts.length === 0 ? [] : [NOTHING_BESIDE]
  return { ...listing, text: [listing.text, ...notes, ...beside].join('\n') }
}

const NOTHING_BESIDE = `[Nothing can be stored at ${ROOT} itself: a new document belongs in one of these memories.]`

/** /memories as it is with several memories: the directories of each, and the mounts among the names of the root. */
function wholeTree(root: Held | undefined, mounts: readonly Held[]): Directories {
  const byMount = new Map(mounts.map((held) => [held.info.mount, held]))
  const holding = (path: MemoryPath) => byMount.get(firstName(path)) ?? root
  const whole = (): Directory => {
    const parts = [...(root ? [root] : []), ...mounts].flatMap(
      (held) => held.reading.directory(held.mount.outer(ROOT)) ?? [],
    )
    const names = [...(root?.reading.directory(ROOT)?.names ?? []), ...byMount.keys()]
    return {
      path: ROOT,
      size: parts.reduce((sum, { size }) => sum + size, 0),
      documents: parts.reduce((sum, { documents }) => sum + documents, 0),
      names: names.sort(),
    }
  }
  return {
    at: (path) => holding(path)?.reading.at(path),
    directory: (path) => (path === ROOT ? whole() : holding(path)?.reading.directory(path)),
    recent: (path) =>
      path === ROOT
        ? newest([...(root ? [root] : []), ...mounts])
        : (holding(path)?.reading.recent(path) ?? []),
  }
}

/** What changed last in any of the memories. */
function newest(all: readonly Held[]): readonly DocumentInfo[] {
  const recent = all.flatMap((held) => [...held.reading.recent(held.mount.outer(ROOT))])
  return recent.sort((a, b) => newerFirst(a.changedAt, b.changedAt))
}
