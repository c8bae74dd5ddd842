/** Which hosts there are, and which one was chosen. */
import type { HostId, HostState, WorkspaceFact, WorkspaceState } from './events.ts'
import type { HostChoice, Hosts, OpenHost } from './hosts.ts'

export const ANY_HOST: HostChoice = { host: 'auto', model: null }

export interface OpenHosts {
  /** All there are, usable or not. */
  readonly states: readonly HostState[]
  /** Those that can be used. */
  readonly opened: ReadonlyMap<HostId, OpenHost>
}

/** Asks nobody: a host is spoken to when a turn needs it. */
export async function openHosts(hosts: Hosts): Promise<OpenHosts> {
  const found = await hosts.all()
  const opened = found.flatMap(({ state, connection }) =>
    connection ? [[state.id, { state, connection }] as const] : [],
  )
  return { states: found.map(({ state }) => state), opened: new Map(opened) }
}

/** What is news of the hosts for whoever knows `before`. */
export function hostFacts(
  before: Pick<WorkspaceState, 'host' | 'hosts'>,
  host: HostState,
  hosts: readonly HostState[],
): readonly WorkspaceFact[] {
  return [
    ...(isSame(before.hosts, hosts) ? [] : [{ type: 'hosts.changed', hosts } as const]),
    ...(isSame(before.host, host) ? [] : [{ type: 'host.changed', host } as const]),
  ]
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** Written by ourselves; an unknown host is found to be missing when it is opened. */
export function parseChoice(value: unknown): HostChoice {
  if (typeof value !== 'object' || value === null || !('host' in value)) return ANY_HOST
  if (typeof value.host !== 'string') return ANY_HOST
  const model = 'model' in value && typeof value.model === 'string' ? value.model : null
  return { host: value.host, model }
}
