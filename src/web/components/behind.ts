import { useEffect } from 'react'

/**
 * Hides from ears what an open dialog leaves to be read behind it. Radix hides all but live regions, which may have to speak; a
 * conversation, which says of itself that it is no longer one, is to Radix one still, with all that stands in it.
 */
export function useHidesBehind(open = true): void {
  useEffect(() => {
    if (!open) return
    const read = document.querySelectorAll('[role=log][aria-live=off]:not([aria-hidden])')
    for (const one of read) one.setAttribute('aria-hidden', 'true')
    return () => {
      for (const one of read) one.removeAttribute('aria-hidden')
    }
  }, [open])
}
