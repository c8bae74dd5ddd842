/** The people of the workspace: names to choose from, until there is signing in. */
import type { Core } from './core.ts'
import { done, type Result, refuse } from './result.ts'

interface Named {
  readonly name: string
}

/** Adds a name; one that differs from another only in upper and lower case is refused, for people would mistake them. */
export async function addPerson(core: Core, { name }: Named): Promise<Result<object>> {
  const { people } = core.feed.ahead.workspace
  const same = people.find((person) => person.name.toLowerCase() === name.toLowerCase())
  if (same && same.name !== name) return refuse('conflict', `There is somebody named ${same.name} already.`)
  if (!same) core.feed.append({ type: 'person.added', name })
  await core.feed.settled()
  return done({})
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
