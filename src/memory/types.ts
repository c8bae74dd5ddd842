/**
 * The words of a memory, as data. Browser-safe: imports nothing.
 *
 * A memory is a log of commits; the tree of documents is a fold over it. A *version* of a document is named
 * by the number of the commit that made it, so (document, version) names one text for ever.
 */

/** Stable identity of a document; survives renames. Shape: `doc_` and 20 characters of base 36. */
export type DocumentId = string

/** Absolute path of a document or directory inside a memory: `/memories` or `/memories/…`, see path.ts. */
export type MemoryPath = string

/** Who made a commit. */
export type Actor =
  | { readonly kind: 'person'; readonly name: string }
  /** Claude in a chat, on behalf of the person who spoke. */
  | { readonly kind: 'claude'; readonly onBehalfOf: string }
  | { readonly kind: 'key'; readonly name: string }
  | { readonly kind: 'mcp'; readonly client: string }
  /** An edit of the working copy with any other program. */
  | { readonly kind: 'disk' }
  /** A setting that acts by itself, such as `retention`. */
  | { readonly kind: 'rule'; readonly name: string }

/** Where a commit came from, when Claude made it: ids of the chat, the turn and the `tool_use` block. */
export interface Origin {
  readonly chat: string
  readonly turn: string
  readonly toolCall: string
}

/** One change of one document, as a caller proposes it: texts included. */
export type Change =
  | {
      readonly kind: 'create'
      readonly document: DocumentId
      readonly path: MemoryPath
      readonly text: string
    }
  | { readonly kind: 'edit'; readonly document: DocumentId; readonly path: MemoryPath; readonly text: string }
  | {
      readonly kind: 'rename'
      readonly document: DocumentId
      readonly from: MemoryPath
      readonly path: MemoryPath
    }
  | { readonly kind: 'delete'; readonly document: DocumentId; readonly path: MemoryPath }
  | Erased

/** A tombstone: from this commit on the texts of these versions are gone, also from the commits that made them. */
export interface Erased {
  readonly kind: 'erase'
  readonly document: DocumentId
  /** Where it lay; a placeholder when the whole document was erased, for names can tell as much as texts. */
  readonly path: MemoryPath
  readonly versions: readonly number[]
}

/** One change as the log keeps it: the text lies apart and is read on demand. `size` is UTF-8 bytes. */
export type CommittedChange =
  | {
      readonly kind: 'create' | 'edit'
      readonly document: DocumentId
      readonly path: MemoryPath
      readonly size: number
      /** Hex SHA-256 of the UTF-8 text; empty when the text was erased, for it would confirm a guess. */
      readonly sha256: string
    }
  | {
      readonly kind: 'rename'
      readonly document: DocumentId
      readonly from: MemoryPath
      readonly path: MemoryPath
    }
  | { readonly kind: 'delete'; readonly document: DocumentId; readonly path: MemoryPath }
  | Erased

/** What a commit did, in a word for people: the command or action that made it. */
export type CommitReason =
  | 'create'
  | 'str_replace'
  | 'insert'
  | 'delete'
  | 'rename'
  | 'save'
  | 'merge'
  | 'restore'
  | 'revert'
  | 'clear'
  | 'disk'
  /** Several documents at once, or every occurrence of a text. */
  | 'batch'
  | 'erase'

/** Commits from one number to another, both included. */
export type CommitSpan = readonly [first: number, last: number]

interface CommitFacts {
  /** ISO 8601, UTC. */
  readonly at: string
  readonly actor: Actor
  readonly reason: CommitReason
  /** The commits that it took back, in order; missing when it took none back, or was made before that was noted. */
  readonly undoes?: readonly CommitSpan[]
  readonly origin?: Origin
  /** Exactly-once key; unique in a memory. For a tool call: `chat/turn/toolCall`. */
  readonly key?: string
  /** The text that the command answered; given again when the same key comes again. */
  readonly result?: string
}

/** A commit about to be appended. */
export interface Draft extends CommitFacts {
  readonly changes: readonly Change[]
}

/** A commit of the log. Numbers begin at 1 and have no gaps. */
export interface Commit extends CommitFacts {
  readonly number: number
  readonly changes: readonly CommittedChange[]
  /** The number of the commit that erased something of this one: its result and some of its hashes or paths are gone. */
  readonly erasedBy?: number
}

/** A commit with its link in the hash chain (seal.ts). */
export interface SealedCommit extends Commit {
  readonly seal: Seal
}

/** All hex SHA-256. A commit made before there was a chain has empty ones. */
export interface Seal {
  /** Of the salt, the changes and the result. Stays when those are erased. */
  readonly content: string
  /** Of the commit before, all other facts of this one, and `content`. */
  readonly hash: string
  /** Random; makes `content` tell nothing of what was erased. Gone once something was. */
  readonly salt?: string
}

/** A living document, as the fold knows it. */
export interface DocumentInfo {
  readonly document: DocumentId
  readonly path: MemoryPath
  /** Number of the commit that made the present text. A rename does not change it. */
  readonly version: number
  /** Number of the commit that last gave it its path, when its text was made before that. */
  readonly moved?: number
  /** UTF-8 bytes. */
  readonly size: number
  readonly sha256: string
  readonly createdAt: string
  /** Last change of text or path: when, by whom, in which chat. */
  readonly changedAt: string
  readonly changedBy: Actor
  readonly changedIn?: Origin
}
