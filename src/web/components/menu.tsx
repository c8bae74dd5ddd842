import { ChevronRight } from 'lucide-react'
import {
  type ButtonHTMLAttributes,
  cloneElement,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  type Ref,
  useContext,
  useId,
  useRef,
  useState,
} from 'react'
import { lateDialog } from './late.tsx'
import { Afterwards, useParts } from './menu-parts.ts'

const loadBody = () => import('./menu-body.tsx')
const MenuBody = lateDialog(() => loadBody().then((m) => m.MenuBody))

type Opened = 'never' | 'shut' | 'byPointer' | 'byKeyboard'

/** A menu below a button. What opens is loaded when somebody comes near: a board has dozens of menus, and a day opens a few. */
export function Menu({ trigger, children, align = 'end' }: MenuProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const [opened, setOpened] = useState<Opened>('never')
  const open = opened === 'byPointer' || opened === 'byKeyboard'
  const near = () => void loadBody().catch(() => undefined)
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || event.ctrlKey) return
    setOpened(open ? 'shut' : 'byPointer')
    // The focus is the menu's, and comes back to the button from there.
    if (!open) event.preventDefault()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ' && event.key !== 'ArrowDown') return
    event.preventDefault()
    setOpened(open && event.key !== 'ArrowDown' ? 'shut' : 'byKeyboard')
  }
  return (
    <>
      {cloneElement(trigger, {
        id,
        ref: button,
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        'aria-controls': open ? menuOf(id) : undefined,
        onPointerEnter: near,
        onFocus: near,
        onPointerDown,
        onKeyDown,
        // A press without a pointer or a key, as screen readers make it.
        onClick: ({ detail }) => detail === 0 && !open && setOpened('byKeyboard'),
      })}
      {opened !== 'never' && button.current && (
        <MenuBody
          id={menuOf(id)}
          button={button.current}
          open={open}
          byKeyboard={opened === 'byKeyboard'}
          onClose={() => setOpened('shut')}
          align={align}
        >
          {children}
        </MenuBody>
      )}
    </>
  )
}

function menuOf(button: string): string {
  return `${button}-menu`
}

type TriggerProps = ButtonHTMLAttributes<HTMLButtonElement> & { readonly ref?: Ref<HTMLButtonElement> }

/** An element that hands what it is given on to its button. */
export type Trigger = ReactElement<TriggerProps>

export interface MenuProps {
  readonly trigger: Trigger
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
  const { Item } = useParts()
  return (
    <Item
      onSelect={() => {
        onSelect?.()
        afterwards.current = onClosed ?? null
      }}
      disabled={disabled}
      className={`flex min-h-8 cursor-pointer items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-plain outline-none data-disabled:opacity-45 data-highlighted:bg-sunken coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 ${danger ? 'text-bad' : 'text-ink'}`}
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {note && <span className="shrink-0 text-small text-faint">{note}</span>}
    </Item>
  )
}

export interface MenuItemProps {
  readonly icon?: ReactNode
  readonly children: ReactNode
  readonly onSelect?: () => void
  /** Done once the menu is gone and the focus back on its button: for what moves the focus, or takes the button away. */
  readonly onClosed?: () => void
  readonly danger?: boolean
  readonly disabled?: boolean
  readonly note?: ReactNode
}

/** One of several, of which exactly one holds. */
export function MenuChoice({ value, onChoose, choices }: MenuChoiceProps) {
  const { RadioGroup, RadioItem, ItemIndicator } = useParts()
  return (
    <RadioGroup value={value} onValueChange={onChoose}>
      {choices.map((choice) => (
        <RadioItem
          key={choice.value}
          value={choice.value}
          className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-plain outline-none data-highlighted:bg-sunken coarse:min-h-11"
        >
          {choice.icon}
          <span className="flex-1">{choice.name}</span>
          <ItemIndicator>
            <span className="block size-1.5 rounded-full bg-accent" />
          </ItemIndicator>
        </RadioItem>
      ))}
    </RadioGroup>
  )
}

export interface MenuChoiceProps {
  readonly value: string
  readonly onChoose: (value: string) => void
  readonly choices: readonly { readonly value: string; readonly name: string; readonly icon?: ReactNode }[]
}

export function MenuLabel({ children }: { readonly children: ReactNode }) {
  const { Label } = useParts()
  return <Label className="px-2.5 pt-2 pb-1 text-small text-faint">{children}</Label>
}

/** More items, that unfold beside theirs. Arrow keys along the writing go in and back. */
export function SubMenu({ icon, name, children }: SubMenuProps) {
  const { Sub, SubTrigger, Portal, SubContent } = useParts()
  return (
    <Sub>
      <SubTrigger className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-plain text-ink outline-none data-highlighted:bg-sunken data-[state=open]:bg-sunken coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0">
        {icon}
        <span className="min-w-0 flex-1 truncate">{name}</span>
        <ChevronRight className="text-faint rtl:-scale-x-100" aria-hidden="true" />
      </SubTrigger>
      <Portal>
        <SubContent
          sideOffset={4}
          alignOffset={-6}
          collisionPadding={8}
          className="raised z-50 max-h-[min(70dvh,var(--radix-dropdown-menu-content-available-height))] min-w-44 max-w-72 overflow-y-auto rounded-xl border border-line bg-page p-1.5 shadow-raised"
        >
          {children}
        </SubContent>
      </Portal>
    </Sub>
  )
}

export interface SubMenuProps {
  readonly icon?: ReactNode
  readonly name: string
  readonly children: ReactNode
}

export function MenuLine() {
  const { Separator } = useParts()
  return <Separator className="mx-2 my-1.5 h-px bg-line" />
}
