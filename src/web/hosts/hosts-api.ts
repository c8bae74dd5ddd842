/** What the server is asked about hosts. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { HostState } from '../../workspace/events.ts'
import type {
  Finding,
  FoundServer,
  HostChoice,
  HostForm,
  HostSetup,
  Saying,
  SetUpHost,
} from '../../workspace/hosts.ts'
import { call, orThrow } from '../api.ts'
import { saidIn } from './said.ts'
import { words } from './words.tsx'

export interface HostsAnswer {
  readonly forms: readonly HostForm[]
  readonly setups: readonly HostSetup[]
  readonly hosts: readonly HostState[]
  readonly choice: HostChoice
}

const id = encodeURIComponent

export const hostsApi = {
  all: () => call<HostsAnswer>('GET', '/hosts'),
  setUp: (setup: SetUpHost) => call<SetUp>('PUT', '/hosts', setup),
  remove: (host: string) => call<object>('DELETE', `/hosts/${id(host)}`, {}),
  examine: (host: string) => call<{ findings: readonly Finding[] }>('POST', `/hosts/${id(host)}/examine`, {}),
  discover: () => call<{ servers: readonly FoundServer[] }>('POST', '/hosts/discover', {}),
  choose: (choice: { readonly host: string; readonly model?: string }) =>
    call<{ host: HostState }>('PUT', '/host', choice),
}

interface SetUp {
  readonly host: HostState
  readonly told: string
  readonly said?: Saying
}

/** Why a set-up did not work, as a saying. */
export function saidOf(answer: unknown): Saying | null {
  const { said } = (answer ?? {}) as { said?: Saying }
  return said ?? null
}

/** What the host told of a set-up that did not work. */
export function findingsOf(answer: unknown): readonly Finding[] {
  const { findings } = (answer ?? {}) as { findings?: unknown }
  return Array.isArray(findings) ? (findings as readonly Finding[]) : []
}

/** "Claude API: Key accepted, 14 models." */
export function toldWords({ host, told, said }: SetUp): string {
  return words().form.told(host.name, (said && saidIn(said)) ?? told)
}

/** What can be set up and what is; asked anew after each change of it. */
export function useHosts() {
  const client = useQueryClient()
  const query = useQuery({
    queryKey: ['hosts'],
    queryFn: () => orThrow(hostsApi.all()),
  })
  return { query, refresh: () => void client.invalidateQueries({ queryKey: ['hosts'], exact: true }) }
}
