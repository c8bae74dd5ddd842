import {
  Binoculars,
  BookOpenText,
  CircleHelp,
  Footprints,
  GraduationCap,
  Keyboard,
  LifeBuoy,
  Rocket,
  Trash2,
} from 'lucide-react'
import { IconButton } from '../components/button.tsx'
import { Menu, MenuItem, MenuLine } from '../components/menu.tsx'
import { lookAround, startRemoving } from '../demonstration/look-around.ts'
import { useKeysOf } from '../shell/bindings.ts'
import { openShell } from '../shell/shell.ts'
import { useWorkspace } from '../store/store.ts'
import { takeTour } from '../welcome/example.ts'
import { docsPath, type HelpPage } from './pages.ts'
import { words } from './words.ts'

/** Where one learns: the tour, the pages, the keys. */
export function HelpMenu({ className = '' }: { readonly className?: string }) {
  return (
    <Menu
      trigger={
        <IconButton label={words().title} className={className}>
          <CircleHelp />
        </IconButton>
      }
    >
      <HelpItems />
    </Menu>
  )
}

/** The same as items of another menu, where there is no room for a button. */
export function HelpItems() {
  const demonstration = useWorkspace((workspace) => workspace.demonstration !== null)
  const said = words()
  const keys = useKeysOf('shortcuts')
  return (
    <>
      <MenuItem icon={<Footprints />} onClosed={() => void takeTour()}>
        {said.tour}
      </MenuItem>
      {demonstration ? (
        <MenuItem icon={<Trash2 />} onClosed={startRemoving}>
          {said.removeDemonstration}
        </MenuItem>
      ) : (
        <MenuItem icon={<Binoculars />} onSelect={() => void lookAround()}>
          {said.lookAround}
        </MenuItem>
      )}
      <MenuItem icon={<Rocket />} onSelect={() => openPage('quickStart')}>
        {said.quickStart}
      </MenuItem>
      <MenuItem icon={<GraduationCap />} onSelect={() => openPage('tutorial')}>
        {said.tutorial}
      </MenuItem>
      <MenuItem icon={<LifeBuoy />} onSelect={() => openPage('troubleshooting')}>
        {said.troubleshooting}
      </MenuItem>
      <MenuItem icon={<BookOpenText />} onSelect={() => openPage('start')}>
        {said.all}
      </MenuItem>
      <MenuLine />
      <MenuItem icon={<Keyboard />} note={keys ?? undefined} onClosed={() => openShell('shortcuts')}>
        {said.shortcuts}
      </MenuItem>
    </>
  )
}

function openPage(page: HelpPage): void {
  window.open(docsPath(page), '_blank', 'noreferrer')
}
