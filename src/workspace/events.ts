/**
 * What happens in a workspace, as it is stored and announced, and the state that these events add up to.
 * Browser-safe. `reduce.ts` is the only code that turns events into state, on the server and in every browser.
 */
import type { Failure, HostId, Outcome, ToolResult, TurnEvent, Usage } from '../agent/events.ts'
import type { HostKind, ModelInfo } from '../claude/contract.ts'
import type { Saying } from '../claude/sayings.ts'
import type { MemoryId, MemoryInfo } from '../memory/rights.ts'
import type { UndoCommit } from '../memory/taken-back.ts'
import type { Actor, Commit, DocumentId, DocumentInfo } from '../memory/types.ts'
import type { Tree } from './branches.ts'
import type { Demonstration, DemonstrationFact } from './demonstration.ts'
import type { OwnPrompt, PromptFact } from './prompts.ts'
import type { Queue, QueueFact } from './queue.ts'
import type { ChatSettings, WorkspaceSettings } from './settings.ts'

export type { HostId } from '../agent/events.ts'
export type { ModelInfo } from '../claude/contract.ts'
export type { ChatSettings, Retention, SpendingLimit, SpendingLimits, WorkspaceSettings } from './settings.ts'

export type ChatId = string
export type TurnId = string

// ── Events ────────────────────────────────────────────────────────────────────────────────────────────────

/** A stored event: `position` counts up from 1 without gaps in one workspace; `at` is ISO 8601. */
export type WorkspaceEvent = { readonly position: number; readonly at: string } & WorkspaceFact

export type WorkspaceFact =
  | {
      readonly type: 'chat.added'
      readonly chat: ChatId
      readonly name: string
      readonly settings: ChatSettings
      /** Mounted in it. */
      readonly memories: readonly MemoryId[]
    }
  /** Which memories the chat has from now on. */
  | { readonly type: 'chat.mounted'; readonly chat: ChatId; readonly memories: readonly MemoryId[] }
  | { readonly type: 'chat.renamed'; readonly chat: ChatId; readonly name: string }
  | { readonly type: 'chat.configured'; readonly chat: ChatId; readonly settings: ChatSettings }
  /** Where the chat stands: on the board, put away, or deleted (and for a while restorable). */
  | { readonly type: 'chat.placed'; readonly chat: ChatId; readonly place: ChatPlace }
  /** It is gone for ever, with all that was said in it. */
  | { readonly type: 'chat.removed'; readonly chat: ChatId }
  /** Turns up to and with this number are no longer part of the conversation; 0 brings all of them back. Other branches stay. */
  | { readonly type: 'chat.cleared'; readonly chat: ChatId; readonly through: number }
  /** The conversation is from now on the path to another turn, after which none comes. */
  | { readonly type: 'chat.walked'; readonly chat: ChatId; readonly tip: number }
  /** `client` names the tab that typed, so that it does not overwrite itself. */
  | { readonly type: 'chat.drafted'; readonly chat: ChatId; readonly draft: string; readonly client: string }
  | {
      readonly type: 'turn.started'
      readonly chat: ChatId
      readonly turn: TurnId
      /** Counts up from 1 in a chat. */
      readonly number: number
      /** Number of the turn that it comes after, 0 for none; the one numbered before it when left out. */
      readonly after?: number
      readonly speaker: string
      readonly text: string
      /** Tool uses of the conversation before this turn, so that one can tell which of them a clearing took. */
      readonly toolUsesBefore: number
      /** `compaction`: nobody said anything; the conversation so far is summarised. A message when left out. */
      readonly purpose?: TurnPurpose
    }
  /** An interrupted, stopped, cut or failed turn is taken up again. */
  | {
      readonly type: 'turn.continued'
      readonly chat: ChatId
      readonly turn: TurnId
      /** Missing before chats had branches: then the newest message is the one that is continued. */
      readonly speaker?: string
    }
  | { readonly type: 'turn.event'; readonly chat: ChatId; readonly turn: TurnId; readonly event: TurnEvent }
  /** Words were removed from a finished turn for ever: it stands so from now on. */
  | {
      readonly type: 'turn.replaced'
      readonly chat: ChatId
      readonly turn: TurnId
      readonly state: TurnState
    }
  | QueueFact
  | PromptFact
  | DemonstrationFact
  | { readonly type: 'settings.changed'; readonly settings: WorkspaceSettings }
  /** The host for chats that have not chosen one. */
  | { readonly type: 'host.changed'; readonly host: HostState }
  /** Which hosts there are; those of `host.changed` among them. */
  | { readonly type: 'hosts.changed'; readonly hosts: readonly HostState[] }
  | { readonly type: 'memory.added' | 'memory.changed'; readonly memory: MemoryId; readonly info: MemoryInfo }
  /** It is gone for ever, with all it held. */
  | { readonly type: 'memory.removed'; readonly memory: MemoryId }
  /**
   * Paths are those outside. `documents`: how the changed documents stand after the commit; null for one that is gone.
   */
  | {
      readonly type: 'memory.committed'
      readonly memory: MemoryId
      readonly commit: Commit
      readonly documents: Readonly<Record<DocumentId, MemoryDocument | null>>
    }
  | { readonly type: 'person.added' | 'person.removed'; readonly name: string }
  /** A notice that stands already is said in other words. */
  | { readonly type: 'notice.raised'; readonly notice: Omit<Notice, 'at'> }
  | { readonly type: 'notice.dismissed'; readonly notice: string; readonly memory: MemoryId | null }

/** A living document as the workspace shows it: its path is the one outside. */
export type MemoryDocument = DocumentInfo & { readonly memory: MemoryId }

/** Something that people should know and may put away. */
export interface Notice {
  readonly id: string
  readonly at: string
  /** `working_copy`: see folder/notice.ts; `secret`: a file on disk that was not taken in. */
  /** `spending`: a soft limit was passed. */
  readonly kind: 'working_copy' | 'secret' | 'spending'
  readonly message: string
  /** Whoever may not read this memory is not told; null: everybody is. */
  readonly memory: MemoryId | null
}

/** Somebody who uses the workspace. Until there is signing in, a name that one chooses. */
export interface Person {
  readonly name: string
  readonly addedAt: string
}

export type ChatPlace = 'board' | 'closed' | 'deleted'

/** A host as shown to people. Never holds a secret. */
export interface HostState {
  readonly id: HostId
  readonly kind: HostKind
  readonly name: string
  /** Whether turns can be sent there; `because` says why not. */
  readonly available: boolean
  /** The model for chats that have not chosen one. */
  readonly model: string
  /** Why this one: a setting, a key that was found, or nothing found. */
  readonly because: string
  /** The same as a saying, for browsers of other languages; missing in what was stored before there was one. */
  readonly reason?: Saying
  readonly models: readonly ModelInfo[]
}

export type TurnPurpose = 'message' | 'compaction'

// ── State ─────────────────────────────────────────────────────────────────────────────────────────────────

/** Everything a tab shows. `chats` holds the conversations it asked for; the others are known by `workspace.chats` alone. */
export interface AppState {
  /** Position of the newest event applied; events at or below it are ignored. */
  readonly position: number
  readonly workspace: WorkspaceState
  readonly chats: Readonly<Record<ChatId, ChatState>>
}

export interface WorkspaceState {
  readonly settings: WorkspaceSettings
  /** For chats that have not chosen one. */
  readonly host: HostState
  /** All there are. */
  readonly hosts: readonly HostState[]
  readonly chats: Readonly<Record<ChatId, ChatInfo>>
  /** In the order they were added. */
  readonly chatOrder: readonly ChatId[]
  readonly people: readonly Person[]
  /** Those that people have made, oldest first. */
  readonly prompts: readonly OwnPrompt[]
  /** null: there is none (any more). */
  readonly demonstration: Demonstration | null
  readonly memories: Readonly<Record<MemoryId, MemoryInfo>>
  /** Memories that were removed: who could read them decides who may see chats that had them. */
  readonly pastMemories: Readonly<Record<MemoryId, MemoryInfo>>
  /** Of all memories. */
  readonly documents: Readonly<Record<DocumentId, MemoryDocument>>
  /** Number of the newest commit of each memory. */
  readonly memoryHeads: Readonly<Record<MemoryId, number>>
  /** The commits of each memory that took others back, oldest first: `undoOf` says of a commit whether it stands. */
  readonly undos: Readonly<Record<MemoryId, readonly UndoCommit[]>>
  /** Number of the newest commit of the default memory. */
  readonly memoryHead: number
  /** Newest last. */
  readonly notices: readonly Notice[]
  /** Memory calls under way in any chat, by `chat/turn/toolCall`. */
  readonly writings: Readonly<Record<string, Writing>>
}

export interface ChatInfo extends Tree {
  readonly id: ChatId
  readonly name: string
  readonly settings: ChatSettings
  readonly place: ChatPlace
  readonly createdAt: string
  readonly changedAt: string
  readonly draft: string
  readonly draftBy: string
  readonly running: TurnId | null
  /** Messages that wait for the end of the running turn, or for somebody to send them. */
  readonly queue: Queue
  /** Everybody who ever spoke in it, in that order. Claude may here what the least privileged of them may. */
  readonly participants: readonly string[]
  /** The memories that Claude has here. */
  readonly memories: readonly MemoryId[]
  /** Those that it had while a turn ran. Whoever may not read one of these or of `memories` does not see the chat. */
  readonly heard: readonly MemoryId[]
  /** Who spoke the message that was last answered. */
  readonly lastSpeaker: string
  readonly totals: Totals
}

/** Sums over a chat's whole life, in all its branches. `cost` leaves out replies of unknown price, which `unpriced` counts. */
export interface Totals {
  readonly messages: number
  readonly replies: number
  readonly usage: Usage
  readonly cost: number
  readonly unpriced: number
  /** US dollars that reading from caches saved, writing to them taken off. Missing before it was counted. */
  readonly savedByCaching?: number
  readonly toolUses: number
  readonly clearings: number
  readonly clearedToolUses: number
  readonly clearedTokens: number
  readonly lastClearedAt: string | null
}

/** A call of the memory tool whose input is arriving, or which is running. */
export interface Writing {
  readonly key: string
  readonly chat: ChatId
  readonly turn: TurnId
  readonly step: number
  readonly index: number
  readonly speaker: string
  /** Raw JSON input so far; read it with `partialInput`. */
  readonly input: string
  readonly state: 'arriving' | 'running'
}

export interface ChatState {
  readonly id: ChatId
  /** The loaded turns of all branches, by number. `shownOf` says which of them are the conversation, and what is missing. */
  readonly turns: readonly TurnState[]
}

export interface TurnState {
  readonly id: TurnId
  readonly number: number
  readonly speaker: string
  readonly text: string
  readonly at: string
  readonly toolUsesBefore: number
  /** A message when missing. */
  readonly purpose?: TurnPurpose
  readonly steps: readonly StepState[]
  readonly status: TurnStatus
  readonly finishedAt: string | null
}

export type TurnStatus =
  | { readonly kind: 'running' }
  | {
      readonly kind: 'waiting'
      readonly failure: Failure
      readonly attempt: number
      readonly attempts: number
      readonly retryAt: string
    }
  | { readonly kind: 'finished'; readonly outcome: Outcome }

export interface StepState {
  readonly step: number
  readonly model: string
  readonly host?: HostId
  readonly epoch?: string
  /** The thinking of all steps before was left out, because the host did not take it any more. */
  readonly unsealed?: boolean
  /** Where the step was asked first, and why it went elsewhere. */
  readonly switched?: Omit<Extract<TurnEvent, { type: 'step.switched' }>, 'type' | 'step'>
  readonly startedAt: string
  readonly blocks: readonly BlockState[]
  /** null while the reply is arriving, or when it never finished. */
  readonly finished: (FinishedStep & { readonly at: string }) | null
}

/** What is known of a step once its reply has come whole. */
type FinishedStep = Omit<Extract<TurnEvent, { type: 'step.finished' }>, 'type' | 'step'>

export type BlockState =
  | { readonly kind: 'text'; readonly text: string; readonly done: boolean }
  | {
      readonly kind: 'thinking'
      readonly text: string
      readonly signature: string | null
      readonly done: boolean
    }
  | {
      readonly kind: 'tool'
      readonly id: string
      readonly name: string
      /** Raw JSON input, as it came. */
      readonly input: string
      readonly progress:
        | { readonly kind: 'arriving' }
        | { readonly kind: 'ready' }
        | { readonly kind: 'running' }
        | { readonly kind: 'finished'; readonly result: ToolResult }
    }
  /** A summary in place of all that came before. `raw`: the block as it is sent back; null until it has come. */
  | { readonly kind: 'compaction'; readonly text: string; readonly raw: unknown; readonly done: boolean }
  | { readonly kind: 'opaque'; readonly raw: unknown }

export type { Actor, Commit, DocumentInfo }
