/** Tells a person how a change of memory went, with Undo where there is something to undo. */
import type { ChangeOutcome } from '../../memory/outcome.ts'
import { DEFAULT_MEMORY, type MemoryId, type MemoryInfo } from '../../memory/rights.ts'
import { sizeOfUndo, type UndoCommit } from '../../memory/taken-back.ts'
import type { Commit } from '../../memory/types.ts'
import type { Answer } from '../api.ts'
import { say, sayProblem } from '../components/toast.tsx'
import { myName } from '../me.ts'
import { past } from '../past/past-api.ts'
import { startUndo } from '../past/past-dialogs.ts'
import { placeOfChange } from '../people/memory-names.ts'
import { current } from '../store/store.ts'
import { openDocument } from './open.ts'
import { words } from './words.ts'

/** The ways on from a refusal. */
export interface WaysOn {
  /** Does it again with what looks like a secret, where a person may overrule that. */
  readonly allSame?: () => void
  /** What to look at where something newer would have been covered. */
  readonly document?: string
}

/** `done`: what to say when it worked. Whether it worked. A conflict is the caller's to show. */
export function tellOutcome(answer: Answer<ChangeOutcome>, done: string, ways: WaysOn = {}): boolean {
  if (!answer.ok) {
    sayProblem(answer.problem.message)
    return false
  }
  const outcome = answer.value
  switch (outcome.kind) {
    case 'done':
    case 'merged': {
      const told = outcome.kind === 'merged' ? words().outcome.joined : done
      say({ words: told, action: { name: words().undo, run: () => void undoCommit(nameOf(outcome.commit)) } })
      return true
    }
    case 'unchanged':
      say({ words: words().outcome.unchanged })
      return true
    case 'refused':
      sayRefusal(outcome, ways)
      return false
    case 'conflict':
      sayProblem(words().outcome.conflict(outcome.present.path))
      return false
    default:
      return outcome satisfies never
  }
}

/** Says why something was refused, with the way on where there is one. */
export function sayRefusal(
  { code, message }: Pick<Extract<ChangeOutcome, { kind: 'refused' }>, 'code' | 'message'>,
  { allSame, document }: WaysOn,
): void {
  if (code === 'secret' && allSame) {
    say({ words: message, bad: true, action: { name: words().outcome.storeAllSame, run: allSame } })
  } else if (code === 'changed' && document !== undefined) {
    const { lookAgain, show } = words().outcome
    say({
      words: message,
      next: lookAgain,
      bad: true,
      action: { name: show, run: () => openDocument(document) },
    })
  } else sayProblem(message)
}

/** Undoes one commit as a new one; where what came after it meets it, a person chooses. */
export async function undoCommit(commit: CommitName, allowSecrets = false): Promise<void> {
  const what = { kind: 'commit', ...commit } as const
  const answer = await past.undo(what, myName(), {}, allowSecrets)
  if (!answer.ok) return sayProblem(answer.problem.message)
  switch (answer.value.kind) {
    case 'done':
      return tellUndone(commit, answer.value.commits)
    case 'unchanged':
      return say({ words: words().outcome.undoneBefore })
    case 'conflicts':
      return startUndo(words().outcome.undoTitle(commit.number, placeOfChange(commit.memory)), what)
    case 'refused':
      return sayRefusal(answer.value, { allSame: () => void undoCommit(commit, true) })
    default:
      return answer.value satisfies never
  }
}

/** Takes an undo back, so that what it took back counts again. One that took back several changes is looked at first. */
export function bringBack(memory: MemoryId, undo: UndoCommit): void {
  const { number } = undo
  if (sizeOfUndo(undo) === 1) void undoCommit({ memory, number })
  else startUndo(words().outcome.undoTitle(number, placeOfChange(memory)), { kind: 'commit', memory, number })
}

function tellUndone(commit: CommitName, [made]: readonly CommitName[]): void {
  const { undone, broughtBack } = words().outcome
  const undos = current().app?.workspace.undos[commit.memory] ?? []
  say({
    words: undos.some(({ number }) => number === commit.number) ? broughtBack : undone,
    ...(made ? { action: { name: words().undo, run: () => void undoCommit(made) } } : {}),
  })
}

/** A commit is named by its memory and its number. */
export interface CommitName {
  readonly memory: MemoryId
  readonly number: number
}

function nameOf({ number, changes }: Commit): CommitName {
  return { memory: memoryAt(changes[0]?.path ?? ''), number }
}

/** The memory whose place holds a path; without another one it is the memory that everybody shares. */
export function memoryAt(path: string): MemoryId {
  const memories = Object.values(current().app?.workspace.memories ?? {})
  const holds = ({ mount }: MemoryInfo) => mount !== '' && `${path}/`.startsWith(`/memories/${mount}/`)
  return memories.find(holds)?.id ?? DEFAULT_MEMORY
}
