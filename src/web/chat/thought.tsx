import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { Prose } from '../prose/prose.tsx'

/** Characters of a thought from which on it was no longer a moment's. */
const AT_LENGTH = 1500

/** What Claude thought before it went on: one line, its words when opened. */
export function Thought({ text, going }: { readonly text: string; readonly going: boolean }) {
  const [unfolded, setUnfolded] = useState(false)
  const words = going
    ? 'Claude is thinking'
    : text.length < AT_LENGTH
      ? 'Thought for a moment'
      : 'Thought it through'
  return (
    <section>
      <button
        type="button"
        aria-expanded={unfolded}
        onClick={() => setUnfolded(!unfolded)}
        className="-mx-1.5 flex items-center gap-2.5 rounded-lg px-1.5 py-1 text-[13px] text-soft hover:bg-hover hover:text-ink coarse:min-h-11"
      >
        {going && <span className="pulse mx-1" />}
        {words}
        <ChevronRight
          className={`size-3.5 text-faint transition-transform duration-[var(--quick)] ${unfolded ? 'rotate-90' : ''}`}
        />
      </button>
      {unfolded && (
        <div className="mt-1 border-l-2 border-line-strong pl-3">
          <Prose text={text} writing={going} className="text-[15px]! text-soft! italic" />
        </div>
      )}
    </section>
  )
}
