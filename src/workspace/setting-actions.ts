/** What people set for the whole workspace. */
import type { Core } from './core.ts'
import type { HostState, WorkspaceSettings } from './events.ts'
import type { HostChoice, SetUpAnswer, SetUpHost } from './hosts.ts'
import { ANY_HOST, hostFacts, openHosts } from './open-hosts.ts'
import { done, type Result, refuse } from './result.ts'

export async function changeSettings(
  core: Core,
  change: Partial<WorkspaceSettings>,
): Promise<Result<object>> {
  const before = core.feed.ahead.workspace.settings
  const refused = change.fallback ? whyNoHost(core, change.fallback.host) : null
  if (refused) return refused
  if (Object.keys(change).length > 0) {
    core.feed.append({ type: 'settings.changed', settings: { ...before, ...change } })
  }
  await core.feed.settled()
  return done({})
}

/** Why nothing can be set to this host; null when it is there, usable just now or not. */
export function whyNoHost({ feed }: Core, host: string): Result<never> | null {
  if (feed.ahead.workspace.hosts.some(({ id }) => id === host)) return null
  return refuse('host', `There is no host ${JSON.stringify(host)}. Set it up first.`)
}

/** Turns to another host for all turns that begin from now on in chats that have not chosen one. Refused when it does not accept us. */
export async function chooseHost(
  core: Core,
  choice: HostChoice,
): Promise<Result<{ readonly host: HostState }>> {
  const answer = await core.hosts.verify(choice)
  if (!answer.ok) return refuse('host', answer.message)
  core.current.host = answer.host
  core.current.choice = choice
  await core.store.saveSetting('choice', choice)
  await announceHosts(core)
  return done({ host: answer.host.state })
}

/** Sets a host up with what was typed, if it accepts us. What was typed goes nowhere but to the host and to whoever keeps credentials. */
export async function setUpHost(core: Core, setup: SetUpHost): Promise<Result<SetUpAnswer>> {
  const answer = await core.hosts.setUp(setup)
  if (answer.ok) await openChosen(core)
  return done(answer)
}

/** Forgets what was typed for a host. A chat that had chosen it says so at its next turn, and asks nobody else. */
export async function removeHost(core: Core, { host }: { readonly host: string }): Promise<Result<object>> {
  if (!core.hosts.remove(host)) {
    return refuse('not_found', `Nothing was set up here for the host ${JSON.stringify(host)}.`)
  }
  await openChosen(core)
  return done({})
}

/** Opens what was chosen once more, for its way may be another now; when there is none left, whatever can be found. */
async function openChosen(core: Core): Promise<void> {
  const { current, hosts, store } = core
  let answer = await hosts.open(current.choice)
  if (!answer.ok) {
    current.choice = ANY_HOST
    await store.saveSetting('choice', ANY_HOST)
    answer = await hosts.open(ANY_HOST)
  }
  if (answer.ok) current.host = answer.host
  await announceHosts(core)
}

async function announceHosts(core: Core): Promise<void> {
  const { feed, hosts, current } = core
  const { states, opened } = await openHosts(hosts)
  current.opened = opened
  for (const fact of hostFacts(feed.ahead.workspace, current.host.state, states)) feed.append(fact)
  await feed.settled()
}
