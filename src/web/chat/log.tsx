import type { ReactNode, Ref } from 'react'
import { words } from './words.ts'

/** Where a conversation is scrolled. */
export function Log({ ref, children }: LogProps) {
  return (
    <div
      ref={ref}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled conversation must be readable by keyboard
      tabIndex={0}
      role="log"
      aria-live="off"
      aria-label={words().conversation.name}
      className="h-full overflow-y-auto overscroll-contain [overflow-anchor:none] focus-visible:-outline-offset-2"
    >
      {children}
    </div>
  )
}

interface LogProps {
  readonly ref?: Ref<HTMLDivElement>
  readonly children?: ReactNode
}
