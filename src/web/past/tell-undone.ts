/** The messages after an undo, or after replacing. */
import { say } from '../components/toast.tsx'
import { undoCommit } from '../memory/outcome.ts'
import type { UndoOutcome, UndoPreview, UndoWhat } from './past-api.ts'
import { startUndo } from './past-dialogs.ts'
import { doneWords } from './undo-words.ts'
import { words } from './words-undo.ts'

type Commits = Extract<UndoOutcome, { kind: 'done' }>['commits']

/** Says what was done, with the way back from it. `title`: of the dialog that shows first what that would change. */
export function tellWritten(told: string, commits: Commits, way: { name: string; title: string }): void {
  const run = () => startUndo(way.title, undoOf(commits))
  say({ words: told, ...(commits.length > 0 ? { action: { name: way.name, run } } : {}) })
}

/** In several memories there is a commit in each of them. */
function undoOf(commits: Commits): UndoWhat {
  const [only, ...others] = commits
  return only && others.length === 0 ? { kind: 'commit', ...only } : { kind: 'commits', commits }
}

export function tellDone(what: UndoWhat, preview: UndoPreview, commits: Commits): void {
  const told = doneWords(what, preview.documents.length + preview.more + preview.conflicts.length)
  const [only, ...others] = commits
  if (only && others.length === 0)
    say({ words: told, action: { name: words().undo, run: () => void undoCommit(only) } })
  else tellWritten(told, commits, { name: words().undo, title: words().undoTitle })
}

export function tellUnchanged(): void {
  say({ words: words().unchanged })
}
