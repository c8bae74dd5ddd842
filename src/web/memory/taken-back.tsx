import { Undo2 } from 'lucide-react'
import type { MemoryId } from '../../memory/rights.ts'
import { type UndoCommit, undoOf } from '../../memory/taken-back.ts'
import { useNow } from '../now.ts'
import { useWorkspace } from '../store/store.ts'
import { ago, hand, moment } from '../words.ts'
import { words } from './words-history.tsx'

/** The undo by which a change is taken back now; null when it stands. Known of every change, also of those not loaded. */
export function useUndoOf(memory: MemoryId, number: number | undefined): UndoCommit | null {
  const undos = useWorkspace((workspace) => workspace.undos[memory])
  return number === undefined || !undos ? null : undoOf(number, undos)
}

/** By whom a change was taken back, and when. */
export function TakenBack({ undo }: { readonly undo: UndoCommit }) {
  const now = useNow()
  return (
    <span title={moment(undo.at)} className="flex items-start gap-1.5 text-small break-words text-soft">
      <Undo2 className="mt-[0.2em] size-3.5 shrink-0 rtl:-scale-x-100" />
      <span className="min-w-0">{words().takenBack(hand(undo.actor), ago(undo.at, now))}</span>
    </span>
  )
}
