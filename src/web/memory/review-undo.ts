/** Takes back what changed in one document since a moment. */
import { api } from '../api.ts'
import { sayProblem } from '../components/toast.tsx'
import { myName } from '../me.ts'
import { startUndo } from '../past/past-dialogs.ts'
import { placeOfChange } from '../people/memory-names.ts'
import { current } from '../store/store.ts'
import { fileName } from '../words.ts'
import type { Changed } from './away-model.ts'
import { lookedUpTo } from './looked.ts'
import { versionAfter } from './made-text.ts'
import { tellOutcome } from './outcome.ts'
import { words } from './words-review.ts'

/** The commit up to which nothing had changed yet. */
export function unchangedUpTo({ commits, document, memory }: Changed): number {
  const first = commits.at(-1)
  return first ? first.number - 1 : lookedUpTo(document, memory)
}

/** One change by the dialog that shows what it would do; several at once by what stood before them. Both can be undone. */
export async function undoChanges(changed: Changed): Promise<void> {
  const { commits, document, was, fate } = changed
  const [only] = commits
  if (only && commits.length === 1) {
    const { memory, number } = only
    startUndo(words().undoTitle(number, placeOfChange(memory)), { kind: 'commit', memory, number })
    return
  }
  try {
    const before = fate === 'new' ? null : await versionAfter(document, unchangedUpTo(changed))
    tellOutcome(await asBefore(changed, before), words().undone(fileName(was)), { document })
  } catch (error) {
    sayProblem(error instanceof Error ? error.message : String(error))
  }
}

/** `before`: the version that stood then; null: the document did not. */
function asBefore({ document, fate, path, was }: Changed, before: number | null) {
  const present = current().app?.workspace.documents[document]?.version ?? 0
  if (before === null) return api.remove(path, present, myName())
  if (fate === 'moved') return api.rename(path, was, present, myName())
  return api.restore(document, before, present, myName())
}
