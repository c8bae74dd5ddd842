/** Marks the element of the page that a step speaks of, as long as it speaks of it. */
import { useEffect } from 'react'

/** Milliseconds between two looks whether the element is still there: panes and tabs come and go. */
const LOOK = 250

/** `find` says where the element is now; null: nothing to point at just now. */
export function usePointing(find: () => Element | null): void {
  useEffect(() => {
    let marked: Element | null = null
    const look = () => {
      const found = find()
      if (found !== marked) marked?.removeAttribute('data-toured')
      // Set anew also on the same element, which may have been made anew.
      found?.setAttribute('data-toured', '')
      marked = found
    }
    look()
    const timer = setInterval(look, LOOK)
    return () => {
      clearInterval(timer)
      marked?.removeAttribute('data-toured')
    }
  }, [find])
}

/** Brings an element into sight and gives it, or the first thing inside that takes it, the focus. */
export function goTo(element: Element): void {
  // In the middle: at the edge of a conversation lies the way to its newest words.
  element.scrollIntoView({ inline: 'nearest', block: 'center' })
  const inside = element.querySelector<HTMLElement>('textarea, [tabindex="-1"]')
  const place = element.matches('[tabindex], button, summary') ? (element as HTMLElement) : inside
  place?.focus({ preventScroll: true })
}
