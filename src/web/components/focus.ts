/** Keeps the place of whoever goes by keys, when what had the focus goes away. */
import { type RefCallback, useCallback, useEffect, useRef } from 'react'

/** Whether the focus is shown just now. A finger would only get a keyboard that it did not ask for. */
export function goesByKeys(): boolean {
  return document.activeElement?.matches(':focus-visible') ?? false
}

/** For what may leave the page while the focus is in it: then the focus is handed on, by `to`. */
export function useHandOn(to: () => void): RefCallback<HTMLElement> {
  const latest = useRef(to)
  useEffect(() => {
    latest.current = to
  })
  return useCallback((element: HTMLElement | null) => {
    if (element === null) return
    return () => {
      // Only once React is done with the page, for it puts the focus back where it was before.
      if (element.contains(document.activeElement) && goesByKeys()) queueMicrotask(() => latest.current())
    }
  }, [])
}

/** What has the focus; an item of a menu that is about to go stands for the button of its menu. */
export function focusedNow(): HTMLElement | null {
  const element = document.activeElement
  const menu = element?.closest('[role=menu]')
  const found = menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : element
  return found instanceof HTMLElement ? found : null
}

/** Whoever opened it may be gone, or have been nobody: then the focus goes to the middle of the page and not to its edge. */
export function giveBack(opener: HTMLElement | null): void {
  opener?.focus()
  const lost = document.activeElement === null || document.activeElement === document.body
  if (lost) focusMiddle()
}

/** Gives the focus to the middle of the page: the next Tab leads to the first thing there. */
export function focusMiddle(): void {
  document.querySelector<HTMLElement>('main')?.focus()
}
