/**
 * What a server finds when it starts: the stored state, and turns that ran when the last one ended, however it ended.
 * Every finished step is there; a turn that was not finished is marked interrupted and can be continued.
 */
import type { Memories, ReadableMemory } from '../memory/memories.ts'
import { DEFAULT_MEMORY, type MemoryId, OWNER } from '../memory/rights.ts'
import type { UndoCommit } from '../memory/taken-back.ts'
import type { Commit } from '../memory/types.ts'
import { announcement } from './announcements.ts'
import type { Demonstration } from './demonstration.ts'
import type {
  AppState,
  ChatId,
  ChatInfo,
  ChatState,
  HostState,
  MemoryDocument,
  Notice,
  Person,
  TurnState,
  WorkspaceFact,
  WorkspaceSettings,
} from './events.ts'
import { committedResult, toolCallKey } from './exactly-once.ts'
import { storedMemories } from './memories-stored.ts'
import { hostFacts } from './open-hosts.ts'
import type { OwnPrompt } from './prompts.ts'
import { reduceTurn } from './reduce-turn.ts'
import type { Store, StoredTurn } from './store.ts'
import { chatWith } from './stored-settings.ts'

export interface Recovered {
  readonly state: AppState
  /** Events at or below this position may have been forgotten. */
  readonly floor: number
  /** Position of the newest event that changed who sees what was there before. */
  readonly rights: number
  /** What has to be appended so that everybody knows how things stand. */
  readonly facts: readonly WorkspaceFact[]
}

export interface Start {
  readonly store: Store
  readonly memories: Memories
  readonly settings: WorkspaceSettings
  /** For what chats of before do not have. */
  readonly defaults: WorkspaceSettings
  readonly host: HostState
  readonly hosts: readonly HostState[]
}

/** Reads what is stored. Changes nothing. */
export async function recover({
  store,
  memories,
  settings,
  defaults,
  host,
  hosts,
}: Start): Promise<Recovered> {
  const running = await Promise.all((await store.runningTurns()).map((row) => bringUpToDate(store, row)))
  const announced = await announcedHeads(store)
  const known = await store.setting('host')
  const floor = numberOr(await store.setting('floor'), 0)
  const infos = (await store.chats()).map((info) => chatWith(defaults, info))
  const state: AppState = {
    // All events may have been forgotten.
    position: Math.max(floor, await store.newestPosition()),
    workspace: {
      settings,
      host: (known as HostState | undefined) ?? host,
      hosts: listOr<HostState>(await store.setting('hosts')),
      chats: Object.fromEntries(infos.map((info) => [info.id, info])),
      chatOrder: await chatOrder(store, infos),
      people: listOr<Person>(await store.setting('people')),
      demonstration: ((await store.setting('demonstration')) as Demonstration | undefined) ?? null,
      prompts: listOr<OwnPrompt>(await store.setting('prompts')),
      ...(await storedMemories(store)),
      documents: Object.fromEntries(
        memories
          .as(OWNER)
          .documents()
          .map((info): [string, MemoryDocument] => [info.document, info]),
      ),
      memoryHeads: announced,
      undos: Object.fromEntries(
        memories.infos().flatMap(({ id }) => undosUpTo(memories, id, announced[id] ?? 0)),
      ),
      memoryHead: announced[DEFAULT_MEMORY] ?? 0,
      notices: listOr<Notice>(await store.setting('notices')),
      writings: {},
    },
    chats: Object.fromEntries(running.map(({ chat, turn }) => [chat, alone(chat, turn)])),
  }
  const facts = [
    ...memories.infos().flatMap(({ id }) => unannounced(memories, id, announced[id] ?? 0)),
    ...running.flatMap(({ chat, turn }) => interruption(memories, chat, turn)),
    ...hostFacts(state.workspace, host, hosts),
  ]
  return { state, floor, rights: numberOr(await store.setting('rights'), 0), facts }
}

function alone(chat: ChatId, turn: TurnState): ChatState {
  return { id: chat, turns: [turn] }
}

async function bringUpToDate(store: Store, row: StoredTurn): Promise<StoredTurn> {
  const events = await store.eventsOfTurn(row.turn.id, row.position)
  const turn = events.reduce(
    (folded, event) => (event.type === 'turn.event' ? reduceTurn(folded, event.event, event.at) : folded),
    row.turn,
  )
  return { ...row, turn }
}

/** The end of a turn that a crash cut off. Results that the memory has recorded are not lost with it. */
function interruption(memories: Memories, chat: ChatId, turn: TurnState): readonly WorkspaceFact[] {
  const step = turn.steps.at(-1)
  const results = (step?.finished ? step.blocks : []).flatMap((block, index): WorkspaceFact[] => {
    if (!step || block.kind !== 'tool' || block.progress.kind === 'finished') return []
    const result = committedResult(memories, toolCallKey(chat, turn.id, block.id))
    if (!result) return []
    const event = { type: 'tool.finished', step: step.step, index, result } as const
    return [{ type: 'turn.event', chat, turn: turn.id, event }]
  })
  const event = { type: 'turn.finished', outcome: { kind: 'interrupted' } } as const
  return [...results, { type: 'turn.event', chat, turn: turn.id, event }]
}

async function announcedHeads(store: Store): Promise<Readonly<Record<MemoryId, number>>> {
  const stored = await store.setting('announced')
  // Written by the reducer.
  return typeof stored === 'object' && stored !== null ? (stored as Record<MemoryId, number>) : {}
}

function unannounced(memories: Memories, id: MemoryId, announced: number): readonly WorkspaceFact[] {
  const opened = memories.as(OWNER).in(id, 'read')
  if (opened.kind === 'denied') return []
  return commitsAfter(opened.memory, announced).map((commit) => announcement(id, opened.memory, commit))
}

/** Those that were announced; the others are told with their commits. */
function undosUpTo(
  memories: Memories,
  id: MemoryId,
  number: number,
): readonly (readonly [MemoryId, readonly UndoCommit[]])[] {
  const opened = memories.as(OWNER).in(id, 'read')
  const undos = opened.kind === 'opened' ? opened.memory.undos() : []
  const told = undos.filter((undo) => undo.number <= number)
  return told.length === 0 ? [] : [[id, told]]
}

/** Oldest first. */
function commitsAfter(memory: ReadableMemory, number: number): readonly Commit[] {
  const count = memory.head - number
  if (count <= 0) return []
  return [...memory.history({ limit: count })].filter((commit) => commit.number > number).reverse()
}

async function chatOrder(store: Store, infos: readonly ChatInfo[]): Promise<readonly ChatId[]> {
  const order = await store.setting('order')
  const known = Array.isArray(order) ? order.filter((id): id is ChatId => typeof id === 'string') : []
  const listed = new Set(known)
  return [...known, ...infos.map((info) => info.id).filter((id) => !listed.has(id))]
}

/** Written by the reducer. */
function listOr<T>(value: unknown): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : []
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}
