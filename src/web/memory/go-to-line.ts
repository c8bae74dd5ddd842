/** Leads to a line of a document from elsewhere: from a search, a mark, or a finding. */
import { openDocument } from './open.ts'

/** Milliseconds to wait for the line to be painted. */
const PATIENCE = 4000
/** Milliseconds for which it stands out. */
const STANDS_OUT = 2400

/** Opens the document's lines and lets one of them stand out for a moment. A line that never comes is left alone. */
export function goToLine(document: string, line: number): void {
  openDocument(document, 'source')
  const started = performance.now()
  const look = () => {
    const place = window.document.querySelector<HTMLElement>(`[data-lines] [data-line="${line}"]`)
    if (place) return standOut(place)
    if (performance.now() - started < PATIENCE) requestAnimationFrame(look)
  }
  // The document that was open before may still stand there in this frame.
  requestAnimationFrame(() => requestAnimationFrame(look))
}

function standOut(place: HTMLElement): void {
  // Twice: what lies above is measured only when it comes near.
  place.scrollIntoView({ block: 'center' })
  requestAnimationFrame(() => place.scrollIntoView({ block: 'center' }))
  place.classList.add('pointed-line')
  setTimeout(() => place.classList.remove('pointed-line'), STANDS_OUT)
}
