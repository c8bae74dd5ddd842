/** Marks the element of the page that a step speaks of, as long as it speaks of it. */
import { useEffect } from 'react'

/** Milliseconds from a change of the page to the next look whether the element is still there: panes and tabs come and go. */
const LOOK = 100

/** `find` says where the element is now; null: nothing to point at just now. */
export function usePointing(find: () => Element | null): void {
  useEffect(() => {
    let marked: Element | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      timer = undefined
      const found = find()
      if (found !== marked) marked?.removeAttribute('data-toured')
      // Set anew also on the same element, which may have been made anew.
      found?.setAttribute('data-toured', '')
      marked = found
    }
    const soon = () => {
      timer ??= setTimeout(look, LOOK)
    }
    const changes = new MutationObserver(soon)
    changes.observe(document.body, {
      subtree: true,
      childList: true,
      attributeFilter: ['class', 'style', 'hidden'],
    })
    addEventListener('resize', soon)
    look()
    return () => {
      clearTimeout(timer)
      changes.disconnect()
      removeEventListener('resize', soon)
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
