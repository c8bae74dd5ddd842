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

/** What names whom, in each kind of actor. */
const NAMED_BY = {
  person: 'name',
  claude: 'onBehalfOf',
  key: 'name',
  mcp: 'client',
  disk: null,
  rule: 'name',
} as const satisfies Record<Actor['kind'], string | null>

/**
 * Throws a TypeError, with what was expected and what came, when this is no caller: a program without types would else
 * put into the history for ever what nobody can read.
 */
export function expectCaller(by: unknown): asserts by is Caller {
  if (!isRecord(by)) throw unfit('who calls, { actor, reader }', by)
  const { actor, reader, key } = by
  if (!isRecord(actor)) throw unfit('the actor of a call, { kind, … }', actor)
  if (!isKind(actor.kind))
    throw unfit('an actor of the kind person, claude, key, mcp, disk or rule', actor.kind)
  const name = NAMED_BY[actor.kind]
  if (name !== null && typeof actor[name] !== 'string')
    throw unfit(`the \`${name}\` of the actor ${actor.kind} as text`, actor[name])
  if (typeof reader !== 'string') throw unfit('the reader of a call as text', reader)
  if (key !== undefined && typeof key !== 'string') throw unfit('the key of a call as text', key)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function isKind(kind: unknown): kind is Actor['kind'] {
  return typeof kind === 'string' && Object.hasOwn(NAMED_BY, kind)
}

function unfit(expected: string, got: unknown): TypeError {
  return new TypeError(`Expected ${expected}, got ${JSON.stringify(got)?.slice(0, 60)}.`)
}
