import {
  BarChart3,
  BookOpen,
  Contrast,
  Layers,
  Monitor,
  Moon,
  Plus,
  Search,
  Settings2,
  Sun,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { addChat } from '../board/chats.ts'
import { Button, IconButton } from '../components/button.tsx'
import { lateDialog } from '../components/late.tsx'
import { Menu, MenuChoice } from '../components/menu.tsx'
import { HelpMenu } from '../help/help-menu.tsx'
import { look, useView } from '../location.ts'
import { ViewerMenu } from '../people/viewer-menu.tsx'
import { parseTheme, setTheme, type Theme, useTheme } from '../theme.ts'
import { type CommandId, useTipWith } from './bindings.ts'
import { ChatsMenu } from './chats-menu.tsx'
import { HostChip } from './host-chip.tsx'
import { PastTheHeader } from './past-the-header.tsx'
import { closeShell, openShell, type ShellDialog, useShell } from './shell.ts'
import { words } from './words.ts'

const SettingsDialog = lateDialog(() => import('../settings/settings.tsx').then((m) => m.SettingsDialog))
const StatisticsDialog = lateDialog(() =>
  import('../statistics/statistics.tsx').then((m) => m.StatisticsDialog),
)
const BroadcastDialog = lateDialog(
  () => import('../board/broadcast-dialog.tsx').then((m) => m.BroadcastDialog),
  'field',
)
const Palette = lateDialog(() => import('./palette.tsx').then((m) => m.Palette), 'field')
const FindChat = lateDialog(() => import('./find-chat.tsx').then((m) => m.FindChat), 'field')
const FollowChat = lateDialog(() => import('./find-chat.tsx').then((m) => m.FollowChat), 'field')
const ShortcutsDialog = lateDialog(() => import('./shortcuts-dialog.tsx').then((m) => m.ShortcutsDialog))

/** The name of the house, what answers in it, and the ways to everything else. */
export function Header() {
  const dialog = useShell()
  const { panel } = useView()
  const said = words()
  return (
    <header className="flex h-[52px] shrink-0 items-center gap-1 border-b border-line bg-ground ps-4 pe-2 max-[420px]:gap-0 max-[420px]:ps-3 max-[420px]:pe-1">
      <PastTheHeader />
      <h1 className="me-2 translate-y-[1.5px] font-serif text-head font-medium tracking-head max-[420px]:text-title max-[380px]:sr-only">
        {said.name}
      </h1>
      <HostChip />
      <div className="flex-1" />
      <ViewerMenu />
      <Button
        small
        look="plain"
        aria-label={said.addChat}
        className="max-[760px]:hidden"
        data-add-chat=""
        onClick={() => void addChat()}
      >
        <Plus className="size-3.5" />
        {said.addChat}
      </Button>
      <IconButton label={said.addChat} className="min-[761px]:hidden" onClick={() => void addChat()}>
        <Plus />
      </IconButton>
      <ChatsMenu
        trigger={
          <IconButton label={said.allChats}>
            <Layers />
          </IconButton>
        }
      />
      <ShellButton command="palette" label={said.palette} className="max-[760px]:hidden">
        <Search />
      </ShellButton>
      <ShellButton command="statistics" label={said.statistics} className="max-[420px]:hidden">
        <BarChart3 />
      </ShellButton>
      <ShellButton command="settings" label={said.settings}>
        <Settings2 />
      </ShellButton>
      <ThemeMenu />
      <HelpMenu className="max-[760px]:hidden" />
      {!panel && (
        <IconButton
          label={said.showMemory}
          className="max-[760px]:hidden"
          data-show-memory=""
          onClick={() => look({ panel: true })}
        >
          <BookOpen />
        </IconButton>
      )}
      {dialog === 'settings' && <SettingsDialog onClose={closeShell} />}
      {dialog === 'statistics' && <StatisticsDialog onClose={closeShell} />}
      {dialog === 'broadcast' && <BroadcastDialog onClose={closeShell} />}
      {dialog === 'palette' && <Palette onClose={closeShell} />}
      {dialog === 'chats' && <FindChat onClose={closeShell} />}
      {dialog === 'follow' && <FollowChat onClose={closeShell} />}
      {dialog === 'shortcuts' && <ShortcutsDialog onClose={closeShell} />}
    </header>
  )
}

/** Opens one of the large dialogs; its tip says the keys that do the same. */
function ShellButton({ command, label, className = '', children }: ShellButtonProps) {
  const hint = useTipWith(command, label)
  return (
    <IconButton label={label} hint={hint} className={className} onClick={() => openShell(command)}>
      {children}
    </IconButton>
  )
}

interface ShellButtonProps {
  readonly command: ShellDialog & CommandId
  readonly label: string
  readonly className?: string
  readonly children: ReactNode
}

const THEMES: readonly { value: Theme; icon: ReactNode }[] = [
  { value: 'system', icon: <Monitor className="size-4" /> },
  { value: 'light', icon: <Sun className="size-4" /> },
  { value: 'dark', icon: <Moon className="size-4" /> },
  { value: 'contrast', icon: <Contrast className="size-4" /> },
]

function ThemeMenu() {
  const theme = useTheme()
  const choices = THEMES.map((one) => ({ ...one, name: words().themes[one.value] }))
  return (
    <Menu
      trigger={
        <IconButton label={words().theme} className="max-[420px]:hidden">
          {THEMES.find((one) => one.value === theme)?.icon}
        </IconButton>
      }
    >
      <MenuChoice value={theme} onChoose={(value) => setTheme(parseTheme(value))} choices={choices} />
    </Menu>
  )
}
