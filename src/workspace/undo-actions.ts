/** Undo at every size: a commit, several of them, a turn, a chat, or a whole memory as it was. */
import type { ChangeOutcome, Conflicts, Memory } from '../memory/contract.ts'
import type { Edge } from '../memory/memories.ts'
import type { DocumentConflict } from '../memory/outcome.ts'
import type { MemoryId } from '../memory/rights.ts'
import type { Previewed, Resolutions } from '../memory/undo.ts'
import { commitsFrom, previewUndo, type Undo, undo } from '../memory/undoing.ts'
import { type Core, findChat } from './core.ts'
import type { ChatId, TurnId } from './events.ts'
import { person, type Spoken } from './memory-actions.ts'
import { refusalOf } from './provenance-door.ts'
import { done, type Result } from './result.ts'

export type UndoWhat =
  | { readonly kind: 'commit'; readonly memory: MemoryId; readonly number: number }
  /** Several of them, each counted in its memory. */
  | { readonly kind: 'commits'; readonly commits: readonly Made[] }
  | { readonly kind: 'turn'; readonly chat: ChatId; readonly turn: TurnId }
  | { readonly kind: 'chat'; readonly chat: ChatId }
  /** The whole memory as it was after commit `number`; `head`: the newest commit that whoever asks has seen. */
  | { readonly kind: 'tree'; readonly memory: MemoryId; readonly number: number; readonly head: number }

export interface UndoChanges extends Spoken {
  readonly what: UndoWhat
  readonly resolutions?: Resolutions | undefined
}

interface Made {
  readonly memory: MemoryId
  readonly number: number
}

interface Stopped {
  readonly commits: readonly Made[]
}

type Refused = Extract<ChangeOutcome, { kind: 'refused' }>

export type UndoOutcome =
  /** One commit for each memory that it concerned. */
  | { readonly kind: 'done'; readonly commits: readonly Made[] }
  | { readonly kind: 'unchanged' }
  /**
   * `commits`: what was done in other memories before somebody else was first here, or before what may be stored changed.
   * Almost always empty, since all memories are asked before the first is changed; else `message` says it too.
   */
  | (Conflicts & Stopped)
  | (Refused & Stopped)

export interface UndoPreview {
  readonly documents: readonly (Previewed & { readonly memory: MemoryId })[]
  /** Documents beyond the first 500, which are not listed. */
  readonly more: number
  readonly conflicts: readonly DocumentConflict[]
  /** Why it would not be stored as it is: a secret that would come back, a limit. null: nothing known is against it. */
  readonly refused: Refused | null
}

/** Documents that a preview holds at most. */
const PREVIEWED = 500

/** What an undo would do just now. Changes nothing. */
export async function previewUndoing(
  core: Core,
  { what, speaker, allowSecrets, resolutions = {} }: UndoChanges,
): Promise<Result<UndoPreview | Refused>> {
  const targets = targetsOf(core, what)
  if (!targets.ok) return targets
  const documents: (Previewed & { readonly memory: MemoryId })[] = []
  const conflicts: DocumentConflict[] = []
  let refused: Refused | null = null
  for (const { id, memory, undo } of targets.value) {
    const undoing = await previewUndo(memory, undo, person(speaker, allowSecrets), resolutions)
    if (undoing.kind === 'refused') return done(undoing)
    refused ??= undoing.refused
    documents.push(...undoing.documents.map((each) => ({ ...each, memory: id })))
    conflicts.push(...undoing.conflicts)
  }
  const more = Math.max(0, documents.length - PREVIEWED)
  return done({ documents: documents.slice(0, PREVIEWED), more, conflicts, refused })
}

/** Undoes as new commits, one in each memory, when nothing is in conflict and nothing is refused anywhere. */
export async function undoChanges(core: Core, asked: UndoChanges): Promise<Result<UndoOutcome>> {
  const targets = targetsOf(core, asked.what)
  if (!targets.ok) return targets
  if (targets.value.length > 1) {
    const preview = await previewUndoing(core, asked)
    if (!preview.ok) return preview
    if ('kind' in preview.value) return done({ ...preview.value, commits: [] })
    const { conflicts, refused } = preview.value
    if (conflicts.length > 0) return done({ kind: 'conflicts', conflicts, commits: [] })
    if (refused) return done({ ...refused, commits: [] })
  }
  const outcome = await undoAll(targets.value, asked)
  const made = 'commits' in outcome ? outcome.commits : []
  for (const { memory, number } of made) await core.settled(number, memory)
  await core.feed.settled()
  return done(outcome)
}

async function undoAll(
  targets: readonly Target[],
  { speaker, allowSecrets, resolutions = {} }: UndoChanges,
): Promise<UndoOutcome> {
  const commits: Made[] = []
  for (const [at, { id, memory, undo: what }] of targets.entries()) {
    const outcome = await undo(memory, what, person(speaker, allowSecrets), resolutions)
    if (outcome.kind === 'conflicts') return { ...outcome, commits }
    if (outcome.kind === 'refused') {
      const message = commits.length === 0 ? outcome.message : partly(targets, commits, at, outcome.message)
      return { ...outcome, message, commits }
    }
    if (outcome.kind === 'done') commits.push({ memory: id, number: outcome.commit.number })
  }
  return commits.length === 0 ? { kind: 'unchanged' } : { kind: 'done', commits }
}

/** What is said when a memory refuses after others were changed already. The same undo once more does only what is left. */
function partly(targets: readonly Target[], commits: readonly Made[], at: number, why: string): string {
  const nameOf = (id: MemoryId) => targets.find((target) => target.id === id)?.name ?? id
  const made = commits.map(({ memory, number }) => `in “${nameOf(memory)}” (change ${number})`)
  const left = targets.slice(at).map(({ name }) => `in “${name}”`)
  return `Undone ${made.join(', ')}, but not ${left.join(', ')}: ${why}`
}

interface Target {
  readonly id: MemoryId
  readonly name: string
  readonly memory: Memory
  readonly undo: Undo
}

/**
 * The memories that an undo concerns. All of them must be open for writing to whoever asks. What was written in a chat that
 * one does not see can be undone change by change, by where it was written; by the chat it is as if there were none.
 */
function targetsOf(core: Core, what: UndoWhat): Result<readonly Target[]> {
  const { edge } = core
  if (what.kind === 'turn' || what.kind === 'chat') {
    const found = findChat(core, what.chat)
    if (!found.ok) return found
  }
  const names = new Map(edge.list().map(({ id, name }) => [id, name]))
  const targets: Target[] = []
  for (const { id, undo } of wantedOf(edge, what)) {
    const opened = edge.in(id, 'write')
    if (opened.kind === 'denied') return refusalOf(opened)
    targets.push({ id, name: names.get(id) ?? id, memory: opened.memory, undo })
  }
  return done(targets)
}

interface Wanted {
  readonly id: MemoryId
  readonly undo: Undo
}

function wantedOf(edge: Edge, what: UndoWhat): readonly Wanted[] {
  switch (what.kind) {
    case 'commit':
      return [{ id: what.memory, undo: { kind: 'commits', numbers: [what.number] } }]
    case 'commits':
      return [...Map.groupBy(what.commits, ({ memory }) => memory)].map(([id, commits]) => ({
        id,
        undo: { kind: 'commits', numbers: commits.map(({ number }) => number) },
      }))
    case 'tree':
      return [{ id: what.memory, undo: { kind: 'tree', number: what.number, head: what.head } }]
    case 'turn':
    case 'chat':
      return edge.list().flatMap(({ id }) => {
        const opened = edge.in(id, 'read')
        const numbers = opened.kind === 'opened' ? commitsFrom(opened.memory, what) : []
        return numbers.length === 0 ? [] : [{ id, undo: { kind: 'commits', numbers } as const }]
      })
    default:
      return what satisfies never
  }
}
