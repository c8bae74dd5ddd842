/** The seam to whoever knows which hosts can be used and holds their credentials. Browser-safe but for `OpenHost`. */
import type { Connection, Finding, HostId, HostKind } from '../claude/contract.ts'
import type { HostForm } from '../claude/forms.ts'
import type { Saying } from '../claude/sayings.ts'
import type { HostState } from './events.ts'

export type { Finding, HostKind } from '../claude/contract.ts'
export type { HostField, HostForm } from '../claude/forms.ts'
export { isRehearsal } from '../claude/kinds.ts'
export { filled, SAYINGS, type Saying, type SayingCode } from '../claude/sayings.ts'

/** What a person chose as the workspace's own; `auto` is whatever can be found. */
export interface HostChoice {
  readonly host: HostId | 'auto'
  /** null: the host's default. */
  readonly model: string | null
}

/** A host as it is set up. Holds no secret: of those, only that they are there. */
export interface HostSetup {
  readonly id: HostId
  readonly kind: HostKind
  readonly name: string
  /** Fields that are no secrets, as they were typed. */
  readonly fields: Readonly<Record<string, string>>
  /** Names of secret fields that are kept. */
  readonly kept: readonly string[]
}

/**
 * What is typed to set a host up. What is left out or empty: a secret stays as it is kept, another field is taken from the environment
 * again; null takes a secret away.
 */
export interface SetUpHost {
  readonly kind: HostKind
  /** For kinds that can be there several times; ignored otherwise. */
  readonly name: string | null
  readonly fields: Readonly<Record<string, string | null>>
}

/** A server that speaks the Messages API and was found running on this machine. */
export interface FoundServer {
  readonly name: string
  readonly baseUrl: string
  readonly models: readonly string[]
}

/** A host in use. `state` holds no secret. */
export interface OpenHost {
  readonly connection: Connection
  readonly state: HostState
}

/** A host as it was found. `connection`: null when it cannot be used; the state says why. */
export interface FoundHost {
  readonly state: HostState
  readonly connection: Connection | null
}

export type HostAnswer =
  | { readonly ok: true; readonly host: OpenHost }
  | { readonly ok: false; readonly message: string; readonly said?: Saying }

/** `told` is for people: "Key accepted, 14 models"; `said` is the same as a saying. */
export type SetUpAnswer =
  | { readonly ok: true; readonly host: OpenHost; readonly told: string; readonly said?: Saying }
  | {
      readonly ok: false
      readonly message: string
      readonly said?: Saying
      readonly findings: readonly Finding[]
    }

/** Whoever knows which hosts can be used and holds their credentials. */
export interface Hosts {
  /** Opens a host without asking it anything. `auto` always succeeds. */
  open(choice: HostChoice): Promise<HostAnswer>
  /** Opens a host, asks it for its models and whether it has the one that is wanted. */
  verify(choice: HostChoice): Promise<HostAnswer>
  /** What can be set up, in the order in which people look for it. */
  forms(): readonly HostForm[]
  /** What is set up by typing. Those of the environment are not among them. */
  setups(): readonly HostSetup[]
  /** All hosts, usable or not and why, without asking any of them: rehearsal last. Never rejects. */
  all(): Promise<readonly FoundHost[]>
  /** Opens a host with what was typed and asks whether it accepts us; what works is kept, and what does not changes nothing. */
  setUp(setup: SetUpHost): Promise<SetUpAnswer>
  /** Forgets what was typed for a host; false when nothing was. */
  remove(id: HostId): boolean
  /** Looks at everything that a host needs, step by step. Never rejects. */
  examine(id: HostId, signal?: AbortSignal): Promise<readonly Finding[]>
  /** Looks for servers on this machine's loopback ports. Never rejects. */
  discover(): Promise<readonly FoundServer[]>
}
