import type { KeyboardEvent, ReactNode, Ref } from 'react'
import { words } from './words.ts'

/**
 * Where a conversation is scrolled. Its own ground lets the browser scroll and paint it by itself, apart from its neighbours, and
 * its (empty) translation lets what is pointed at be found without looking through it from elsewhere: both count with each word.
 */
export function Log({ ref, children }: LogProps) {
  return (
    <div
      ref={ref}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled conversation must be readable by keyboard
      tabIndex={0}
      role="log"
      aria-live="off"
      aria-label={words().conversation.name}
      onKeyDown={focusNewest}
      className="h-full translate-0 overflow-y-auto overscroll-contain bg-paper [overflow-anchor:none] focus-visible:-outline-offset-2"
    >
      {children}
    </div>
  )
}

/** From the conversation itself Enter leads onto its newest message; Page Up and Page Down go on from there. */
function focusNewest(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Enter' || event.target !== event.currentTarget) return
  const turns = event.currentTarget.querySelectorAll<HTMLElement>('[data-turn]')
  turns[turns.length - 1]?.focus()
}

interface LogProps {
  readonly ref?: Ref<HTMLDivElement>
  readonly children?: ReactNode
}
