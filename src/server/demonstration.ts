/**
 * Plays the demonstration in a workspace of its own, in this process: the real engine, the real turns, the rehearsal model with a
 * story instead of its rules, and a clock that the story sets. What happens there is told to the real workspace as it happened.
 */
import type { TurnEvent } from '../agent/events.ts'
import { REHEARSAL } from '../claude/kinds.ts'
import { connectRehearsal } from '../claude/rehearsal.ts'
import { openDatabase } from '../database/open.ts'
import { type Memories, openMemories } from '../memory/memories.ts'
import { openMemory } from '../memory/memory.ts'
import { mountPath } from '../memory/mounts.ts'
import { type MemoryInfo, OWNER } from '../memory/rights.ts'
import type { Play } from '../rehearsal/play/play.ts'
import { createRehearsal, REHEARSAL_1 } from '../rehearsal/rehearsal.ts'
import { openSearches } from '../search/search.ts'
import { inProcessLog } from '../storage/in-process.ts'
import { ACTIONS } from '../workspace/actions.ts'
import type { PlayDemonstration, Recording } from '../workspace/core.ts'
import { DEFAULT_ASKING, DEFAULT_CARE } from '../workspace/defaults.ts'
import type { ChatId, HostState, TurnId, WorkspaceEvent } from '../workspace/events.ts'
import type { Hosts } from '../workspace/hosts.ts'
import type { Result } from '../workspace/result.ts'
import { openWorkspace, type Workspace } from '../workspace/workspace.ts'
import { DEFAULT_CONTEXT_EDITING } from './defaults.ts'
import { firstDays } from './demonstration-first-days.ts'
import { lastDays } from './demonstration-last-days.ts'
import { commandsIn, type StoryAct, type StoryReply } from './demonstration-story.ts'

export interface DemonstrationOptions {
  readonly systemPrompt: string
  /** The day on which the story has ended. */
  readonly now: () => Date
  readonly newId: () => string
}

/** Nothing of it is kept here: each call plays it anew, with other ids. */
export function createDemonstration(options: DemonstrationOptions): PlayDemonstration {
  return async (info) => {
    const stage = await openStage(info, options)
    try {
      const commands = commandsIn(stage.root)
      for (const act of [...firstDays(commands), ...lastDays(commands)]) await perform(stage, act)
      return { log: stage.log, events: toldOf(stage.events) }
    } finally {
      await stage.close()
    }
  }
}

/** Its model has a name of its own, for it follows no rules: what it says was written beforehand. */
const PREPARED = { ...REHEARSAL_1, id: 'prepared', name: 'Written beforehand' }

/** Few tool uses are kept in sight in one chat, so that one can see clearing at work. */
const CLEARING = {
  ...DEFAULT_CONTEXT_EDITING,
  enabled: true,
  trigger: { kind: 'tool_uses', value: 4 },
  keep: 2,
  clearAtLeast: 0,
} as const

interface Stage extends Pick<Recording, 'log'> {
  readonly info: MemoryInfo
  readonly root: string
  readonly workspace: Workspace
  readonly memories: Memories
  readonly events: readonly WorkspaceEvent[]
  readonly newId: () => string
  readonly chats: Map<string, ChatId>
  readonly newest: Map<string, TurnId>
  /** The day on which the story has ended. */
  readonly today: Date
  /** What the model will say, in order. */
  script(replies: readonly StoryReply[]): void
  at(time: Date): void
  /** Resolves when the turn has ended. */
  ended(turn: TurnId): Promise<void>
  close(): Promise<void>
}

async function openStage(
  info: MemoryInfo,
  { systemPrompt, now, newId }: DemonstrationOptions,
): Promise<Stage> {
  const clock = storyClock()
  const script: StoryReply[] = []
  const log = inProcessLog()
  const database = await openDatabase(':memory:')
  const memories = await openMemories({
    infos: [info],
    open: (id) => openMemory(id === info.id ? log : inProcessLog(), { now: clock.now }),
  })
  const searches = await openSearches({ memories })
  const settings = { systemPrompt, contextEditing: DEFAULT_CONTEXT_EDITING, rehearsalPace: 0 }
  const workspace = await openWorkspace({
    database,
    memories,
    searches,
    hosts: await storyHosts(readFrom(script), clock.now),
    choice: null,
    defaults: { settings: { ...settings, ...DEFAULT_ASKING, ...DEFAULT_CARE }, speaker: 'Mira' },
    example: [],
    clock,
    newId,
    settled: async () => {},
    outside: { sweep: async () => {}, search: async () => ({ files: 0, bytes: 0, found: [] }) },
    failed(error) {
      throw error
    },
  })
  const followed = await follow(workspace)
  return {
    info,
    root: mountPath(info.mount),
    log,
    workspace,
    memories,
    events: followed.events,
    newId,
    chats: new Map(),
    newest: new Map(),
    today: now(),
    script: (replies) => script.push(...replies),
    at: clock.set,
    ended: followed.ended,
    async close() {
      followed.leave()
      await workspace.close()
      await searches.close()
      await memories.close()
      await database.destroy()
    },
  }
}

/** Goes on a little with every look at it, as time does while people read and Claude writes. Nothing is waited for in a story. */
function storyClock() {
  let time = 0
  return {
    set(next: Date) {
      time = Math.max(time, next.getTime())
    },
    now() {
      time += 40
      return new Date(time)
    },
    random: () => 0.5,
    sleep: (_: number, signal?: AbortSignal) =>
      new Promise<void>((_resolve, reject) => {
        const stop = () => reject(signal?.reason)
        if (signal?.aborted) stop()
        else signal?.addEventListener('abort', stop, { once: true })
      }),
  }
}

function readFrom(script: StoryReply[]): Play {
  return () => {
    const reply = script.shift()
    if (!reply) throw new Error('Expected the story to have another reply.')
    const { thinks = '', says, asks = [] } = reply
    const calls = asks.map((input) => ({ type: 'tool_use', name: 'memory', input }) as const)
    return { thought: thinks, blocks: [{ type: 'text', text: says }, ...calls], rounds: 0 }
  }
}

async function storyHosts(play: Play, now: () => Date): Promise<Hosts> {
  const handler = createRehearsal({ pace: () => 0, now, play, models: [PREPARED] })
  const connection = connectRehearsal(handler)
  // The connection learns what the model can do.
  const models = await connection.models()
  const state: HostState = {
    id: REHEARSAL,
    kind: REHEARSAL,
    name: connection.name,
    available: true,
    model: PREPARED.id,
    because: 'it is a story',
    models,
  }
  const answer = { ok: true, host: { connection, state } } as const
  return {
    open: async () => answer,
    verify: async () => answer,
    all: async () => [{ state, connection }],
    forms: () => [],
    setups: () => [],
    setUp: async () => ({ ok: false, message: 'Nothing is set up in a story.', findings: [] }),
    remove: () => false,
    examine: async () => [],
    discover: async () => [],
  }
}

async function follow(workspace: Workspace) {
  const events: WorkspaceEvent[] = []
  const waiting = new Map<TurnId, () => void>()
  const { position: after } = await workspace.snapshot([], OWNER)
  const leave = workspace.join(
    { after, chats: [], viewer: OWNER },
    {
      write(bytes) {
        for (const [, data] of Buffer.from(bytes)
          .toString('utf8')
          .matchAll(/^data: (.*)$/gm)) {
          const event = JSON.parse(data ?? '') as WorkspaceEvent
          events.push(event)
          if (event.type === 'turn.event' && event.event.type === 'turn.finished') waiting.get(event.turn)?.()
        }
      },
      reset() {},
      ready: async () => {},
    },
  )
  const ended = (turn: TurnId) => new Promise<void>((resolve) => waiting.set(turn, resolve))
  return { events, leave, ended }
}

async function perform(stage: Stage, act: StoryAct): Promise<void> {
  stage.at(timeOf(stage.today, act))
  switch (act.kind) {
    case 'chat':
      return await open(stage, act)
    case 'says':
      return await say(stage, act)
    case 'edits':
      return await edit(stage, act)
    case 'undoes': {
      const { memory, document } = find(stage, act.file)
      const number = memory.history({ document, limit: 1 })[0]?.number ?? 0
      const what = { kind: 'commit', memory: stage.info.id, number } as const
      must(await stage.workspace.perform(ACTIONS.undoChanges, { what, speaker: act.who }, OWNER))
      return
    }
    default:
      return act satisfies never
  }
}

function timeOf(today: Date, { daysAgo, time }: StoryAct): Date {
  const day = new Date(today.getTime() - daysAgo * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
  return new Date(`${day}T${time}:00.000Z`)
}

async function open(stage: Stage, act: Extract<StoryAct, { kind: 'chat' }>): Promise<void> {
  const { workspace, info } = stage
  const input = { name: act.chat, speaker: act.speaker, memories: [info.id] }
  const { chat } = must(await workspace.perform(ACTIONS.addChat, input, OWNER))
  stage.chats.set(act.chat, chat)
  if (act.clears) {
    const settings = { contextEditing: CLEARING }
    must(await workspace.perform(ACTIONS.changeChat, { chat, settings }, OWNER))
  }
}

async function say(stage: Stage, act: Extract<StoryAct, { kind: 'says' }>): Promise<void> {
  const chat = stage.chats.get(act.chat) ?? ''
  const speaker = act.chat.split(' ')[0] ?? ''
  const id = `turn_${stage.newId()}`
  stage.script(act.replies)
  const ended = stage.ended(id)
  const instead = act.again ? stage.newest.get(act.chat) : undefined
  must(await stage.workspace.perform(ACTIONS.speak, { chat, id, text: act.text, speaker, instead }, OWNER))
  await ended
  stage.newest.set(act.chat, id)
}

async function edit(stage: Stage, act: Extract<StoryAct, { kind: 'edits' }>): Promise<void> {
  const { memory, document } = find(stage, act.file)
  const base = memory.document(document)?.version ?? 0
  const before = (await memory.text(document, base)) ?? ''
  if (!before.includes(act.find)) throw new Error(`Expected ${act.file} to hold ${JSON.stringify(act.find)}.`)
  const input = { document, base, text: before.replace(act.find, act.replace), speaker: act.who }
  must(await stage.workspace.perform(ACTIONS.saveDocument, input, OWNER))
}

function find({ memories, info, root }: Stage, file: string) {
  const opened = memories.as(OWNER).in(info.id, 'read')
  const memory = opened.kind === 'opened' ? opened.memory : null
  const found = memory?.documents().find(({ path }) => path === `${root}/${file}`)
  if (!memory || !found) throw new Error(`Expected ${file} to be in the memory of the story.`)
  return { memory, document: found.document }
}

function must<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Error(`The story cannot go on: ${result.refusal.message}`)
}

/** What the real workspace is told: of chats, turns and the memory; words that came in pieces in one piece, for nobody watched. */
function toldOf(events: readonly WorkspaceEvent[]): readonly WorkspaceEvent[] {
  const told: WorkspaceEvent[] = []
  for (const event of events) {
    if (!/^(chat\.|turn\.|memory\.committed)/.test(event.type)) continue
    const last = told.at(-1)
    const joined = last && inOne(last, event)
    if (joined) told[told.length - 1] = joined
    else told.push(event)
  }
  return told
}

function inOne(a: WorkspaceEvent, b: WorkspaceEvent): WorkspaceEvent | null {
  if (a.type !== 'turn.event' || b.type !== 'turn.event' || a.turn !== b.turn) return null
  const [first, second] = [a.event, b.event]
  if (!isDelta(first) || !isDelta(second)) return null
  if (first.step !== second.step || first.index !== second.index) return null
  return { ...b, event: { ...second, text: first.text + second.text } }
}

function isDelta(event: TurnEvent): event is Extract<TurnEvent, { type: 'block.delta' }> {
  return event.type === 'block.delta'
}
