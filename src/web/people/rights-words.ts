/** Who may see and change a memory, in words, and as the few ways in which people think of it. Pure. */
import {
  type Access,
  accessOf,
  DEFAULT_MEMORY,
  GUEST,
  isOpenToAll,
  type MemoryInfo,
  PRIVATE_MARK,
} from '../../memory/rights.ts'
import { words } from './words.ts'

type Rights = Pick<MemoryInfo, 'everyone' | 'members'>

/** `shared`: everybody writes; `handbook`: everybody reads, some write; `private`: only those who are named. */
export type Way = 'shared' | 'handbook' | 'private'

export function wayOf({ everyone }: Rights): Way {
  return everyone === 'write' ? 'shared' : everyone === 'read' ? 'handbook' : 'private'
}

export const EVERYONE = { shared: 'write', handbook: 'read', private: 'none' } as const satisfies Record<
  Way,
  Access
>

/** What a person (null: somebody who has not said who it is) may do in it. */
export function accessFor(info: MemoryInfo, name: string | null): Access {
  return accessOf(info, name === null ? GUEST : { kind: 'person', name })
}

/** "Alice and John write, Sam reads, nobody else sees it." */
export function rightsWords({ everyone, members }: Rights): string {
  const named = (access: Access) => {
    const names = Object.keys(members)
      .filter((name) => members[name] === access && access !== everyone)
      .sort((a, b) => a.localeCompare(b))
    return names.length === 0 ? null : { names: listed(names), many: names.length > 1 }
  }
  return words().rights({ everyone, write: named('write'), read: named('read'), none: named('none') })
}

/** "Alice, John and Sam". */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : words().and(names.slice(0, -1).join(', '), last)
}

/** The place with the sign that it needs under these rights: where not everybody may read, it begins with `~`. */
export function mountUnder(mount: string, rights: Rights): string {
  const bare = mount.startsWith(PRIVATE_MARK) ? mount.slice(PRIVATE_MARK.length) : mount
  return isOpenToAll(rights) ? bare : `${PRIVATE_MARK}${bare}`
}

/** The one that everybody shares first, then by name. */
export function inOrder(memories: readonly MemoryInfo[]): readonly MemoryInfo[] {
  const rank = (info: MemoryInfo) => (info.id === DEFAULT_MEMORY ? 0 : 1)
  return [...memories].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
}
