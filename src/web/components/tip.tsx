import { Tooltip } from 'radix-ui'
import type { ReactNode } from 'react'

/** A word or two on hover and focus; not by touch, where it would only lie over things. Never the only place where something is said. */
export function Tip({ words, children, side = 'bottom' }: TipProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="raised coarse:hidden z-50 max-w-64 rounded-md bg-strong px-2 py-1 text-small leading-snug text-on-strong shadow-raised"
        >
          {words}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}

export interface TipProps {
  readonly words: string
  readonly children: ReactNode
  readonly side?: 'top' | 'bottom'
}

/** Goes around the app once, so that a second hint comes at once after the first. */
export function TipArea({ children }: { readonly children: ReactNode }) {
  return (
    <Tooltip.Provider delayDuration={450} skipDelayDuration={200}>
      {children}
    </Tooltip.Provider>
  )
}
