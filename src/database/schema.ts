import type { Generated } from 'kysely'

/**
 * The tables, as Kysely sees them. Columns named `body` and the like hold JSON as text, parsed by the room that
 * owns the table; times are ISO 8601 in UTC. The same schema serves SQLite and PostgreSQL.
 */
export interface Schema {
  memory_commit: MemoryCommitTable
  memory_text: MemoryTextTable
  memory_erasure: MemoryErasureTable
  event: EventTable
  chat: ChatTable
  turn: TurnTable
  said: SaidTable
  reply: ReplyTable
  setting: SettingTable
}

/** One row for each commit of a memory. Owned by `storage`. */
export interface MemoryCommitTable {
  /** Which memory; one database may hold several. */
  memory: string
  number: number
  at: string
  actor: string
  reason: string
  origin: string | null
  key: string | null
  result: string | null
  /** What it changed, in order, without texts. */
  changes: string
  /** Its link in the hash chain; null for a commit from before there was one. */
  seal: string | null
  /** The commit that erased something of this one. */
  erased_by: number | null
  /** The commits that it took back; null for none. */
  undoes: string | null
}

/** The text that a commit gave to a document. Owned by `storage`. */
export interface MemoryTextTable {
  memory: string
  document: string
  version: number
  text: string
}

/** Erasures of which bytes may still lie in the files; a row goes when they are scrubbed. Owned by `storage`. */
export interface MemoryErasureTable {
  memory: string
  /** The commit that erased. */
  number: number
}

/** The feed: everything that happened, in order. Owned by `workspace`. */
export interface EventTable {
  position: number
  type: string
  turn: string | null
  /** The chat whose viewers need this event; null when every reader of the feed needs it. */
  audience: string | null
  /** What one must be able to see for it: `memory:<id>`, `chat:<id>`; null for everybody. */
  scope: string | null
  body: string
}

/** What is known of each chat, folded up to `position`. Owned by `workspace`. */
export interface ChatTable {
  id: string
  position: number
  body: string
}

/** Each turn as it stands, folded up to `position`. Owned by `workspace`. */
export interface TurnTable {
  chat: string
  number: number
  id: string
  position: number
  /** 1 until the turn is finished: those are looked for at start. */
  running: number
  body: string
}

/** What people and Claude said in each turn, folded for looking for words in it. Owned by `workspace`. */
export interface SaidTable {
  row: Generated<number>
  chat: string
  number: number
  /** When it was said, as in the turn. */
  at: string
  /** Its message and the answers, each on one line and in small letters. */
  words: string
}

/** What each reply of a model used and cost; no words of anybody. Owned by `workspace`. */
export interface ReplyTable {
  /** Of the event that ended it; below 0 for replies from before this table was there. */
  position: number
  chat: string
  turn: string
  step: number
  at: string
  /** The day of `at`, UTC. */
  day: string
  speaker: string
  /** Empty for replies of before there were several hosts, when it is not known. */
  host: string
  model: string
  input: number
  output: number
  cache_read: number
  cache_write: number
  cache_write_hour: number
  thinking: number
  compaction_input: number
  compaction_output: number
  /** US dollars; null when the price is not known. */
  cost: number | null
  cost_uncached: number | null
  cleared_tokens: number
  saved_by_clearing: number | null
  memory_tokens: number
}

/** Single values by name. Owned by `workspace`. */
export interface SettingTable {
  name: string
  body: string
}
