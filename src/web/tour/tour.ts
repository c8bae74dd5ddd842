/** The tour: four steps over the real interface, each of which waits for what really happens. Pure. */
import type { WorkspaceState } from '../../workspace/events.ts'

export const STEPS = ['ask', 'watch', 'other', 'back'] as const
export type Step = (typeof STEPS)[number]

export type Tour = { readonly kind: 'off' } | Under | { readonly kind: 'over' }

/** A tour that is under way. */
export interface Under {
  readonly kind: 'on'
  readonly step: Step
  /** The chat in which something was asked first. */
  readonly first: string | null
  /** Whether Claude wrote something down there meanwhile. */
  readonly wrote: boolean
  /** The chat in which somebody else asked. */
  readonly second: string | null
}

/** What happened in the workspace. */
export type Happening =
  | { readonly type: 'asked' | 'wrote' | 'answered'; readonly chat: string }
  /** Something was taken back in a memory that was there before. */
  | { readonly type: 'undone' }

/** What the person who takes the tour does with the tour itself. */
export type Wish = { readonly type: 'begun' | 'skipped' | 'left' }

export const OFF: Tour = { kind: 'off' }
const BEGUN: Under = { kind: 'on', step: 'ask', first: null, wrote: false, second: null }

/** The tour after what happened. What a step does not wait for leaves it as it is. */
export function reduceTour(tour: Tour, what: Happening | Wish): Tour {
  if (what.type === 'begun') return BEGUN
  if (what.type === 'left' || tour.kind === 'off') return OFF
  if (tour.kind === 'over') return tour
  if (what.type === 'skipped') return after(tour)
  switch (tour.step) {
    case 'ask':
      return what.type === 'asked' ? { ...BEGUN, step: 'watch', first: what.chat } : tour
    case 'watch':
      if (!('chat' in what) || what.chat !== tour.first) return tour
      if (what.type === 'wrote') return { ...tour, wrote: true }
      // Nothing worth keeping was said: it is asked for once more.
      if (what.type === 'answered') return tour.wrote ? { ...tour, step: 'other' } : BEGUN
      return tour
    case 'other':
      if (!('chat' in what)) return tour
      if (what.type === 'asked' && what.chat !== tour.first) return { ...tour, second: what.chat }
      return what.type === 'answered' && what.chat === tour.second ? after(tour) : tour
    case 'back':
      return what.type === 'undone' ? { kind: 'over' } : tour
    default:
      return tour.step satisfies never
  }
}

function after(tour: Under): Tour {
  const next = STEPS[STEPS.indexOf(tour.step) + 1]
  return next === undefined ? { kind: 'over' } : { ...tour, step: next }
}

type Seen = Pick<WorkspaceState, 'chats' | 'documents' | 'undos' | 'memoryHeads' | 'demonstration'>

/** What happened between two moments, in the order in which it must have. */
export function happenings(before: Seen, after: Seen): readonly Happening[] {
  const found: Happening[] = []
  const now = withoutArrived(before, after)
  const chats = Object.values(now.chats).map((chat) => ({ chat, was: before.chats[chat.id] }))
  for (const { chat, was } of chats) {
    if (chat.turns > (was?.turns ?? 0)) found.push({ type: 'asked', chat: chat.id })
  }
  const wrote = writersBetween(before, now)
  for (const chat of wrote) found.push({ type: 'wrote', chat })
  for (const { chat, was } of chats) {
    const ended = was?.running != null || chat.turns > (was?.turns ?? 0)
    if (ended && chat.running === null) found.push({ type: 'answered', chat: chat.id })
  }
  if (tookBack(before, now)) found.push({ type: 'undone' })
  return found
}

/** Without the demonstration that came meanwhile: nobody did here what is told of its people. */
function withoutArrived(before: Seen, now: Seen): Seen {
  const { demonstration } = now
  if (demonstration === null || demonstration.info.id in before.memoryHeads) return now
  const came = new Set(demonstration.chats.map(({ id }) => id))
  const chats = Object.fromEntries(Object.entries(now.chats).filter(([id]) => !came.has(id)))
  const documents = Object.fromEntries(
    Object.entries(now.documents).filter(([, { memory }]) => memory !== demonstration.info.id),
  )
  return { ...now, chats, documents }
}

/** A memory that comes with undos of its own, or is shown to one now, is no undo of today. */
function tookBack(before: Seen, now: Seen): boolean {
  return Object.entries(now.undos).some(
    ([id, undos]) => id in before.memoryHeads && undos.length > (before.undos[id]?.length ?? 0),
  )
}

/** What a tour that was kept over a reload did not see. */
export function missed(tour: Tour, now: Seen): readonly Happening[] {
  if (tour.kind !== 'on') return []
  const waitsFor = tour.step === 'watch' ? tour.first : tour.step === 'other' ? tour.second : null
  if (waitsFor === null || now.chats[waitsFor]?.running != null) return []
  const wrote = Object.values(now.documents).some(({ changedIn }) => changedIn?.chat === waitsFor)
  const answered: Happening = { type: 'answered', chat: waitsFor }
  return wrote ? [{ type: 'wrote', chat: waitsFor }, answered] : [answered]
}

/** The chats in which Claude changed a document. */
function writersBetween(before: Seen, now: Seen): readonly string[] {
  const written = Object.values(now.documents).flatMap((info) => {
    const fresh = before.documents[info.document] !== info && info.changedBy.kind === 'claude'
    return fresh && info.changedIn ? [info.changedIn.chat] : []
  })
  return [...new Set(written)]
}

/** Where a step is done: the chat it speaks of, in the order of the board; null where there is none. */
export function chatFor(tour: Tour, board: readonly string[], chats: Seen['chats']): string | null {
  if (tour.kind !== 'on') return null
  if (tour.step === 'watch') return tour.first
  if (tour.second !== null) return tour.second
  const others = board.filter((chat) => chat !== tour.first)
  const ready = others.find((chat) => chats[chat]?.turns === 0 && chats[chat].draft !== '')
  return ready ?? others[0] ?? null
}
