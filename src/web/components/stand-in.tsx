import type { HTMLAttributes, Ref } from 'react'
import { createPortal } from 'react-dom'

/**
 * Lies exactly where an element is, and takes no pointer. A library opens its menu or hint beside a trigger of its own; with
 * this as that trigger, the element needs nothing of the library before something opens.
 */
export function StandIn({ of, ref, ...rest }: StandInProps) {
  const { left, top, width, height } = of.getBoundingClientRect()
  // At the page itself: inside of something contained, a fixed place is not the window's.
  return createPortal(
    <span
      {...rest}
      ref={ref}
      aria-hidden="true"
      className="pointer-events-none fixed"
      style={{ left, top, width, height }}
    />,
    document.body,
  )
}

interface StandInProps extends HTMLAttributes<HTMLSpanElement> {
  readonly of: HTMLElement
  readonly ref?: Ref<HTMLSpanElement>
}
