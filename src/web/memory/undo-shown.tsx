import { useState } from 'react'
import { Button } from '../components/button.tsx'
import { sayProblem } from '../components/toast.tsx'
import { type PlacedCommit, past } from '../past/past-api.ts'
import { startUndo } from '../past/past-dialogs.ts'
import type { HistoryFilter } from './history.tsx'
import { words } from './words-history.tsx'

/** Changes that are undone at once, at most; the server takes no more. */
const MOST = 1000
const PAGE = 200

/** How many changes the filter leaves, and the way to undo all of them at once. */
export function UndoShown({ filter, shown, all }: UndoShownProps) {
  const [looking, setLooking] = useState(false)
  const said = words()
  const start = async () => {
    setLooking(true)
    const commits = await everyLike(filter)
    setLooking(false)
    if (commits === null) return
    if (commits.length > MOST) return sayProblem(said.tooMany(MOST))
    startUndo(said.undoTitle(commits.length), {
      kind: 'commits',
      commits: commits.map(({ memory, number }) => ({ memory, number })),
    })
  }
  return (
    <div className="flex items-center gap-3 border-b border-line px-4 py-1.5 text-small text-faint">
      <p role="status" className="nums min-w-0 flex-1">
        {all ? said.changes(shown) : said.moreThan(shown)}
      </p>
      <Button small look="quiet" disabled={looking} onClick={() => void start()}>
        {said.undoShown}
      </Button>
    </div>
  )
}

export interface UndoShownProps {
  readonly filter: HistoryFilter
  /** How many are on the page now. */
  readonly shown: number
  /** Whether these are all. */
  readonly all: boolean
}

/** All changes that the filter leaves, also those further back than the page; null when that went wrong and was said. */
async function everyLike({
  by,
  chat,
  under,
  since,
  until,
}: HistoryFilter): Promise<readonly PlacedCommit[] | null> {
  const found = new Map<string, PlacedCommit>()
  for (let before = until; found.size <= MOST; ) {
    const answer = await past.history({ by, chat, under, since, before, limit: PAGE })
    if (!answer.ok) {
      sayProblem(answer.problem.message)
      return null
    }
    const { commits } = answer.value
    const known = found.size
    for (const commit of commits) found.set(`${commit.memory}/${commit.number}`, commit)
    const oldest = commits.at(-1)
    if (!oldest || commits.length < PAGE || found.size === known) break
    // Two commits may share a moment: the page begins a millisecond late, and what comes twice counts once.
    before = new Date(Date.parse(oldest.at) + 1).toISOString()
  }
  return [...found.values()]
}
