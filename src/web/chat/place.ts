/** Where the reader of a conversation stands, and what moves with it. Pure. */
import type { BlockState, TurnState } from '../../workspace/events.ts'

/** Nearer to the end than this counts as being there. Pixels. */
export const NEAR = 48
/** The end itself, as far as browsers round. */
const AT = 2

/** Pixels: how far it is scrolled, how high all of it is, and how much of it one sees. */
export interface Scrolled {
  readonly top: number
  readonly height: number
  readonly view: number
}

/**
 * Whether the conversation goes on under the reader's eyes after a scroll. Only going up ends that, however little one goes;
 * coming near the end begins it again. What grows or shrinks by itself does neither.
 */
export function follows(before: { readonly follows: boolean; readonly top: number }, now: Scrolled): boolean {
  const left = now.height - now.top - now.view
  const moved = now.top - before.top
  if (before.follows && moved >= -1) return true
  return left <= (moved > 1 ? NEAR : AT)
}

/** A turn that gets another height: where it began, how high it was, and whether that was only guessed. */
export interface Resized {
  readonly start: number
  readonly size: number
  readonly guessed: boolean
}

/** Whether what the reader looks at would move with it: then the page is scrolled by as much, and stands still for the eye. */
export function movesWhatIsRead({ start, size, guessed }: Resized, top: number): boolean {
  return guessed ? start < top : start + size <= top
}

/** A guess at the height of a turn that was never shown. Pixels. */
export function roughHeight({ text, steps }: Pick<TurnState, 'text' | 'steps'>): number {
  const said = 64 + 21 * Math.min(14, Math.ceil(text.length / 60))
  return steps.flatMap(({ blocks }) => blocks).reduce((sum, block) => sum + roughBlock(block), said + 30)
}

function roughBlock(block: BlockState): number {
  if (block.kind === 'text') return 12 + 26 * Math.ceil(block.text.length / 64)
  return block.kind === 'tool' ? 60 : 30
}

/** How far somebody has read: to a turn, and how many pieces of it. */
export interface ReadMark {
  readonly turn: number
  readonly pieces: number
}

/** The mark of somebody who has read all there is. */
export function markAll(turns: readonly TurnState[]): ReadMark {
  const last = turns.at(-1)
  return last ? { turn: last.number, pieces: piecesOf(last) } : { turn: 0, pieces: 0 }
}

/** Messages, texts and cards that came after the mark. */
export function piecesSince(turns: readonly TurnState[], mark: ReadMark): number {
  let sum = 0
  for (let at = turns.length - 1; at >= 0; at--) {
    const turn = turns[at]
    if (!turn || turn.number < mark.turn) break
    sum += piecesOf(turn) - (turn.number === mark.turn ? mark.pieces : 0)
  }
  return Math.max(0, sum)
}

function piecesOf({ steps }: TurnState): number {
  const shown = (block: BlockState) =>
    block.kind === 'tool' ||
    block.kind === 'compaction' ||
    (block.kind === 'text' && block.text.trim() !== '')
  return 1 + steps.reduce((sum, { blocks }) => sum + blocks.filter(shown).length, 0)
}
