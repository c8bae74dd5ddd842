/** Keeps the place of whoever goes by keys, when what had the focus goes away. */
import { type RefCallback, useCallback, useEffect, useRef } from 'react'

/** Whether the focus is shown just now. A finger would only get a keyboard that it did not ask for. */
export function goesByKeys(): boolean {
  return document.activeElement?.matches(':focus-visible') ?? false
}

/** For what may leave the page while the focus is in it: then the focus is handed on, by `to`, which is told what had it, unless what came instead has taken it. */
export function useHandOn(to: (had: Element) => void): RefCallback<HTMLElement> {
  const latest = useRef(to)
  useEffect(() => {
    latest.current = to
  })
  return useCallback((element: HTMLElement | null) => {
    if (element === null) return
    return () => {
      // Only once React is done with the page, for it puts the focus back where it was before.
      const had = document.activeElement
      if (had && element.contains(had) && goesByKeys()) queueMicrotask(() => isLost() && latest.current(had))
    }
  }, [])
}

/** What had the focus before something unseen took it for a moment. */
const stoodFor = new WeakMap<Element, HTMLElement | null>()

/** From now on `opener` is what has the focus while `element` has it. */
export function standInFor(element: HTMLElement, opener: HTMLElement | null): void {
  stoodFor.set(element, opener)
}

/** What has the focus; an item of a menu that is about to go stands for the button of its menu. */
export function focusedNow(): HTMLElement | null {
  const element = document.activeElement
  const stood = element && stoodFor.get(element)
  if (stood !== undefined) return stood
  const menu = element?.closest('[role=menu]')
  const found = menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : element
  return found instanceof HTMLElement ? found : null
}

/** Whoever opened it may be gone, or have been nobody: then the focus goes to the middle of the page and not to its edge. */
export function giveBack(opener: HTMLElement | null): void {
  opener?.focus()
  if (isLost()) focusMiddle()
}

function isLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}

/** Gives the focus to the middle of the page: the next Tab leads to the first thing there. */
export function focusMiddle(): void {
  document.querySelector<HTMLElement>('main')?.focus()
}
