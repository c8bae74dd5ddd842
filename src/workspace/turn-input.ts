/** What the agent needs to run a stored turn: the conversation, the settings that hold, the tools, what is still open. */
import type { Settings } from '../agent/asking.ts'
import type { ModelAt } from '../agent/events.ts'
import { memoryTool, readerOf } from '../agent/memory-tool.ts'
import { isOnDemand, summaryIn } from '../agent/opening.ts'
import { searchTool } from '../agent/search-tool.ts'
import type { Answerer, PendingCall, TurnInput } from '../agent/turn.ts'
import { type Connection, HostError, type HostId } from '../claude/contract.ts'
import type { Memories } from '../memory/memories.ts'
import { type MemoryId, OWNER, type Principal } from '../memory/rights.ts'
import type { Origin } from '../memory/types.ts'
import type { Searches } from '../search/search.ts'
import { below, branchOf, conversationOf, liesOn, pathTo } from './branches.ts'
import type { ChatId, ChatInfo, ChatSettings, HostState, StepState, TurnId, TurnState } from './events.ts'
import type { Feed } from './feed.ts'
import type { OpenHost } from './hosts.ts'
import { effectiveSettings } from './state.ts'
import type { Store } from './store.ts'

/** The hosts that are set up. */
export interface HostSource {
  /** The host of chats that have not chosen one, for turns that begin now. */
  readonly host: () => OpenHost
  /** Another host that is set up; null when there is none of that name. Left out: there is but the one. */
  readonly hostNamed?: (host: HostId) => OpenHost | null
}

export interface TurnSource extends HostSource {
  readonly feed: Feed
  readonly store: Store
  readonly memories: Memories
  readonly searches: Pick<Searches, 'search'>
  /** Resolves when the working copy holds the commit; never rejects. */
  readonly settled: (commit: number, memory: MemoryId) => Promise<void>
  /** Readers whose earlier reading has been told to the memory since the server started. */
  readonly remembered: Set<string>
}

type Prepared = Omit<TurnInput, 'signal' | 'clock' | 'hurry' | 'maySpend'>

/** Reads the conversation up to and with the turn. The turn must be running in the feed's state. */
export async function prepareTurn(source: TurnSource, chat: ChatId, turnId: TurnId): Promise<Prepared> {
  const { feed } = source
  const info = feed.ahead.workspace.chats[chat]
  const turn = feed.ahead.chats[chat]?.turns.find((candidate) => candidate.id === turnId)
  if (!info || !turn) throw new Error(`Expected the turn ${turnId} to be running in ${chat}.`)
  const host = chosenHost(source, info.settings)
  const chosen = host && chosenModel(host, info.settings)
  const turns = [...(await earlierTurns(source, info, turn, chosen)), turn]
  rememberSeen(source, info, turns)
  const { fallback } = feed.ahead.workspace.settings
  return {
    ...answererFor(source, info, turns),
    ...settingsIn(source, info, { turn: turnId, speaker: turn.speaker }),
    fallback: fallback && answererAt(source, fallback),
    turns,
    ...takenUp(turn),
  }
}

/** What a chat is asked with: its own settings, the workspace's where it has none, and its tools for this turn. */
export function settingsIn(
  source: TurnSource,
  info: ChatInfo,
  { turn, speaker }: { readonly turn: TurnId; readonly speaker: string },
): Settings {
  const { settings } = source.feed.ahead.workspace
  const edge = source.memories.as(claudeIn(info))
  return {
    ...effectiveSettings(settings, info.settings),
    cacheFor: settings.cacheFor,
    tools: [
      memoryTool(
        edge,
        { chat: info.id, turn, speaker, reader: readerIn(info), whereabouts: besideThis(source, info) },
        source.settled,
      ),
      ...(settings.searchTool ? [searchTool((request) => source.searches.search(edge, request))] : []),
    ],
  }
}

/** Where a turn goes on that has steps already. */
export function takenUp(turn: TurnState): Pick<TurnInput, 'firstStep' | 'pending' | 'known'> {
  return { firstStep: nextStep(turn), ...openCalls(turn) }
}

/** Claude in a chat, as it stands now: rights are looked up anew at each call. */
export function claudeIn({ id, participants, memories }: ChatInfo): Principal {
  return { kind: 'claude', chat: id, participants, memories }
}

/** Turns that are read at first; each further page has twice as many. */
const FIRST_PAGE = 16

/**
 * The turns before, from the newest summary on that stands for all before it; so a turn costs what is sent, however much was
 * said ever.
 */
async function earlierTurns(
  { store }: TurnSource,
  info: ChatInfo,
  turn: TurnState,
  chosen: ModelAt | null,
): Promise<readonly TurnState[]> {
  let read: readonly TurnState[] = []
  const path = conversationOf(info)
  for (let limit = FIRST_PAGE; ; limit *= 2) {
    // Whoever starts a turn has waited until the ones before are stored, so the first token need not wait for the disk.
    const rest = below(path, read[0]?.number ?? turn.number)
    const page = (await store.turns(info.id, rest, limit)).map((row) => row.turn)
    read = [...page, ...read]
    const from = page.findLastIndex((each) => standsForAll(each, chosen))
    if (from >= 0) return read.slice(from)
    if (page.length < limit) return read
  }
}

/**
 * Whether a turn holds a summary on demand, made by whoever is chosen now. When somebody else made it, what was before may tell
 * why: the chosen model may have declined there.
 */
function standsForAll(turn: TurnState, chosen: ModelAt | null): boolean {
  if (!isOnDemand(turn)) return false
  const step = turn.steps.findLast((each) => summaryIn(turn, each) !== null)
  return step !== undefined && step.host === chosen?.host && step.model === chosen?.model
}

/** Who answers in a chat: the model it has chosen, else the workspace's; the fallback from where the chosen one declined. */
export function answererFor(
  source: HostSource,
  { settings }: Pick<ChatInfo, 'settings'>,
  turns: readonly Pick<TurnState, 'steps'>[],
): Answerer {
  const own = source.host()
  const host = chosenHost(source, settings)
  if (host === null) {
    const connection = absent(own.connection, settings.host ?? '')
    return { connection, model: settings.model ?? own.state.model }
  }
  const { connection } = host
  const chosen = chosenModel(host, settings)
  const stays = stayingAt(turns, chosen)
  const there = stays && answererAt(source, stays)
  return there ?? { connection, model: chosen.model }
}

/** null: it is not set up any more. */
function chosenHost(source: HostSource, { host: named }: ChatSettings): OpenHost | null {
  return openAt(source, named ?? source.host().state.id)
}

function openAt(source: HostSource, host: HostId): OpenHost | null {
  const own = source.host()
  return host === own.state.id ? own : (source.hostNamed?.(host) ?? null)
}

function chosenModel({ connection, state }: OpenHost, { model }: ChatSettings): ModelAt {
  return { host: connection.host, model: offered(state, model ?? state.model) }
}

/** In place of a host that is not set up any more: a turn fails with words there, and never goes to another host unasked. */
function absent(own: Connection, host: HostId): Connection {
  const message = `This chat is set to "${host}", which is not set up any more. Choose another host in the settings of the chat, or set it up again.`
  return {
    ...own,
    host,
    stream() {
      throw new HostError({ kind: 'not_found', message, retryable: false })
    },
  }
}

/** A chat may be set to a model that its host does not offer now; then the host's own default answers. */
function offered({ models, model }: HostState, wanted: string): string {
  return models.length === 0 || models.some(({ id }) => id === wanted) ? wanted : model
}

/** null when the host is not set up any more. */
function answererAt(source: HostSource, { host, model }: ModelAt): Answerer | null {
  const open = openAt(source, host)
  return open ? { connection: open.connection, model } : null
}

/** Where the conversation went on after the chosen model had declined: it stays there (claude-api.md 9). */
function stayingAt(turns: readonly Pick<TurnState, 'steps'>[], chosen: ModelAt): ModelAt | null {
  const declined = turns
    .flatMap(({ steps }) => steps)
    .findLast(({ switched }) => switched?.because.kind === 'refusal')?.switched
  if (!declined) return null
  const { from, to } = declined
  return from.host === chosen.host && from.model === chosen.model ? to : null
}

/**
 * The name under which the engine remembers what Claude has seen. What was read in another branch is not known in this one, so
 * each branch has a name of its own, and begins with what was read on the path to it.
 */
function readerIn({ id, branches, tip }: ChatInfo): string {
  const { from } = branchOf(branches, tip)
  return from === 1 ? readerOf(id) : `${readerOf(id)}/${from}`
}

/** Tells of a change that this very chat made, but not on the path to where it stands: Claude knows nothing of it here. */
function besideThis({ store }: TurnSource, info: ChatInfo): (of: Origin) => Promise<string> {
  return async (of) => {
    if (of.chat !== info.id) return ''
    const made = await store.turn(of.turn)
    return made && !liesOn(pathTo(info, info.tip), made.turn.number) ? 'in another branch of this chat' : ''
  }
}

/** The memory forgets over a restart what each branch has read, and of a new one knows nothing; the stored results of tool calls do. */
function rememberSeen(
  { memories, remembered }: TurnSource,
  info: ChatInfo,
  turns: readonly TurnState[],
): void {
  const reader = readerIn(info)
  if (remembered.has(reader)) return
  remembered.add(reader)
  const edge = memories.as(OWNER)
  for (const step of turns.flatMap((turn) => turn.steps)) {
    for (const block of step.blocks) {
      if (block.kind !== 'tool' || block.progress.kind !== 'finished') continue
      for (const { document, version } of block.progress.result.seen) {
        const holding = edge.holding(document, 'read')
        if (holding.kind === 'opened') holding.memory.see(reader, document, version)
      }
    }
  }
}

/** A reply that broke off before it said anything is asked for again under its own number. */
function nextStep(turn: TurnState): number {
  const last = turn.steps.at(-1)
  if (!last) return 1
  return last.finished || saysSomething(last) ? last.step + 1 : last.step
}

function saysSomething(step: StepState): boolean {
  return step.blocks.some((block) => block.kind === 'text' && block.text.trim() !== '')
}

/** Calls of the last finished step that have no result yet, with the results that are there. */
function openCalls(turn: TurnState): Pick<TurnInput, 'pending' | 'known'> {
  const last = turn.steps.findLast((step) => step.finished)
  const isNewest = last !== undefined && nextStep(turn) === last.step + 1
  const calls = isNewest && last.finished?.stop === 'tool_use' ? toolCalls(last) : []
  const open = calls.some((call) => call.block.progress.kind !== 'finished')
  if (!open) return { pending: [], known: {} }
  return {
    pending: calls.map((call) => call.pending),
    known: Object.fromEntries(
      calls.flatMap(({ block }) =>
        block.progress.kind === 'finished' ? [[block.id, block.progress.result]] : [],
      ),
    ),
  }
}

function toolCalls(step: StepState) {
  return step.blocks.flatMap((block, index) => {
    if (block.kind !== 'tool') return []
    const { id, name, input } = block
    const pending: PendingCall = { step: step.step, index, id, name, input }
    return [{ block, pending }]
  })
}
