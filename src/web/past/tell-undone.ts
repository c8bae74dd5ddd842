/** The messages after an undo. */
import { say } from '../components/toast.tsx'
import { undoCommit } from '../memory/outcome.ts'
import type { UndoOutcome, UndoPreview, UndoWhat } from './past-api.ts'
import { doneWords } from './undo-words.ts'
import { words } from './words-undo.ts'

type Commits = Extract<UndoOutcome, { kind: 'done' }>['commits']

/** With the way back, where it is one commit. */
export function tellDone(what: UndoWhat, preview: UndoPreview, commits: Commits): void {
  const told = doneWords(what, preview.documents.length + preview.more + preview.conflicts.length)
  const [first] = commits
  if (commits.length !== 1 || !first) {
    say({ words: told })
    return
  }
  say({ words: told, action: { name: words().undo, run: () => void undoCommit(first) } })
}

export function tellUnchanged(): void {
  say({ words: words().unchanged })
}
