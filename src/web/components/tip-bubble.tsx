import { Tooltip } from 'radix-ui'
import type { Hint } from './hints.ts'
import { StandIn } from './stand-in.tsx'

/** A hint beside what it belongs to, wherever there is room. */
export function TipBubble({ hint }: { readonly hint: Hint }) {
  return (
    <Tooltip.Provider>
      <Tooltip.Root open>
        <Tooltip.Trigger asChild>
          <StandIn of={hint.element} />
        </Tooltip.Trigger>
        <Tooltip.Portal>
          <Tooltip.Content
            side={hint.side}
            sideOffset={6}
            collisionPadding={8}
            className="raised coarse:hidden z-50 max-w-64 rounded-md bg-strong px-2 py-1 text-small leading-snug text-on-strong shadow-raised"
          >
            {hint.words}
          </Tooltip.Content>
        </Tooltip.Portal>
      </Tooltip.Root>
    </Tooltip.Provider>
  )
}
