/** The messages after an undo, or after replacing. */
import { say } from '../components/toast.tsx'
import { undoCommit } from '../memory/outcome.ts'
import type { UndoOutcome, UndoPreview, UndoWhat } from './past-api.ts'
import { doneWords } from './undo-words.ts'
import { words } from './words-undo.ts'

type Commits = Extract<UndoOutcome, { kind: 'done' }>['commits']

/** Says what was done; with the way back from it, where it is one commit. */
export function tellWritten(told: string, commits: Commits, way: WayBack): void {
  const [only, ...others] = commits
  const back = only && others.length === 0 ? { action: { name: way.name, run: () => way.go(only) } } : {}
  say({ words: told, ...back })
}

interface WayBack {
  readonly name: string
  readonly go: (commit: Commits[number]) => void
}

export function tellDone(what: UndoWhat, preview: UndoPreview, commits: Commits): void {
  const told = doneWords(what, preview.documents.length + preview.more + preview.conflicts.length)
  tellWritten(told, commits, { name: words().undo, go: (commit) => void undoCommit(commit) })
}

export function tellUnchanged(): void {
  say({ words: words().unchanged })
}
