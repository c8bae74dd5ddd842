import { DropdownMenu } from 'radix-ui'
import { type FocusEvent, type ReactNode, useRef } from 'react'
import { giveBack } from './focus.ts'
import { Afterwards, Parts } from './menu-parts.ts'
import { StandIn } from './stand-in.tsx'

/** What opens below a menu's button. Arrow keys, typing ahead and Escape work; focus goes back to the button. */
export function MenuBody({
  id,
  button,
  beside = button,
  open,
  byKeyboard,
  onClose,
  align,
  children,
}: MenuBodyProps) {
  const afterwards = useRef<(() => void) | null>(null)
  const leftFor = useRef<'nothing' | 'elsewhere'>('nothing')
  const onCloseAutoFocus = (event: Event) => {
    // Radix would give the focus to its own trigger, which here only stands in for the button.
    event.preventDefault()
    const act = afterwards.current
    // Also before what was chosen: a dialog that opens now gives the focus back to where it was.
    if (act || leftFor.current === 'nothing') giveBack(button)
    afterwards.current = null
    leftFor.current = 'nothing'
    act?.()
  }
  const onFocus = (event: FocusEvent<HTMLElement>) => {
    // Radix tells keys from pointers only from the moment on that it is there.
    const came = event.target === event.currentTarget && !event.currentTarget.contains(event.relatedTarget)
    if (byKeyboard && came) event.currentTarget.querySelector<HTMLElement>(ITEM)?.focus()
  }
  return (
    <DropdownMenu.Root modal={false} open={open} onOpenChange={(next) => !next && onClose()}>
      <DropdownMenu.Trigger asChild>
        <StandIn of={beside} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          id={id}
          aria-labelledby={button.id}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          onFocus={onFocus}
          onCloseAutoFocus={onCloseAutoFocus}
          onInteractOutside={() => {
            leftFor.current = 'elsewhere'
          }}
          className="raised z-50 max-h-[min(70dvh,var(--radix-dropdown-menu-content-available-height))] max-[760px]:max-h-(--radix-dropdown-menu-content-available-height) min-w-48 max-w-[min(24rem,calc(100vw-16px))] overflow-y-auto rounded-xl border border-line bg-page p-1.5 shadow-raised"
        >
          <Parts value={DropdownMenu}>
            <Afterwards value={afterwards}>{children}</Afterwards>
          </Parts>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

const ITEM = '[role^=menuitem]:not([data-disabled])'

export interface MenuBodyProps {
  readonly id: string
  /** Gets the focus back. */
  readonly button: HTMLElement
  /** Where it opens, when not at the button. */
  readonly beside?: HTMLElement
  readonly open: boolean
  /** Whether it was opened by a key: then the first item has the focus. */
  readonly byKeyboard: boolean
  readonly onClose: () => void
  readonly align: 'start' | 'end'
  readonly children: ReactNode
}
