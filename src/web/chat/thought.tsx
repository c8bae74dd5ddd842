import { ChevronRight } from 'lucide-react'
import { Prose } from '../prose/prose.tsx'
import { useUnfolded } from './unfolded.ts'
import { words } from './words-turn.ts'

/** Characters of a thought from which on it was no longer a moment's. */
const AT_LENGTH = 1500

/** What Claude thought before it went on: one line, its words when opened. */
export function Thought({ id, text, going }: ThoughtProps) {
  const [opened, setUnfolded] = useUnfolded(id)
  const unfolded = opened === true
  const { thinking, thoughtBriefly, thoughtLong } = words()
  return (
    <section>
      <button
        type="button"
        aria-expanded={unfolded}
        onClick={() => setUnfolded(!unfolded)}
        className="-mx-1.5 flex items-center gap-2.5 rounded-lg px-1.5 py-1 text-plain text-soft hover:bg-hover hover:text-ink coarse:min-h-11"
      >
        {going && <span className="pulse mx-1" />}
        {going ? thinking : text.length < AT_LENGTH ? thoughtBriefly : thoughtLong}
        <ChevronRight
          className={`size-3.5 text-faint transition-transform duration-quick ${unfolded ? 'rotate-90' : 'rtl:rotate-180'}`}
        />
      </button>
      {unfolded && (
        <div className="mt-1 border-s-2 border-line-strong ps-3">
          <Prose text={text} writing={going} className="text-lead! text-soft! italic" />
        </div>
      )}
    </section>
  )
}

interface ThoughtProps {
  /** Names it among all thoughts. */
  readonly id: string
  readonly text: string
  readonly going: boolean
}
