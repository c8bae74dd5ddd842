import type { Mount } from './mounts.ts'
import type { Actor, Origin } from './types.ts'

/**
 * Who calls, and what the engine shall remember of it.
 * `reader` names whose eyes see (`chat:<id>`, `chat:<id>/<branch>`, `person:<name>`, `disk`): the engine keeps for each reader which
 * version of each document it last saw, and refuses line-number edits, deletes, renames and overwriting creates
 * on anything newer.
 */
export interface Caller {
  readonly actor: Actor
  readonly reader: string
  readonly origin?: Origin
  /** Words for where a change was made, to stand after who made it in a refusal; empty when that need not be told. */
  readonly whereabouts?: (of: Origin) => Promise<string>
  /** Exactly-once key; the same key again returns the recorded result and changes nothing. */
  readonly key?: string
  /** A person says that what looks like a secret may be stored. */
  readonly allowSecrets?: boolean
  /** Set by `memories.ts`: the caller speaks of paths as they are seen from outside. */
  readonly mount?: Mount
}
