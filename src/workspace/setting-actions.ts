/** What people set for the whole workspace. */
import type { Core } from './core.ts'
import type { HostState, WorkspaceSettings } from './events.ts'
import type { HostChoice } from './hosts.ts'
import { done, type Result, refuse } from './result.ts'

export async function changeSettings(
  core: Core,
  change: Partial<WorkspaceSettings>,
): Promise<Result<object>> {
  const before = core.feed.ahead.workspace.settings
  if (Object.keys(change).length > 0) {
    core.feed.append({ type: 'settings.changed', settings: { ...before, ...change } })
  }
  await core.feed.settled()
  return done({})
}

export interface ChooseHost extends HostChoice {
  /** Kept by whoever holds the credentials; never in events, state, logs or answers. */
  readonly apiKey: string | null
}

/** Turns to another host for all turns that begin from now on. Refused when the host does not accept us. */
export async function chooseHost(
  core: Core,
  { host, model, apiKey }: ChooseHost,
): Promise<Result<{ readonly host: HostState }>> {
  const choice = { host, model }
  const answer = await core.hosts.verify(choice, apiKey)
  if (!answer.ok) return refuse('host', answer.message)
  core.current.host = answer.host
  core.current.choice = choice
  core.feed.append({ type: 'host.changed', host: answer.host.state })
  await core.feed.settled()
  await core.store.saveSetting('choice', choice)
  return done({ host: answer.host.state })
}
