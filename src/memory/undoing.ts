/** Undo of an open memory: what it would do, and doing it. */
import type { Caller } from './caller.ts'
import type { Memory } from './contract.ts'
import type { ChangeOutcome, Conflicts } from './outcome.ts'
import type { ChangePlanning } from './planning.ts'
import { objectionTo } from './trial.ts'
import type { Origin } from './types.ts'
import { planOf, type Resolutions, type Undoing, undoCommits } from './undo.ts'
import { restoreTree } from './undo-tree.ts'

/** What shall be undone in one memory. */
export type Undo =
  | { readonly kind: 'commits'; readonly numbers: readonly number[] }
  /** The whole tree shall be as it was after commit `number`; `head`: the newest commit that the asker has seen. */
  | { readonly kind: 'tree'; readonly number: number; readonly head: number }

type Refused = Extract<ChangeOutcome, { kind: 'refused' }>

/** What an undo would do. `refused`: why it could not be stored as it is (a secret, a limit); asked only where no conflict is open. */
export type UndoPreviewed =
  | Extract<Undoing, { kind: 'refused' }>
  | (Extract<Undoing, { kind: 'undoing' }> & { readonly refused: Refused | null })

/** What an undo would do just now. Changes nothing. */
export async function previewUndo(
  memory: Memory,
  undo: Undo,
  by: Caller,
  resolutions: Resolutions = {},
): Promise<UndoPreviewed> {
  let undoing: Undoing | undefined
  const objection = await objectionTo(
    memory,
    async (p) => {
      undoing = await plan(undo, resolutions, p)
      return planOf(undoing, p)
    },
    by,
  )
  if (!undoing) throw new Error('Expected the memory to ask for a plan.')
  if (undoing.kind === 'refused') return undoing
  return { ...undoing, refused: objection?.kind === 'refused' ? objection : null }
}

/**
 * Undoes as one new commit, or nothing: then the conflicts of all documents come back, for `resolutions` in another call.
 * History is never rewritten, so an undo can be undone.
 */
export function undo(
  memory: Memory,
  what: Undo,
  by: Caller,
  resolutions: Resolutions = {},
): Promise<ChangeOutcome | Conflicts> {
  return memory.change(async (p) => planOf(await plan(what, resolutions, p), p), by)
}

function plan(what: Undo, resolutions: Resolutions, p: ChangePlanning): Promise<Undoing> {
  return what.kind === 'tree'
    ? restoreTree(what.number, what.head, resolutions, p)
    : undoCommits(what.numbers, resolutions, p)
}

/** The numbers of the commits that were made in a chat, or in one turn of it; oldest first. */
export function commitsFrom(
  memory: Pick<Memory, 'head' | 'history'>,
  { chat, turn }: { readonly chat: Origin['chat']; readonly turn?: Origin['turn'] },
): readonly number[] {
  return memory
    .history({ limit: memory.head })
    .filter(({ origin }) => origin?.chat === chat && (turn === undefined || origin.turn === turn))
    .map(({ number }) => number)
    .reverse()
}
