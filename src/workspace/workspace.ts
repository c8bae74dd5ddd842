/** An open workspace: what the server may ask of it. */
import type { ContextEditing } from '../agent/events.ts'
import type { Database } from '../database/open.ts'
import type { Memories } from '../memory/memories.ts'
import { GUEST, type MemoryId, OWNER, type Principal } from '../memory/rights.ts'
import type { Searches } from '../search/search.ts'
import { announcement } from './announcements.ts'
import { openBudget } from './budget.ts'
import type { Clock } from './clock.ts'
import { createContextReader } from './context-reader.ts'
import type { ClearingPreview, ContextReport } from './context-report.ts'
import {
  type Core,
  type Current,
  type Defaults,
  type ExampleChat,
  findChat,
  type Outside,
  type PlayDemonstration,
  storageTrouble,
} from './core.ts'
import { finishErasing } from './erase.ts'
import type { AppState, ChatId, Notice, WorkspaceSettings } from './events.ts'
import { createFeed, type Feed } from './feed.ts'
import type { HostChoice, Hosts, OpenHost } from './hosts.ts'
import type { Entry } from './ledger.ts'
import { raiseNotice } from './notices.ts'
import { ANY_HOST, openHosts, parseChoice } from './open-hosts.ts'
import { followAll, followTurn } from './queue-actions.ts'
import type { Reader, Subscription } from './readers.ts'
import { recover } from './recovery.ts'
import { done, type Result } from './result.ts'
import { keepRetaining } from './retention.ts'
import { type PageOf, pageOfTurns, type TurnPage, takeSnapshot } from './snapshot.ts'
import type { SpendingRange, SpendingReport } from './spending.ts'
import { type NamedReply, repliesSeen, spendingReport } from './spending-report.ts'
import { type SpendingWatch, watchSpending, whyNotSpending } from './spending-watch.ts'
import { openStore, type Store } from './store.ts'
import { settingsWith } from './stored-settings.ts'
import type { TurnSource } from './turn-input.ts'
import { keepingTurns } from './turn-keeper.ts'
import { createTurnRunner } from './turn-runner.ts'

export interface WorkspaceOptions {
  /** Stays open when the workspace closes. */
  readonly database: Database
  /** As `storedMemories` named them. They stay open when the workspace closes. */
  readonly memories: Memories
  /** Finds for an edge what its principal may read; for Claude's second tool. */
  readonly searches: Pick<Searches, 'search'>
  readonly hosts: Hosts
  /** The host to begin with, whatever was chosen before; null: what was chosen before, else what can be found. */
  readonly choice: HostChoice | null
  readonly defaults: Defaults
  readonly example: readonly ExampleChat[]
  /** Left out: there is no demonstration. */
  readonly play?: PlayDemonstration
  readonly clock: Clock & { random(): number }
  /** A new random id: letters and digits. */
  readonly newId: () => string
  /** Resolves when the working copy holds the commit; never rejects. */
  readonly settled: (commit: number, memory: MemoryId) => Promise<void>
  /** Told after memories were added, changed or removed. Never rejects. */
  readonly memoriesChanged?: () => Promise<void>
  readonly outside: Outside
  /** Told of faults of ours and of storage that fails; the workspace goes on. */
  readonly failed: (error: unknown) => void
}

export interface Health {
  /** false while the data folder takes no writes. */
  readonly ok: boolean
  readonly position: number
  readonly memoryHead: number
  /** Turns that run just now. */
  readonly running: number
  readonly readers: number
  readonly trouble: string | null
}

type Action<Input, Value> = (core: Core, input: Input) => Promise<Result<Value>>

export interface Workspace {
  /**
   * Does one of `ACTIONS` for the viewer (a guest, when left out); resolves when it is stored. Nothing is accepted while
   * the data folder takes no writes.
   */
  perform<Input, Value>(
    action: Action<Input, Value>,
    input: Input,
    viewer?: Principal,
  ): Promise<Result<Value>>
  /** What the viewer (a guest, when left out) sees of everything, with the conversations of some chats. */
  snapshot(chats: readonly ChatId[] | 'board', viewer?: Principal): Promise<AppState>
  /** A page of a chat's turns. */
  turns(chat: ChatId, page: PageOf, viewer?: Principal): Promise<Result<TurnPage>>
  /** How full a chat's context is. */
  context(chat: ChatId, viewer?: Principal): Promise<Result<ContextReport>>
  /** What these settings would have cleared in a chat. */
  previewClearing(
    chat: ChatId,
    settings: ContextEditing,
    viewer?: Principal,
  ): Promise<Result<ClearingPreview>>
  /** What was spent, in sums of the whole workspace; named is what the viewer may see. */
  spending(range: SpendingRange, viewer?: Principal): Promise<SpendingReport>
  /** The replies of chats that the viewer may see, oldest first. */
  replies(range: SpendingRange, viewer?: Principal): AsyncIterable<NamedReply>
  /** Tells people something, until one of them puts it away. */
  notify(notice: Pick<Notice, 'kind' | 'message' | 'memory'>): void
  /** Adds a reader of the feed. Returns the way to leave. */
  join(subscription: Subscription, reader: Reader): () => void
  /** What can be set up and is, and what one may ask about it. Changing anything is for the actions. */
  readonly hosts: Pick<Hosts, 'forms' | 'setups' | 'examine' | 'discover'>
  /** What was asked for: a host, or whatever is found. */
  readonly choice: HostChoice
  /** The host in use. */
  readonly host: OpenHost
  readonly settings: WorkspaceSettings
  health(): Health
  /** Ends running turns as interrupted and writes everything. Leaves memory and database open. */
  close(): Promise<void>
}

/** Opens the workspace that the database holds, and settles what the last end left unfinished. Rejects when it cannot be read or written. */
export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { memories, hosts, clock, failed } = options
  const store = keepingTurns(openStore(options.database))
  const { states, opened } = await openHosts(hosts)
  const current: Current = { ...(await firstHost(options, store)), opened, ...nothingBegun() }
  const defaults = options.defaults.settings
  const settings = settingsWith(defaults, await store.setting('settings'))
  const start = { store, memories, settings, defaults, host: current.host.state, hosts: states }
  const { state, floor, rights, facts } = await recover(start)
  const { settled, newId, example } = options
  const budget = await openBudget(store, () => clock.now())
  let watch: SpendingWatch | null = null
  let follow = (_: Entry) => {}
  const entered = (entry: Entry) => {
    watch?.entered(entry)
    follow(entry)
  }
  const feed = createFeed({ store, clock, state, floor, rights, entered, failed })
  watch = await watchSpending({ feed, store, budget, newId }, failed)
  for (const fact of facts) feed.append(fact)
  const owner = memories.as(OWNER)
  const unsubscribe = memories.subscribe((id, commit) => {
    const opened = owner.in(id, 'read')
    if (opened.kind === 'opened') feed.append(announcement(id, opened.memory, commit))
  })
  await feed.settled()

  const { speaker } = options.defaults
  const source: TurnSource = {
    feed,
    store,
    memories,
    searches: options.searches,
    settled,
    host: () => current.host,
    hostNamed: (host) => current.opened.get(host) ?? null,
    remembered: new Set(),
  }
  const runner = createTurnRunner({
    ...source,
    clock,
    failed,
    whyNotSpending: (person) => whyNotSpending({ feed, budget }, person),
  })
  const forgetting = { ...options.outside, busy: false }
  const core: Core = {
    feed,
    store,
    memories,
    viewer: OWNER,
    now: () => clock.now(),
    edge: owner,
    memoriesChanged: options.memoriesChanged ?? (async () => {}),
    hosts,
    runner,
    contexts: createContextReader(source, clock),
    example,
    play: options.play ?? null,
    speaker,
    newId,
    settled,
    budget,
    current,
    forgetting,
  }
  await finishErasing(core)
  follow = (entry) => followTurn(core, entry)
  await followAll(core)
  const ending = new AbortController()
  const retaining = keepRetaining(core, clock, ending.signal, failed)
  return openedWorkspace(core, async () => {
    ending.abort()
    current.closing = true
    await retaining
    await runner.close()
    unsubscribe()
    await feed.close()
  })
}

function nothingBegun(): Pick<Current, 'begun' | 'unqueued' | 'sendNext' | 'demonstrating' | 'closing'> {
  return { begun: new Map(), unqueued: new Set(), sendNext: new Map(), demonstrating: false, closing: false }
}

function openedWorkspace(core: Core, close: () => Promise<void>): Workspace {
  const { feed, store, hosts, current } = core
  return {
    async perform(action, input, viewer = GUEST) {
      const trouble = storageTrouble(core)
      return trouble ? { ok: false, refusal: trouble } : action(seenBy(core, viewer), input)
    },
    snapshot: (chats, viewer = GUEST) => takeSnapshot({ feed, store }, chats, viewer),
    notify: (notice) => raiseNotice(core, notice),
    async context(chat, viewer = GUEST) {
      const found = findChat(seenBy(core, viewer), chat)
      return found.ok ? done(await core.contexts.report(found.value)) : found
    },
    async previewClearing(chat, settings, viewer = GUEST) {
      const found = findChat(seenBy(core, viewer), chat)
      return found.ok ? done(await core.contexts.preview(found.value, settings)) : found
    },
    spending: (range, viewer = GUEST) => spendingReport(core, range, viewer),
    replies: (range, viewer = GUEST) => repliesSeen(core, range, viewer),
    async turns(chat, page, viewer = GUEST) {
      const found = findChat(seenBy(core, viewer), chat)
      return found.ok ? done(await pageOfTurns({ feed, store }, chat, page)) : found
    },
    join: feed.join,
    hosts,
    get choice() {
      return current.choice
    },
    get host() {
      return current.host
    },
    get settings() {
      return feed.ahead.workspace.settings
    },
    health: () => healthOf(feed),
    close,
  }
}

function seenBy(core: Core, viewer: Principal): Core {
  return { ...core, viewer, edge: core.memories.as(viewer) }
}

function healthOf(feed: Feed): Health {
  const { workspace, position } = feed.stored
  return {
    ok: feed.trouble === null,
    position,
    memoryHead: workspace.memoryHead,
    running: Object.values(workspace.chats).filter((chat) => chat.running !== null).length,
    readers: feed.readers,
    trouble: feed.trouble?.message ?? null,
  }
}

/** The explicit choice, else the one made in the settings, else whatever can be found. Rejects when the explicit one cannot be opened. */
async function firstHost(
  { hosts, choice, failed }: WorkspaceOptions,
  store: Store,
): Promise<Pick<Current, 'host' | 'choice'>> {
  const wanted = choice ?? parseChoice(await store.setting('choice'))
  const answer = await hosts.open(wanted)
  if (answer.ok) return { host: answer.host, choice: wanted }
  if (choice) throw new HostUnavailable(answer.message)
  failed(new HostUnavailable(answer.message))
  const found = await hosts.open(ANY_HOST)
  if (!found.ok) throw new HostUnavailable(found.message)
  return { host: found.host, choice: ANY_HOST }
}

/** The host that was asked for cannot be opened; the message says why and what to do. */
export class HostUnavailable extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'HostUnavailable'
  }
}
