/** What the actions of a workspace work with. */
import type { MemoryLog } from '../memory/log.ts'
import type { Edge, Memories } from '../memory/memories.ts'
import type { MemoryId, MemoryInfo, Principal } from '../memory/rights.ts'
import type { Budget } from './budget.ts'
import type { ContextReader } from './context-reader.ts'
import type { FileCheck } from './erase-check.ts'
import type { ChatId, ChatInfo, HostId, TurnId, WorkspaceEvent, WorkspaceSettings } from './events.ts'
import type { Feed } from './feed.ts'
import type { HostChoice, Hosts, OpenHost } from './hosts.ts'
import { type Refusal, type Result, refuse } from './result.ts'
import { sightOf } from './sight.ts'
import type { Store } from './store.ts'
import type { TurnRunner } from './turn-runner.ts'

export interface Core {
  readonly feed: Feed
  readonly store: Store
  /** All of them, without any check: for adding and removing. What is done for the viewer goes through `edge`. */
  readonly memories: Memories
  /** Who asks. */
  readonly viewer: Principal
  /** What the viewer may do with the memories. */
  readonly edge: Edge
  readonly hosts: Hosts
  readonly runner: TurnRunner
  readonly contexts: ContextReader
  /** What was spent this month. */
  readonly budget: Budget
  readonly example: readonly ExampleChat[]
  /** null: there is no demonstration. */
  readonly play: PlayDemonstration | null
  /** Whose name a new chat speaks under, when nobody says. */
  readonly speaker: string
  readonly newId: () => string
  readonly now: () => Date
  /** Resolves when the working copy holds the commit; never rejects. */
  readonly settled: (commit: number, memory: MemoryId) => Promise<void>
  /** Told after memories were added, changed or removed: the folders of working copies are opened or left. */
  readonly memoriesChanged: () => Promise<void>
  readonly current: Current
  readonly forgetting: Forgetting
}

/** What is in use just now, beside the state that everybody sees. */
export interface Current {
  host: OpenHost
  choice: HostChoice
  /** All hosts that can be used. */
  opened: ReadonlyMap<HostId, OpenHost>
  /** Turns begun since the server started, so that the same id twice is noticed without asking the database. */
  readonly begun: Map<TurnId, ChatId>
  /** Queued messages that were taken out since the server started: a belated request to queue one again is told so. */
  readonly unqueued: Set<TurnId>
  /** Of chats whose running turn is stopped so that this message can be sent: it goes first. */
  readonly sendNext: Map<ChatId, TurnId>
  /** The demonstration is being added or removed. */
  demonstrating: boolean
  /** The server ends: no turn follows another any more. */
  closing: boolean
}

/** What erasing for ever needs from outside. */
export interface Forgetting extends Outside {
  /** An erasure is under way. */
  busy: boolean
}

/** What keeps texts beside the database. */
export interface Outside {
  /** Drops what the working copy keeps for a while: replaced files, and old lines of its state. */
  sweep(): Promise<void>
  /** Searches every file that we keep for the words. */
  search(needles: readonly string[]): Promise<FileCheck>
}

/** A chat of the example: who speaks in it, and what stands ready in its composer. */
export interface ExampleChat {
  readonly name: string
  readonly speaker: string
  readonly draft: string
}

/** What happened in the demonstration, wherever it was played. */
export interface Recording {
  /** The memory's log. */
  readonly log: MemoryLog
  /** Everything else, in order, with its times. Positions mean nothing here. */
  readonly events: readonly WorkspaceEvent[]
}

/** Plays the demonstration in a workspace of its own, with its memory as this one will know it. */
export type PlayDemonstration = (info: MemoryInfo) => Promise<Recording>

export interface Defaults {
  readonly settings: WorkspaceSettings
  /** Whose name a new chat speaks under, when nobody says. */
  readonly speaker: string
}

/** The chat as everything that was appended has left it. One that the viewer does not see is not there. */
export function findChat(core: Core, chat: ChatId): Result<ChatInfo> {
  const { workspace } = core.feed.ahead
  const { chats } = workspace
  const seen = Object.hasOwn(chats, chat) && sightOf(workspace, core.viewer).chat(chat)
  const info = seen ? chats[chat] : undefined
  if (info) return { ok: true, value: info }
  return refuse('not_found', `There is no chat with the id ${JSON.stringify(chat)}.`)
}

/** Why nothing can be accepted just now; null when all is well. */
export function storageTrouble(core: Core): Refusal | null {
  const { trouble } = core.feed
  if (!trouble) return null
  const message = `The data folder does not take writes (${trouble.message}). Nothing was changed; free space or mend the disk, then try again.`
  return { code: 'storage', message }
}
