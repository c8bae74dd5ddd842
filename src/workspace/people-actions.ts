/** The people of the workspace: names to choose from, until there is signing in. */
import { accessOf, DEFAULT_MEMORY, GUEST, type MemoryInfo } from '../memory/rights.ts'
import type { Core } from './core.ts'
import { addMemory } from './memories-actions.ts'
import { done, type Result, refuse } from './result.ts'

interface Named {
  readonly name: string
}

export interface AddPerson extends Named {
  /** Together with a memory that nobody else may read or write, unless there is one already. */
  readonly ownMemory?: boolean | undefined
}

/**
 * Adds a name; one that differs from another only in upper and lower case is refused, for people would mistake them.
 * A memory of their own is made as they would make it, and whoever added them does not see it.
 */
export async function addPerson(core: Core, { name, ownMemory = false }: AddPerson): Promise<Result<object>> {
  const { people } = core.feed.ahead.workspace
  const same = people.find((person) => person.name.toLowerCase() === name.toLowerCase())
  if (same && same.name !== name) return refuse('conflict', `There is somebody named ${same.name} already.`)
  if (!same) core.feed.append({ type: 'person.added', name })
  if (ownMemory && !hasOwn(core, name)) {
    const added = await addMemory(
      { ...core, viewer: { kind: 'person', name } },
      { name: `${name}’s notes`, description: `For ${name} alone.`, mountAfter: name },
    )
    if (!added.ok) return added
  }
  await core.feed.settled()
  return done({})
}

function hasOwn(core: Core, name: string): boolean {
  const isOwn = (info: MemoryInfo) =>
    info.id !== DEFAULT_MEMORY &&
    accessOf(info, GUEST) === 'none' &&
    Object.entries(info.members).every(([member, access]) => (access === 'none') !== (member === name)) &&
    accessOf(info, { kind: 'person', name }) === 'write'
  return Object.values(core.feed.ahead.workspace.memories).some(isOwn)
}

/** Takes a name out of the list. What it may see stays with the name: adding it again brings it back. */
export async function removePerson(core: Core, { name }: Named): Promise<Result<object>> {
  const { people } = core.feed.ahead.workspace
  if (!people.some((person) => person.name === name))
    return refuse('not_found', `There is nobody named ${name}.`)
  core.feed.append({ type: 'person.removed', name })
  await core.feed.settled()
  return done({})
}
