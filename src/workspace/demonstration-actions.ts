/**
 * The demonstration: a memory of its own and the chats that wrote it, by people who do not exist. It is told as facts, as if it had
 * happened here; taking it away takes exactly what nobody has touched since.
 */
import type { MemoryInfo } from '../memory/rights.ts'
import type { DocumentId, DocumentInfo, MemoryPath } from '../memory/types.ts'
import { placeChat } from './chat-actions.ts'
import { type Core, findChat, type Recording } from './core.ts'
import type { Demonstration } from './demonstration.ts'
import type { ChatId, ChatInfo } from './events.ts'
import { removeMemory } from './memories-actions.ts'
import { done, type Result, refuse } from './result.ts'

export interface Demonstrated {
  readonly memory: string
  readonly chats: readonly ChatId[]
}

/** Mounts that are tried. */
const TRIES = 20

/** Adds the demonstration. When it is there already nothing happens, and the answer is the same. */
export async function addDemonstration(core: Core, _input: object): Promise<Result<Demonstrated>> {
  const known = core.feed.ahead.workspace.demonstration
  if (known) return done(demonstrated(known))
  const { play } = core
  if (!play) return refuse('not_found', 'There is no demonstration in this installation.')
  if (core.current.demonstrating) return UNDER_WAY
  core.current.demonstrating = true
  try {
    for (let count = 1; count <= TRIES; count++) {
      const info = memoryOf(core, count)
      const recording = await play(info)
      const problem = await core.memories.add(info, recording.log)
      if (problem?.code === 'exists') continue
      if (problem) return refuse('conflict', problem.message)
      return await tell(core, info, recording)
    }
    return refuse('conflict', 'There is something in memory where the demonstration would be.')
  } finally {
    core.current.demonstrating = false
  }
}

const UNDER_WAY = refuse(
  'busy',
  'The demonstration is being added or removed just now. Try again in a moment.',
)

function memoryOf(core: Core, count: number): MemoryInfo {
  return {
    id: `memory_${core.newId()}`,
    name: 'Demonstration',
    description: 'What a team that does not exist keeps about its app. To look around in.',
    mount: count === 1 ? 'demonstration' : `demonstration-${count}`,
    everyone: 'write',
    members: {},
    // Nothing of it lies on the disk as a file, so nothing of it stays there.
    workingCopy: false,
    createdAt: core.now().toISOString(),
  }
}

/** All at once: whoever follows the feed has all of it or nothing, and so has the store. */
async function tell(core: Core, info: MemoryInfo, { events }: Recording): Promise<Result<Demonstrated>> {
  const { feed } = core
  feed.append({ type: 'memory.added', memory: info.id, info })
  for (const { position: _, at, ...fact } of events) feed.append(fact, at)
  const ids = events.flatMap((event) => (event.type === 'chat.added' ? [event.chat] : []))
  const { chats, memoryHeads } = feed.ahead.workspace
  const marked = ids.flatMap((id) => {
    const chat = chats[id]
    return chat ? [{ id, mark: markOf(chat, info.id) }] : []
  })
  const demonstration: Demonstration = { info, head: memoryHeads[info.id] ?? 0, chats: marked }
  feed.append({ type: 'demonstration.added', demonstration })
  await core.memoriesChanged()
  await feed.settled()
  return done(demonstrated(demonstration))
}

function demonstrated({ info, chats }: Demonstration): Demonstrated {
  return { memory: info.id, chats: chats.map(({ id }) => id) }
}

/** All that people can change of a chat. Where it stands on the board is nothing of its own. `own`: the demonstration's memory. */
function markOf(chat: ChatInfo, own: string): string {
  const { name, settings, turns, tip, clearedThrough, memories, draft, queue, running } = chat
  const others = memories.filter((memory) => memory !== own)
  const messages = queue.messages.map(({ id }) => id)
  return JSON.stringify([name, settings, turns, tip, clearedThrough, others, draft, messages, running])
}

/** Parts of the demonstration. */
export interface Parts {
  readonly chats: readonly { readonly chat: ChatId; readonly name: string }[]
  readonly documents: readonly { readonly document: DocumentId; readonly path: MemoryPath }[]
  /** Its memory as a whole; null: the memory is none of these. */
  readonly memory: { readonly memory: string; readonly name: string } | null
}

export interface DemonstrationPreview {
  readonly there: boolean
  /** What nobody has touched: removing takes it, for ever. */
  readonly goes: Parts
  /** What people changed or added since: it stays, and is theirs. */
  readonly stays: Parts
}

const NO_PARTS: Parts = { chats: [], documents: [], memory: null }
const NONE: DemonstrationPreview = { there: false, goes: NO_PARTS, stays: NO_PARTS }

/** What removing the demonstration would take, and what it would leave. Changes nothing. */
export async function previewDemonstration(
  core: Core,
  _input: object,
): Promise<Result<DemonstrationPreview>> {
  const { demonstration } = core.feed.ahead.workspace
  return done(demonstration ? previewOf(chatsOf(core, demonstration), shelfOf(core, demonstration)) : NONE)
}

/** The memory of the demonstration as the viewer finds it now. */
interface Shelf {
  /** null: it is not there (any more), or not for the viewer. */
  readonly memory: Parts['memory']
  /** Somebody has changed its name, its rights or the like. */
  readonly isOwn: boolean
  readonly untouched: readonly DocumentInfo[]
  readonly touched: readonly DocumentInfo[]
}

function shelfOf(core: Core, { info, head }: Demonstration): Shelf {
  const opened = core.edge.in(info.id, 'read')
  if (opened.kind === 'denied') return { memory: null, isOwn: false, untouched: [], touched: [] }
  const { memory } = opened
  const since = memory.history({ limit: memory.head }).filter(({ number }) => number > head)
  const changed = new Set(since.flatMap(({ changes }) => changes.map(({ document }) => document)))
  const documents = memory.documents()
  return {
    memory: { memory: info.id, name: opened.info.name },
    isOwn: JSON.stringify(opened.info) !== JSON.stringify(info),
    untouched: documents.filter(({ document }) => !changed.has(document)),
    touched: documents.filter(({ document }) => changed.has(document)),
  }
}

/** Those that the viewer sees; others are no longer as they were added, so they stay. */
function chatsOf(core: Core, { info, chats }: Demonstration): Record<'goes' | 'stays', Parts['chats']> {
  const left = chats.flatMap(({ id, mark }) => {
    const found = findChat(core, id)
    if (!found.ok) return []
    return [{ chat: id, name: found.value.name, goes: markOf(found.value, info.id) === mark }]
  })
  const named = (goes: boolean) =>
    left.flatMap((each) => (each.goes === goes ? [{ chat: each.chat, name: each.name }] : []))
  return { goes: named(true), stays: named(false) }
}

function previewOf(chats: Record<'goes' | 'stays', Parts['chats']>, shelf: Shelf): DemonstrationPreview {
  const { memory, isOwn, untouched, touched } = shelf
  const whole = touched.length === 0 && !isOwn
  return {
    there: true,
    goes: { chats: chats.goes, documents: untouched.map(placeOf), memory: whole ? memory : null },
    stays: { chats: chats.stays, documents: touched.map(placeOf), memory: whole ? null : memory },
  }
}

function placeOf({ document, path }: DocumentInfo) {
  return { document, path }
}

export interface RemoveDemonstration {
  readonly speaker: string
  /** Also what people changed or added: their chats are deleted, and can be brought back; the memory is erased. */
  readonly all?: boolean | undefined
}

/** Takes away what nobody has touched, or all of it, and says what stays. When there is no demonstration nothing happens. */
export async function removeDemonstration(
  core: Core,
  input: RemoveDemonstration,
): Promise<Result<DemonstrationPreview>> {
  if (core.current.demonstrating) return UNDER_WAY
  core.current.demonstrating = true
  try {
    return await remove(core, input)
  } finally {
    core.current.demonstrating = false
  }
}

async function remove(
  core: Core,
  { speaker, all = false }: RemoveDemonstration,
): Promise<Result<DemonstrationPreview>> {
  const { demonstration } = core.feed.ahead.workspace
  if (!demonstration) return done(NONE)
  const { id } = demonstration.info
  const isThere = core.memories.inside(id) !== undefined
  const opened = core.edge.in(id, 'write')
  if (isThere && opened.kind === 'denied') return refuse(opened.code, opened.message)
  // The chats first: whoever shows them shall not look for what goes with them.
  const chats = chatsOf(core, demonstration)
  for (const { chat } of chats.goes) core.feed.append({ type: 'chat.removed', chat })
  if (all) for (const { chat } of chats.stays) await placeChat(core, { chat, place: 'deleted' })
  const shelf = await (all ? removedWhole : emptied)(core, demonstration, speaker)
  if (!shelf.ok) return shelf
  const parts = previewOf(all ? { goes: [...chats.goes, ...chats.stays], stays: [] } : chats, shelf.value)
  core.feed.append({ type: 'demonstration.removed', memory: id })
  await core.memoriesChanged()
  await core.feed.settled()
  return done(parts)
}

/** Takes the memory with all it holds, whoever wrote it. */
async function removedWhole(
  core: Core,
  demonstration: Demonstration,
  speaker: string,
): Promise<Result<Shelf>> {
  const { memory, untouched, touched } = shelfOf(core, demonstration)
  if (memory !== null) {
    const removed = await removeMemory(core, { memory: memory.memory, confirm: memory.name, speaker })
    if (!removed.ok) return removed
  }
  return done({ memory, isOwn: false, untouched: [...untouched, ...touched], touched: [] })
}

/** Takes every document that nobody has touched, and the memory when nothing is left in it. */
async function emptied(core: Core, demonstration: Demonstration, speaker: string): Promise<Result<Shelf>> {
  const { id } = demonstration.info
  const opened = core.edge.in(id, 'write')
  const before = shelfOf(core, demonstration)
  if (opened.kind === 'denied') return done(before)
  const by = { actor: { kind: 'person', name: speaker }, reader: `person:${speaker}` } as const
  const gone: DocumentInfo[] = []
  for (const info of before.untouched) {
    // Refused when somebody has changed it meanwhile: then it is theirs.
    const outcome = await opened.memory.delete(info.path, by, info.version)
    if (outcome.kind === 'done') gone.push(info)
  }
  const left = opened.memory.documents()
  if (left.length === 0 && !before.isOwn) {
    const problem = await core.memories.remove(id, speaker, (head) => core.settled(head, id))
    if (problem) return refuse('conflict', problem.message)
    core.feed.append({ type: 'memory.removed', memory: id })
  } else if (gone.length > 0) {
    const erase = gone.map(({ document }) => ({ document, versions: 'all' as const }))
    const outcome = await opened.memory.erase({ erase }, by)
    if (outcome.kind === 'refused') return refuse('conflict', outcome.message)
  }
  return done({ ...before, untouched: gone, touched: left })
}
