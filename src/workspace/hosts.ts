/** The seam to whoever knows which hosts can be used and holds their credentials. */
import type { Connection, HostId, ModelInfo } from '../claude/contract.ts'
import type { HostState } from './events.ts'

/** What a person chose; `auto` is whatever can be found. */
export interface HostChoice {
  readonly host: HostId | 'auto'
  /** null: the host's default. */
  readonly model: string | null
}

export interface HostOption {
  readonly id: HostId
  readonly name: string
  readonly available: boolean
  /** Why it can or cannot be used, in words. */
  readonly because: string
  readonly models: readonly ModelInfo[]
}

/** A host in use. `state` holds no secret. */
export interface OpenHost {
  readonly connection: Connection
  readonly state: HostState
}

export type HostAnswer =
  | { readonly ok: true; readonly host: OpenHost }
  | { readonly ok: false; readonly message: string }

export interface Hosts {
  options(): Promise<readonly HostOption[]>
  /** Opens a host without asking it anything: used at start. `auto` always succeeds. */
  open(choice: HostChoice): Promise<HostAnswer>
  /** Opens a host and asks it for its models, so that a wrong key is noticed; a key that works is kept. */
  verify(choice: HostChoice, apiKey: string | null): Promise<HostAnswer>
}
