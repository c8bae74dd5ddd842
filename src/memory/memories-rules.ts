/** Where a memory may be mounted, and what its rights may be. Pure. */
import { firstName, mountPath } from './mounts.ts'
import { parentOf, parseMemoryPath, ROOT } from './path.ts'
import { DEFAULT_MEMORY, isOpenToAll, type MemoryInfo, PRIVATE_MARK, sameMount } from './rights.ts'
import type { MemoryPath } from './types.ts'

/** Why a memory cannot be as it is described, or null. `before`: how it was; left out for a new one. */
export function whyNotChanged(info: MemoryInfo, before?: MemoryInfo): string | null {
  if (before?.id === DEFAULT_MEMORY) {
    const same =
      info.mount === before.mount &&
      info.everyone === 'write' &&
      info.workingCopy &&
      Object.keys(info.members).length === 0
    return same
      ? null
      : 'The memory that everybody shares lies at /memories, is open to all, and has its folder; that stays so.'
  }
  const parsed = parseMemoryPath(mountPath(info.mount))
  if (!parsed.ok) return `"${info.mount}" cannot be a mount. ${parsed.message}`
  if (parsed.isRoot || parentOf(parsed.path) !== ROOT)
    return 'Expected a mount of one name, without a slash: a memory lies directly under /memories.'
  if (!isOpenToAll(info) && !info.mount.startsWith(PRIVATE_MARK))
    return `A memory that not everybody may read is mounted under a name that begins with ${PRIVATE_MARK}, such as ${PRIVATE_MARK}${info.mount}: no other document can have such a name, so that nobody can find out by trying.`
  const writers = info.everyone === 'write' || Object.values(info.members).includes('write')
  return writers
    ? null
    : 'Nobody could write in this memory or change who may. Let at least one person write.'
}

/** Why a memory cannot be mounted beside the others, or null. */
export function whyNotMount(info: MemoryInfo, others: readonly MemoryInfo[]): string | null {
  const taken = others.some((other) => sameMount(other.mount, info.mount))
  return taken ? `The mount ${info.mount} is taken. Choose another.` : null
}

/**
 * Why nothing new may be put at this path in the default memory, or null: its place belongs to other memories. For names
 * with the private mark the answer is the same whether there is such a memory or not.
 */
export function whyReserved(path: MemoryPath, infos: readonly MemoryInfo[]): string | null {
  const name = firstName(path)
  if (name.startsWith(PRIVATE_MARK))
    return `Directly under /memories, names that begin with ${PRIVATE_MARK} are kept for memories of their own, and you have none at /memories/${name}.`
  const mounted = infos.find((info) => info.mount !== '' && sameMount(info.mount, name))
  return mounted ? `/memories/${mounted.mount} is the place of another memory.` : null
}
