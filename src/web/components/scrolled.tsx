import type { ReactNode } from 'react'

/** A place with more in it than can be seen at once: it has a name, and arrow keys scroll it. */
export function Scrolled({ label, className = '', children }: ScrolledProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled must be readable by keyboard
    <section tabIndex={0} aria-label={label} className={`overflow-y-auto ${className}`}>
      {children}
    </section>
  )
}

export interface ScrolledProps {
  readonly label: string
  readonly className?: string
  readonly children: ReactNode
}
