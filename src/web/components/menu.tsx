import { ChevronRight } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { createContext, type ReactNode, type RefObject, useContext, useRef } from 'react'

/** What the chosen item wants done when its menu is gone. */
const Afterwards = createContext<RefObject<(() => void) | null>>({ current: null })

/** A menu below a button. Arrow keys, typing ahead and Escape work; focus goes back to the button. */
export function Menu({ trigger, children, align = 'end' }: MenuProps) {
  const afterwards = useRef<(() => void) | null>(null)
  const onCloseAutoFocus = (event: Event) => {
    const act = afterwards.current
    afterwards.current = null
    if (!act) return
    event.preventDefault()
    act()
  }
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={onCloseAutoFocus}
          className="raised z-50 max-h-[min(70dvh,var(--radix-dropdown-menu-content-available-height))] min-w-48 max-w-[calc(100vw-16px)] overflow-y-auto rounded-xl border border-line bg-page p-1.5 shadow-raised"
        >
          <Afterwards value={afterwards}>{children}</Afterwards>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

export interface MenuProps {
  readonly trigger: ReactNode
  readonly children: ReactNode
  readonly align?: 'start' | 'end'
}

export function MenuItem({
  icon,
  children,
  onSelect,
  onClosed,
  danger = false,
  disabled = false,
  note,
}: MenuItemProps) {
  const afterwards = useContext(Afterwards)
  return (
    <DropdownMenu.Item
      onSelect={() => {
        onSelect?.()
        afterwards.current = onClosed ?? null
      }}
      disabled={disabled}
      className={`flex min-h-8 cursor-pointer items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-plain outline-none data-disabled:opacity-45 data-highlighted:bg-sunken coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 ${danger ? 'text-bad' : 'text-ink'}`}
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {note && <span className="text-small text-faint">{note}</span>}
    </DropdownMenu.Item>
  )
}

export interface MenuItemProps {
  readonly icon?: ReactNode
  readonly children: ReactNode
  readonly onSelect?: () => void
  /** Done once the menu is gone, for what moves the focus: it does not go back to the menu's button then. */
  readonly onClosed?: () => void
  readonly danger?: boolean
  readonly disabled?: boolean
  readonly note?: string | undefined
}

/** One of several, of which exactly one holds. */
export function MenuChoice({ value, onChoose, choices }: MenuChoiceProps) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={onChoose}>
      {choices.map((choice) => (
        <DropdownMenu.RadioItem
          key={choice.value}
          value={choice.value}
          className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-plain outline-none data-highlighted:bg-sunken coarse:min-h-11"
        >
          {choice.icon}
          <span className="flex-1">{choice.name}</span>
          <DropdownMenu.ItemIndicator>
            <span className="block size-1.5 rounded-full bg-accent" />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}

export interface MenuChoiceProps {
  readonly value: string
  readonly onChoose: (value: string) => void
  readonly choices: readonly { readonly value: string; readonly name: string; readonly icon?: ReactNode }[]
}

export function MenuLabel({ children }: { readonly children: ReactNode }) {
  return (
    <DropdownMenu.Label className="px-2.5 pt-2 pb-1 text-small text-faint">{children}</DropdownMenu.Label>
  )
}

/** More items, that unfold beside theirs. Arrow keys along the writing go in and back. */
export function SubMenu({ icon, name, children }: SubMenuProps) {
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-plain text-ink outline-none data-highlighted:bg-sunken data-[state=open]:bg-sunken coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0">
        {icon}
        <span className="min-w-0 flex-1 truncate">{name}</span>
        <ChevronRight className="text-faint rtl:-scale-x-100" aria-hidden="true" />
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal>
        <DropdownMenu.SubContent
          sideOffset={4}
          alignOffset={-6}
          collisionPadding={8}
          className="raised z-50 max-h-[min(70dvh,var(--radix-dropdown-menu-content-available-height))] min-w-44 max-w-72 overflow-y-auto rounded-xl border border-line bg-page p-1.5 shadow-raised"
        >
          {children}
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  )
}

export interface SubMenuProps {
  readonly icon?: ReactNode
  readonly name: string
  readonly children: ReactNode
}

export function MenuLine() {
  return <DropdownMenu.Separator className="mx-2 my-1.5 h-px bg-line" />
}
