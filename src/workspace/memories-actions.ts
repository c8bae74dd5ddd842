/** Adding, changing and removing memories. Whoever may write a memory may also say who else may. */
import type { Problem } from '../memory/memories.ts'
import {
  type Access,
  isOpenToAll,
  type MemoryId,
  type MemoryInfo,
  may,
  PRIVATE_MARK,
  type Principal,
} from '../memory/rights.ts'
import type { Core } from './core.ts'
import { done, type Result, refuse } from './result.ts'

export interface MemoryRights {
  readonly everyone: Access
  readonly members: Readonly<Record<string, Access>>
}

export interface AddMemory extends Partial<MemoryRights> {
  readonly name: string
  readonly description?: string
  /** Made from the name when left out. */
  readonly mount?: string
  /** Whose name a mount is made from instead. */
  readonly mountAfter?: string
  /** When left out: yes if everybody may read it, for everybody who can read the disk can read the files. */
  readonly workingCopy?: boolean
}

/** Adds a memory. The one who makes it may write in it, if a name was given; all others may nothing unless it says so. */
export async function addMemory(
  core: Core,
  input: AddMemory,
): Promise<Result<{ readonly memory: MemoryInfo }>> {
  const rights = { everyone: input.everyone ?? 'none', members: withMaker(input.members ?? {}, core.viewer) }
  const open = isOpenToAll(rights)
  const first: MemoryInfo = {
    ...rights,
    id: `memory_${core.newId()}`,
    name: input.name,
    description: input.description ?? '',
    mount: input.mount ?? mountFor(input.mountAfter ?? input.name, open),
    workingCopy: input.workingCopy ?? open,
    createdAt: core.now().toISOString(),
  }
  if (!may(first, core.viewer, 'write'))
    return refuse(
      'bad_input',
      'You could not write in this memory yourself. Say who you are first, or let everybody write.',
    )
  const added = await mounted(core, first, input.mount === undefined)
  if (!added.ok) return added
  const info = added.value
  core.feed.append({ type: 'memory.added', memory: info.id, info })
  await core.memoriesChanged()
  await core.feed.settled()
  return done({ memory: info })
}

/** Adds it; under the next free mount of the kind when nobody chose one. */
async function mounted(core: Core, info: MemoryInfo, free: boolean): Promise<Result<MemoryInfo>> {
  for (let count = 1; ; count++) {
    const tried = count === 1 ? info : { ...info, mount: `${info.mount}-${count}` }
    const problem = await core.memories.add(tried)
    if (!problem) return done(tried)
    if (problem.code !== 'exists' || !free || count === 100) return refused(problem)
  }
}

function withMaker(members: MemoryRights['members'], maker: Principal): MemoryRights['members'] {
  return maker.kind === 'person' ? { [maker.name]: 'write', ...members } : members
}

/** A name as a mount: `Alice's notes` becomes `~alices-notes`. */
function mountFor(name: string, open: boolean): string {
  const words = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  return (open ? '' : PRIVATE_MARK) + (words === '' ? 'memory' : words)
}

export interface ChangeMemory extends Partial<MemoryRights> {
  readonly memory: MemoryId
  readonly name?: string
  readonly description?: string
  readonly mount?: string
  readonly workingCopy?: boolean
}

/** Changes what is given and leaves the rest. `members` replaces all members. */
export async function changeMemory(
  core: Core,
  { memory, ...change }: ChangeMemory,
): Promise<Result<{ readonly memory: MemoryInfo }>> {
  const opened = core.edge.in(memory, 'write')
  if (opened.kind === 'denied') return refuse(opened.code, opened.message)
  const info: MemoryInfo = { ...opened.info, ...change }
  const problem = await core.memories.change(info)
  if (problem) return refused(problem)
  core.feed.append({ type: 'memory.changed', memory, info })
  await core.memoriesChanged()
  await core.feed.settled()
  return done({ memory: info })
}

/** Erases a memory with everything it ever held. `confirm`: its name. Cannot be undone. */
export async function removeMemory(
  core: Core,
  {
    memory,
    confirm,
    speaker,
  }: { readonly memory: MemoryId; readonly confirm: string; readonly speaker: string },
): Promise<Result<object>> {
  const opened = core.edge.in(memory, 'write')
  if (opened.kind === 'denied') return refuse(opened.code, opened.message)
  if (confirm !== opened.info.name)
    return refuse('bad_input', `Expected "confirm" to be the name of the memory, ${opened.info.name}.`)
  const emptied = (head: number) => core.settled(head, memory)
  const problem = await core.memories.remove(memory, speaker, emptied)
  if (problem) return refused(problem)
  core.feed.append({ type: 'memory.removed', memory })
  await core.memoriesChanged()
  await core.feed.settled()
  return done({})
}

function refused({ code, message }: Problem): Result<never> {
  return refuse(code === 'exists' ? 'conflict' : code, message)
}
