/**
 * Who may see and change which memory. Pure and browser-safe: the same answers on the server and in every browser.
 *
 * Until there is signing in, people are names that they choose themselves: this keeps order, but not secrets.
 */
import { foldCase } from './path.ts'

export type MemoryId = string

/** The memory that every workspace has: mounted at /memories itself, open to all. */
export const DEFAULT_MEMORY: MemoryId = 'default'
/** What it is called, and what it is for, until somebody says otherwise. */
export const DEFAULT_NAMES = { name: 'Shared memory', description: 'What everybody shares.' } as const

/** What people are told wherever they choose who may see what. */
export const RIGHTS_KEEP_ORDER =
  'Until Commonplace has signing in, people say themselves who they are. Rights keep order, but no secrets: anybody who can open this page can choose any name.'

export type Access = 'none' | 'read' | 'write'
export type Need = 'read' | 'write'

export interface MemoryInfo {
  readonly id: MemoryId
  readonly name: string
  /** One line, for people and for Claude. */
  readonly description: string
  /** '': the root, /memories itself; else one name: /memories/<mount>. */
  readonly mount: string
  /** What holds for whoever is not named in `members`, and for a browser that has not said who it is. */
  readonly everyone: Access
  readonly members: Readonly<Record<string, Access>>
  /** Whether its documents are also files on disk, where everybody who can read the disk can read them. */
  readonly workingCopy: boolean
  readonly createdAt: string
}

/** Somebody or something that asks for a memory. */
export type Principal =
  | { readonly kind: 'person'; readonly name: string }
  /** A browser that has not said who it is: it may what everyone may. */
  | { readonly kind: 'guest' }
  /** Claude in a chat: may what the least privileged of its participants may, and only in memories that are mounted. */
  | {
      readonly kind: 'claude'
      readonly chat: string
      readonly participants: readonly string[]
      readonly memories: readonly MemoryId[]
    }
  /** A program with a key: may what everyone may. */
  | { readonly kind: 'key'; readonly name: string }
  /** The files of one memory's working copy. */
  | { readonly kind: 'disk'; readonly memory: MemoryId }
  /** The process itself: at start, and on the command line. */
  | { readonly kind: 'owner' }

export const OWNER: Principal = { kind: 'owner' }
export const GUEST: Principal = { kind: 'guest' }

/** The one rule that everything else asks. */
export function accessOf(info: MemoryInfo, principal: Principal): Access {
  switch (principal.kind) {
    case 'owner':
      return 'write'
    case 'guest':
    case 'key':
      return info.everyone
    case 'person':
      return accessOfPerson(info, principal.name)
    case 'disk':
      return principal.memory === info.id && info.workingCopy ? 'write' : 'none'
    case 'claude': {
      if (!principal.memories.includes(info.id)) return 'none'
      if (principal.participants.length === 0) return info.everyone
      return principal.participants.map((name) => accessOfPerson(info, name)).reduce(lesser)
    }
    default:
      return principal satisfies never
  }
}

function accessOfPerson(info: MemoryInfo, name: string): Access {
  return (Object.hasOwn(info.members, name) ? info.members[name] : undefined) ?? info.everyone
}

const RANK = { none: 0, read: 1, write: 2 } as const satisfies Record<Access, number>

function lesser(a: Access, b: Access): Access {
  return RANK[a] < RANK[b] ? a : b
}

/** Whether the principal may read (or write) the memory. */
export function may(info: MemoryInfo, principal: Principal, need: Need): boolean {
  return RANK[accessOf(info, principal)] >= RANK[need]
}

/** Whether there is nobody who may not at least read it. */
export function isOpenToAll({ everyone, members }: Pick<MemoryInfo, 'everyone' | 'members'>): boolean {
  return everyone !== 'none' && Object.values(members).every((access) => access !== 'none')
}

/** Names under which memories are mounted that not everybody may read begin with it. */
export const PRIVATE_MARK = '~'

/** Whether two mounts would be the same directory on a disk that does not tell upper from lower case. */
export function sameMount(a: string, b: string): boolean {
  return foldCase(a) === foldCase(b)
}
