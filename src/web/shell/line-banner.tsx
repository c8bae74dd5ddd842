import { useEffect, useRef, useState } from 'react'
import { useKnown } from '../store/store.ts'
import { words } from './words.ts'

/** Milliseconds that "Connected again" stays. */
const STAYS = 3000

/** Says when the line to the server is lost, that nothing else is, and when it is back. */
export function LineBanner() {
  const line = useKnown((known) => known.line)
  const was = useRef(line.kind)
  const [back, setBack] = useState(false)
  useEffect(() => {
    const returned = was.current === 'lost' && line.kind === 'live'
    was.current = line.kind
    if (!returned) return
    setBack(true)
    const timer = setTimeout(() => setBack(false), STAYS)
    return () => clearTimeout(timer)
  }, [line.kind])
  const said = words().line
  const lost = line.kind === 'lost'
  return (
    // On the page before it says anything: readers do not say what a live region brings along.
    <div role="status" aria-live="polite" className="shrink-0">
      {lost && (
        <p className="rise border-b border-line bg-fresh px-4 py-2 text-plain">
          <span className="font-medium">{said.lost}</span> {said.lostMore}
        </p>
      )}
      {!lost && back && (
        <p className="rise border-b border-line bg-good-wash px-4 py-2 text-plain">{said.back}</p>
      )}
    </div>
  )
}
