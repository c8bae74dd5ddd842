import { ScanEye } from 'lucide-react'
import { useState } from 'react'
import type { Mark } from '../../memory/marks.ts'
import { FoldArrow } from '../components/fold-arrow.tsx'
import { goToLine } from '../memory/go-to-line.ts'
import { words } from './words-marks.ts'

/** What people should see before they trust a document. It refuses nothing; it says what to look at, and why. */
export function MarksStrip({ document, marks }: MarksStripProps) {
  const [unfolded, setUnfolded] = useState(false)
  if (marks.length === 0) return null
  return (
    <section aria-label={words().name} className="shrink-0 border-b border-line bg-fresh text-small">
      <button
        type="button"
        aria-expanded={unfolded}
        onClick={() => setUnfolded(!unfolded)}
        className="flex w-full items-center gap-2 px-3.5 py-1.5 text-start -outline-offset-2 coarse:min-h-10"
      >
        <ScanEye className="size-3.5 shrink-0 text-accent-ink" />
        <span className="min-w-0 flex-1">{words().places(marks.length)}</span>
        <FoldArrow open={unfolded} className="text-soft" />
      </button>
      {unfolded && (
        <ul className="max-h-[min(11rem,16dvh)] overflow-y-auto pb-2">
          {marks.map(({ kind, from, line, says }) => (
            <li key={`${kind} ${from}`}>
              <button
                type="button"
                onClick={() => goToLine(document, line)}
                className="flex w-full gap-2.5 px-3.5 py-1 text-start -outline-offset-2 hover:bg-hover"
              >
                <span className="nums w-12 shrink-0 text-soft">{words().line(line)}</span>
                <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{says}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

export interface MarksStripProps {
  readonly document: string
  readonly marks: readonly Mark[]
}
