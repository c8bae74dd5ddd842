/**
 * Where a memory lies in the whole: inside it every path begins with /memories, outside with /memories/<mount>. Pure.
 * What planning asks, and what comes out of it, is turned from one into the other here, so that the words of every
 * answer name the paths that the asker knows.
 */

import type { Before } from './changes.ts'
import type { Past } from './past.ts'
import { erasedPath, isUnder, ROOT } from './path.ts'
import type { Directories, TreeView } from './tree.ts'
import type { Change, Commit, CommittedChange, DocumentInfo, MemoryPath } from './types.ts'

/** How one memory is seen from outside. */
export interface Mount {
  /** false: paths are the same inside and outside. */
  readonly moves: boolean
  /** The path outside of a path inside. */
  outer(path: MemoryPath): MemoryPath
  /** The path inside of a path outside, which must lie in the mount. */
  inner(path: MemoryPath): MemoryPath
  /** Why nothing new may be put at this path (outside), or null. */
  whyNot(path: MemoryPath): string | null
}

/** The directory of a mount, seen from outside. */
export function mountPath(mount: string): MemoryPath {
  return mount === '' ? ROOT : `${ROOT}/${mount}`
}

/** The first name under /memories of a path; '' for /memories itself. */
export function firstName(path: MemoryPath): string {
  return path.slice(ROOT.length + 1).split('/', 1)[0] ?? ''
}

/** Under /memories/<mount>. */
export function mountAt(mount: string): Mount {
  const root = mountPath(mount)
  return {
    moves: true,
    outer: (path) => root + path.slice(ROOT.length),
    inner: (path) => ROOT + path.slice(root.length),
    whyNot: () => null,
  }
}

/** The root itself, where `whyNot` keeps room for the mounts of the other memories. */
export function rootMount(whyNot: Mount['whyNot']): Mount {
  return { moves: false, outer: (path) => path, inner: (path) => path, whyNot }
}

export function outerInfo(info: DocumentInfo, mount: Mount): DocumentInfo {
  return mount.moves ? { ...info, path: mount.outer(info.path) } : info
}

export function outerCommit<C extends Commit>(commit: C, mount: Mount): C {
  if (!mount.moves) return commit
  return { ...commit, changes: commit.changes.map((change) => moved(change, mount.outer)) }
}

/** What a plan that was made outside changes inside. A tombstone was made inside already. */
export function innerChange(change: Change, mount: Mount): Change {
  return change.kind === 'erase' || !mount.moves ? change : moved(change, mount.inner)
}

function moved<C extends Change | CommittedChange>(change: C, to: (path: MemoryPath) => MemoryPath): C {
  // The name of an erased document stands for no place.
  if (change.path === erasedPath(change.document)) return change
  const path = to(change.path)
  return change.kind === 'rename' ? { ...change, path, from: to(change.from) } : { ...change, path }
}

/** A tree as it is seen from outside. What lies outside the mount is not there. */
export function outerTree(tree: TreeView, mount: Mount): TreeView {
  if (!mount.moves) return tree
  const root = mount.outer(ROOT)
  const holds = (path: MemoryPath) => path === root || isUnder(path, root)
  const info = (found: DocumentInfo | undefined) => found && outerInfo(found, mount)
  const under = (directory: MemoryPath) =>
    tree.under(mount.inner(directory)).map((each) => outerInfo(each, mount))
  return {
    document: (id) => info(tree.document(id)),
    at: (path) => (holds(path) ? info(tree.at(mount.inner(path))) : undefined),
    isDirectory: (path) => isUnder(root, path) || (holds(path) && tree.isDirectory(mount.inner(path))),
    countUnder: (path) => {
      if (holds(path)) return tree.countUnder(mount.inner(path))
      return isUnder(root, path) ? tree.countUnder(ROOT) : 0
    },
    under: (path) => {
      if (holds(path)) return under(path)
      return isUnder(root, path) ? under(root) : []
    },
    twinOf: (path) => {
      const twin = holds(path) && path !== root ? tree.twinOf(mount.inner(path)) : undefined
      return twin === undefined ? undefined : mount.outer(twin)
    },
  }
}

/** What was, as it is seen from outside. */
export function outerPast(past: Past, mount: Mount): Past {
  if (!mount.moves) return past
  return {
    commit: (number) => {
      const commit = past.commit(number)
      return commit && outerCommit(commit, mount)
    },
    commitsOf: (document) => past.commitsOf(document).map((commit) => outerCommit(commit, mount)),
    versions: (document) => past.versions(document),
    lastPath: (document) => {
      const path = past.lastPath(document)
      return path === undefined || path === erasedPath(document) ? path : mount.outer(path)
    },
  }
}

/** The directories of a tree, as they are listed to somebody outside. */
export function outerDirectories(tree: Directories, mount: Mount): Directories {
  if (!mount.moves) return tree
  return {
    at: (path) => {
      const info = tree.at(mount.inner(path))
      return info && outerInfo(info, mount)
    },
    directory: (path) => {
      const found = tree.directory(mount.inner(path))
      return found && { ...found, path }
    },
    *recent(directory) {
      for (const info of tree.recent(mount.inner(directory))) yield outerInfo(info, mount)
    },
  }
}

/** How documents stood before a commit, as it is seen from outside. */
export function outerBefore(before: Before, mount: Mount | undefined): Before {
  if (!mount?.moves) return before
  const outer = [...before].map(([id, was]) => [id, was && { ...was, path: mount.outer(was.path) }] as const)
  return new Map(outer)
}

/** Why something that these changes put somewhere has no room there, or null. */
export function whyNoRoom(changes: readonly Change[], mount: Mount): string | null {
  for (const change of changes) {
    const why = change.kind === 'create' || change.kind === 'rename' ? mount.whyNot(change.path) : null
    if (why) return why
  }
  return null
}
