/** What a turn read in the memories and what it wrote. */
import type { Edge, ReadableMemory } from '../memory/memories.ts'
import type { MemoryId } from '../memory/rights.ts'
import type { DocumentId, MemoryPath } from '../memory/types.ts'
import { type Core, findChat } from './core.ts'
import type { ChatId, TurnId, TurnState } from './events.ts'
import { done, type Result, refuse } from './result.ts'

export interface TurnMemory {
  /** Versions that Claude has been shown, in the order of the first time; its own writes are left out. */
  readonly read: readonly ReadVersion[]
  /** Oldest first. */
  readonly wrote: readonly WrittenChange[]
}

export interface ReadVersion {
  readonly memory: MemoryId
  readonly document: DocumentId
  /** Where it lies now, or lay last. */
  readonly path: MemoryPath
  readonly version: number
}

export interface WrittenChange {
  readonly memory: MemoryId
  readonly number: number
  readonly document: DocumentId
  /** Where the commit left it. */
  readonly path: MemoryPath
  readonly kind: 'create' | 'edit' | 'rename' | 'delete' | 'erase'
  /** The version that it made; null when the text stayed as it was, or went. */
  readonly version: number | null
}

/** Of what whoever asks may read; everything else is left out. */
export async function memoryOfTurn(
  core: Core,
  { chat, turn }: { readonly chat: ChatId; readonly turn: TurnId },
): Promise<Result<TurnMemory>> {
  const found = findChat(core, chat)
  if (!found.ok) return found
  await core.feed.settled()
  const stored = await core.store.turn(turn)
  if (stored?.chat !== chat)
    return refuse('not_found', `There is no turn ${JSON.stringify(turn)} in this chat.`)
  const { edge } = core
  const wrote = edge.list().flatMap(({ id }) => {
    const opened = edge.in(id, 'read')
    return opened.kind === 'opened' ? changesOf(id, opened.memory, chat, turn) : []
  })
  const own = new Set(wrote.map(({ document, version }) => `${document}@${version}`))
  const read = seenIn(stored.turn).filter(({ document, version }) => !own.has(`${document}@${version}`))
  return done({ read: read.flatMap((each) => placed(edge, each)), wrote })
}

function changesOf(
  id: MemoryId,
  memory: ReadableMemory,
  chat: ChatId,
  turn: TurnId,
): readonly WrittenChange[] {
  const commits = memory.history({ limit: memory.head })
  const own = commits.filter(({ origin }) => origin?.chat === chat && origin.turn === turn).reverse()
  return own.flatMap(({ number, changes }) =>
    changes.map(({ kind, document, path }) => {
      const version = kind === 'create' || kind === 'edit' ? number : null
      return { memory: id, number, document, path, kind, version }
    }),
  )
}

type Seen = Pick<ReadVersion, 'document' | 'version'>

function seenIn(turn: TurnState): readonly Seen[] {
  const all = new Map<string, Seen>()
  for (const block of turn.steps.flatMap((step) => step.blocks)) {
    if (block.kind !== 'tool' || block.progress.kind !== 'finished') continue
    for (const each of block.progress.result.seen) {
      const key = `${each.document}@${each.version}`
      if (!all.has(key)) all.set(key, each)
    }
  }
  return [...all.values()]
}

function placed(edge: Edge, { document, version }: Seen): readonly ReadVersion[] {
  const opened = edge.holding(document, 'read')
  if (opened.kind === 'denied') return []
  const { id, memory } = opened
  const last = () =>
    memory.history({ document, limit: 1 })[0]?.changes.findLast((c) => c.document === document)
  const path = memory.document(document)?.path ?? last()?.path
  return path === undefined ? [] : [{ memory: id, document, path, version }]
}
