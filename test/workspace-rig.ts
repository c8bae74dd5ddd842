/** A real workspace for tests: SQLite in a file, the real memory, agent and rehearsal model; and browser tabs that follow it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Connection, ModelRequest } from '../src/claude/contract.ts'
import { connectRehearsal } from '../src/claude/rehearsal.ts'
import { type Database, openDatabase } from '../src/database/open.ts'
import type { Memory } from '../src/memory/contract.ts'
import { copyLog } from '../src/memory/copy-log.ts'
import { type Memories, openMemories } from '../src/memory/memories.ts'
import { openMemory } from '../src/memory/memory.ts'
import type { Policy } from '../src/memory/policy.ts'
import { DEFAULT_MEMORY, GUEST, type Principal } from '../src/memory/rights.ts'
import type { Fault } from '../src/rehearsal/faults.ts'
import { createRehearsal } from '../src/rehearsal/rehearsal.ts'
import { openSearches, type Searches } from '../src/search/search.ts'
import { systemClock } from '../src/server/clock.ts'
import { createDemonstration } from '../src/server/demonstration.ts'
import { sqliteLog } from '../src/storage/sqlite.ts'
import { ACTIONS } from '../src/workspace/actions.ts'
import { DEFAULT_ASKING, DEFAULT_CARE } from '../src/workspace/defaults.ts'
import { searchFiles } from '../src/workspace/erase-check.ts'
import type { AppState, ChatId, HostState, TurnId, WorkspaceEvent } from '../src/workspace/events.ts'
import type { HostAnswer, HostChoice, Hosts } from '../src/workspace/hosts.ts'
import { storedMemories } from '../src/workspace/memories-stored.ts'
import { reduce } from '../src/workspace/reduce.ts'
import type { Result } from '../src/workspace/result.ts'
import { openStore } from '../src/workspace/store.ts'
import { openWorkspace, type Workspace } from '../src/workspace/workspace.ts'

export interface Rig {
  readonly workspace: Workspace
  /** The default memory itself. */
  readonly memory: Memory
  readonly memories: Memories
  readonly searches: Searches
  readonly database: Database
  /** What the workspace reported as failed. */
  readonly failures: readonly unknown[]
  /** What was asked of the model, oldest first. */
  readonly requests: readonly ModelRequest[]
  /** The fault that every request from now on gets; null for none. */
  fault(fault: Fault | null): void
  /** A tab that shows `chats` and follows the feed. */
  tab(chats: readonly ChatId[], viewer?: Principal): Promise<Tab>
  addChat(): Promise<ChatId>
  /** Speaks and does not wait for the answer. */
  speak(chat: ChatId, text: string, viewer?: Principal): Promise<TurnId>
  /** Speaks and waits until the turn has ended. */
  say(chat: ChatId, text: string, viewer?: Principal): Promise<TurnId>
  /** Ends the workspace and opens it again on the same file; `between` has the database while nobody else does. */
  reopen(between?: (database: Database) => Promise<void>): Promise<void>
  /** From now on the working copy never says that it holds a commit: tool calls hang after their change. */
  hang(): void
  /** Opens the workspace again as after a crash: the one before never got to end anything. It must hang or be idle. */
  crash(): Promise<void>
  close(): Promise<void>
}

export interface Tab {
  readonly state: AppState
  readonly events: readonly WorkspaceEvent[]
  readonly resets: number
  /** Resolves when the state is as wanted. */
  until(wanted: (state: AppState) => boolean): Promise<AppState>
  leave(): void
}

/** `around`: what the connection to the model does otherwise than the rehearsal's. `policy`: what the memories store; everything. */
export async function openRig(around: Partial<Connection> = {}, policy?: Policy): Promise<Rig> {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-workspace-'))
  const failures: unknown[] = []
  let fault: Fault | null = null
  let ids = 0
  const newId = () => `n${++ids}`
  const faults = () => fault ?? undefined
  const handler = createRehearsal({ pace: () => 0, now: () => new Date(), faults })
  const rehearsal = { ...connectRehearsal(handler), ...around }
  const requests: ModelRequest[] = []
  const connection: Connection = {
    ...rehearsal,
    stream(request, signal) {
      requests.push(request)
      return rehearsal.stream(request, signal)
    },
  }
  const hosts = fixedHosts(connection)
  const file = join(folder, 'test.db')
  let hanging = false
  const settled = () => (hanging ? new Promise<void>(() => {}) : Promise.resolve())
  const open = () => openParts({ file, hosts, failures, newId, settled, policy })
  let parts = await open()
  const crashed: Database[] = []

  const rig: Rig = {
    get workspace() {
      return parts.workspace
    },
    get memory() {
      return parts.memory
    },
    get memories() {
      return parts.memories
    },
    get searches() {
      return parts.searches
    },
    get database() {
      return parts.database
    },
    failures,
    requests,
    fault(next) {
      fault = next
    },
    tab: (chats, viewer) => openTab(parts.workspace, chats, viewer),
    async addChat() {
      return granted(await parts.workspace.perform(ACTIONS.addChat, { speaker: 'Alice' })).chat
    },
    async speak(chat, text, viewer) {
      const input = { chat, id: `turn_${newId()}`, text, speaker: 'Alice' }
      return granted(await parts.workspace.perform(ACTIONS.speak, input, viewer)).turn
    },
    async say(chat, text, viewer) {
      const tab = await rig.tab([chat], viewer)
      const turn = await rig.speak(chat, text, viewer)
      await tab.until((state) => state.chats[chat]?.turns.at(-1)?.id === turn && isIdle(state, chat))
      tab.leave()
      return turn
    },
    async reopen(between) {
      await parts.close()
      if (between) {
        const database = await openDatabase(file)
        await between(database)
        await database.destroy()
      }
      parts = await open()
    },
    hang() {
      hanging = true
    },
    async crash() {
      crashed.push(parts.database)
      hanging = false
      parts = await open()
    },
    async close() {
      await parts.close()
      for (const database of crashed) await database.destroy()
      rmSync(folder, { recursive: true })
    },
  }
  return rig
}

export function isIdle(state: AppState, chat: ChatId): boolean {
  return state.workspace.chats[chat]?.running === null
}

/** The value of an action that must not be refused. */
export function granted<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Error(`${result.refusal.code}: ${result.refusal.message}`)
}

interface PartsOptions {
  readonly file: string
  readonly hosts: Hosts
  readonly failures: unknown[]
  readonly newId: () => string
  readonly settled: () => Promise<void>
  readonly policy: Policy | undefined
}

async function openParts({ file, hosts, failures, newId, settled, policy }: PartsOptions) {
  const database = await openDatabase(file)
  const stored = await storedMemories(openStore(database))
  const memories = await openMemories({
    infos: Object.values(stored.memories),
    async open(id, from) {
      const log = sqliteLog(database, id)
      if (from) await copyLog(from, log)
      return await openMemory(log, policy ? { policy } : {})
    },
  })
  const searches = await openSearches({ memories })
  const memory = memories.inside(DEFAULT_MEMORY)
  if (!memory) throw new Error('Expected the default memory.')
  const workspace = await openWorkspace({
    database,
    memories,
    searches,
    hosts,
    choice: null,
    defaults: DEFAULTS,
    play: createDemonstration({ systemPrompt: DEFAULTS.settings.systemPrompt, now: systemClock.now, newId }),
    example: ['Alice', 'John', 'Sam'].map((name) => ({ name, speaker: name, draft: `I am ${name}.` })),
    clock: systemClock,
    newId,
    settled,
    outside: { sweep: async () => {}, search: (needles) => searchFiles([dirname(file)], needles) },
    failed: (error) => failures.push(error),
  })
  const close = async () => {
    await workspace.close()
    await searches.close()
    await memories.close()
    await database.destroy()
  }
  return { database, memory, memories, searches, workspace, close }
}

const DEFAULTS = {
  speaker: 'Guest',
  settings: {
    systemPrompt: 'You share one memory.',
    contextEditing: {
      enabled: false,
      trigger: { kind: 'input_tokens', value: 100_000 },
      keep: 3,
      clearAtLeast: 0,
      excludeTools: [],
      clearToolInputs: false,
      keepThinking: null,
    },
    rehearsalPace: 0,
    ...DEFAULT_ASKING,
    ...DEFAULT_CARE,
  },
} as const

/** The rehearsal model, and a second host "other" on the same connection when it is set up. The model "refused" is refused. */
function fixedHosts(connection: ReturnType<typeof connectRehearsal>): Hosts {
  let other = false
  const stateOf = (id: string, model: string | null): HostState => ({
    id,
    kind: 'rehearsal',
    available: true,
    name: id === 'other' ? 'Other' : connection.name,
    model: model ?? connection.defaultModel,
    because: 'this is a test',
    models: [
      {
        id: connection.defaultModel,
        name: 'Rehearsal',
        capabilities: connection.capabilities(connection.defaultModel),
      },
    ],
  })
  const open = async ({ host, model }: HostChoice): Promise<HostAnswer> => {
    if (host === 'other' && !other) return { ok: false, message: 'There is no host "other".' }
    const id = host === 'auto' ? 'rehearsal' : host
    return { ok: true, host: { connection, state: stateOf(id, model) } }
  }
  return {
    open,
    verify: async (choice) =>
      choice.model === 'refused' ? { ok: false, message: 'The model was refused.' } : open(choice),
    forms: () => [],
    setups: () => [],
    all: async () =>
      [...(other ? ['other'] : []), 'rehearsal'].map((id) => ({ state: stateOf(id, null), connection })),
    async setUp() {
      other = true
      return { ok: true, told: 'Key accepted, 1 model', host: { connection, state: stateOf('other', null) } }
    },
    remove(id) {
      const was = other && id === 'other'
      if (was) other = false
      return was
    },
    examine: async () => [],
    discover: async () => [],
  }
}

async function openTab(workspace: Workspace, chats: readonly ChatId[], viewer = GUEST): Promise<Tab> {
  let state = await workspace.snapshot(chats, viewer)
  let waiting: { readonly wanted: (state: AppState) => boolean; readonly go: () => void }[] = []
  let resets = 0
  const events: WorkspaceEvent[] = []
  const look = () => {
    const met = waiting.filter(({ wanted }) => wanted(state))
    waiting = waiting.filter((each) => !met.includes(each))
    for (const { go } of met) go()
  }
  const join = () =>
    workspace.join(
      { after: state.position, chats: Object.keys(state.chats), viewer },
      {
        write(bytes) {
          for (const event of readEvents(bytes)) {
            events.push(event)
            state = reduce(state, event)
          }
          look()
        },
        reset() {
          resets += 1
          leave()
          void begin()
        },
        ready: () => Promise.resolve(),
      },
    )
  /** As a browser does that cannot be carried on. */
  const begin = async () => {
    state = await workspace.snapshot(Object.keys(state.chats), viewer)
    leave = join()
    look()
  }
  let leave = join()
  return {
    get state() {
      return state
    },
    events,
    get resets() {
      return resets
    },
    async until(wanted) {
      if (!wanted(state)) await new Promise<void>((go) => waiting.push({ wanted, go }))
      return state
    },
    leave: () => leave(),
  }
}

/** Reads server-sent events as we write them: an id and one line of data each. */
export function readEvents(bytes: Uint8Array): readonly WorkspaceEvent[] {
  return Buffer.from(bytes)
    .toString('utf8')
    .split('\n\n')
    .flatMap((block) => /^data: (.*)$/m.exec(block)?.[1] ?? [])
    .map((data) => JSON.parse(data) as WorkspaceEvent)
}
