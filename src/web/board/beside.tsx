import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type RefObject, useEffect, useState } from 'react'
import { isRightToLeft } from '../language/language.ts'
import { numeral } from '../words.ts'
import { words } from './words.ts'

/** How many chats lie out of sight on either side of a row that is scrolled. */
interface Hidden {
  readonly before: number
  readonly after: number
}

const NONE: Hidden = { before: 0, after: 0 }

/** Says at the edges of the row how many chats lie further along, and leads there. */
export function Beside({ row, chats }: BesideProps) {
  const hidden = useHidden(row, chats.join(','))
  const go = (pages: 1 | -1) => {
    const along = isRightToLeft() ? -pages : pages
    row.current?.scrollBy({ left: along * row.current.clientWidth * 0.8 })
  }
  return (
    <>
      {hidden.before > 0 && (
        <Edge count={hidden.before} label={words().moreBefore(hidden.before)} onGo={() => go(-1)} first />
      )}
      {hidden.after > 0 && (
        <Edge count={hidden.after} label={words().moreAfter(hidden.after)} onGo={() => go(1)} />
      )}
    </>
  )
}

/** At the end of the row, or at its beginning: then its arrow comes first. */
function Edge({ count, label, onGo, first = false }: EdgeProps) {
  const Arrow = first ? ChevronLeft : ChevronRight
  return (
    <button
      type="button"
      aria-label={label}
      data-tip={label}
      onClick={onGo}
      className={`absolute top-1/2 z-20 flex h-8 items-center gap-0.5 rounded-full border border-line-strong bg-page px-2 text-small text-soft shadow-raised hover:text-ink coarse:h-11 ${first ? 'start-2 flex-row-reverse' : 'end-2'}`}
    >
      <span className="nums">{numeral(count)}</span>
      <Arrow className="size-4 rtl:-scale-x-100" aria-hidden="true" />
    </button>
  )
}

interface EdgeProps {
  readonly count: number
  readonly label: string
  readonly onGo: () => void
  readonly first?: boolean
}

export interface BesideProps {
  readonly row: RefObject<HTMLElement | null>
  readonly chats: readonly string[]
}

function useHidden(row: RefObject<HTMLElement | null>, chats: string): Hidden {
  const [hidden, setHidden] = useState(NONE)
  useEffect(() => {
    const element = row.current
    if (!element || chats === '') return
    const panes = [...element.querySelectorAll('[data-pane]')]
    const outside = new Map<Element, 'before' | 'after'>()
    // A pane of which one sees less than half is further along.
    const seen = new IntersectionObserver(
      (entries) => {
        for (const { target, intersectionRatio, boundingClientRect: pane, rootBounds } of entries) {
          if (intersectionRatio >= 0.5 || pane.width === 0 || !rootBounds) outside.delete(target)
          else outside.set(target, pane.left < rootBounds.left !== isRightToLeft() ? 'before' : 'after')
        }
        const sides = [...outside.values()]
        const before = sides.filter((side) => side === 'before').length
        setHidden({ before, after: sides.length - before })
      },
      { root: element, threshold: [0, 0.5] },
    )
    for (const pane of panes) seen.observe(pane)
    return () => seen.disconnect()
  }, [row, chats])
  return hidden
}
