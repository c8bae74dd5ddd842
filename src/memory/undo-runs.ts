/** What some of a document's commits did together: the runs of them that nobody else's commit interrupts. Pure. */
import { type Standing, standingAfterCommit } from './standing.ts'
import type { Commit, DocumentId } from './types.ts'

/** How the document stood before the first commit of a run and after its last. */
export interface Run {
  readonly before: Standing | null
  readonly after: Standing | null
}

/** The runs, oldest first. `commits`: all that touched the document, oldest first; `undone`: those that count. */
export function runsOf(
  document: DocumentId,
  commits: readonly Commit[],
  undone: ReadonlySet<number>,
): readonly Run[] {
  const runs: Run[] = []
  let open: { before: Standing | null } | null = null
  let standing: Standing | null = null
  for (const commit of commits) {
    if (commit.changes.every((each) => each.document !== document || each.kind === 'erase')) continue
    const counts = undone.has(commit.number)
    if (counts) open ??= { before: standing }
    else if (open) {
      runs.push({ ...open, after: standing })
      open = null
    }
    standing = standingAfterCommit(standing, document, commit)
  }
  return open ? [...runs, { ...open, after: standing }] : runs
}
