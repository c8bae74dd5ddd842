import { useState } from 'react'
import { Button } from '../components/button.tsx'
import { sayProblem } from '../components/toast.tsx'
import type { PlacedCommit } from '../past/past-api.ts'
import { startUndo } from '../past/past-dialogs.ts'
import { gather, type HistoryFilter } from './history-pages.ts'
import { words } from './words-history.tsx'

/** Changes that are undone at once, at most; the server takes no more. */
const MOST = 1000

/** How many changes the filter leaves, and the way to undo all of them at once. */
export function UndoShown({ filter, shown, all }: UndoShownProps) {
  const [looking, setLooking] = useState(false)
  const said = words()
  const undoAll = (commits: readonly PlacedCommit[]) =>
    startUndo(said.undoTitle(commits.length), {
      kind: 'commits',
      commits: commits.map(({ memory, number }) => ({ memory, number })),
    })
  const start = async () => {
    setLooking(true)
    try {
      const { commits, cut } = await gather(filter, MOST)
      if (cut || commits.length > MOST) sayProblem(said.tooMany(MOST))
      else undoAll(commits)
    } catch (error) {
      sayProblem(error instanceof Error ? error.message : String(error))
    }
    setLooking(false)
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
