import { UserRound, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { NameDialog, useNames } from '../chat/speaker.tsx'
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from '../components/menu.tsx'
import { Monogram } from '../components/person.tsx'
import { setViewer, useViewer } from '../me.ts'
import { openSettings } from '../shell/shell.ts'

/** The value that stands for nobody: no name may hold a line break. */
const NOBODY = '\n'

/** Who sits here. It decides which memories one sees, and under which name one changes them by hand. */
export function ViewerMenu() {
  const viewer = useViewer()
  const names = useNames(viewer ?? '')
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Menu
        trigger={
          <button
            type="button"
            className="flex h-8 max-w-36 items-center gap-1.5 rounded-lg px-2 text-[12.5px] text-soft hover:bg-hover hover:text-ink coarse:h-10"
          >
            {viewer === null ? <UserRound className="size-[17px]" /> : <Monogram name={viewer} />}
            <span className="truncate max-[900px]:sr-only">
              {viewer === null ? 'Who are you?' : <span className="sr-only">You are </span>}
              {viewer}
            </span>
          </button>
        }
      >
        <MenuLabel>You see memory as</MenuLabel>
        <MenuChoice
          value={viewer ?? NOBODY}
          onChoose={(name) => setViewer(name === NOBODY ? null : name)}
          choices={[
            { value: NOBODY, name: 'Anybody', icon: <UserRound className="mx-px size-4" /> },
            ...names.map((name) => ({ value: name, name, icon: <Monogram name={name} small /> })),
          ]}
        />
        <MenuLine />
        <MenuItem onSelect={() => setAsking(true)}>Another name…</MenuItem>
        <MenuItem icon={<UsersRound />} onSelect={() => openSettings('memories')}>
          Memories and people…
        </MenuItem>
      </Menu>
      {asking && (
        <NameDialog
          title="Who are you?"
          about="You then see what that person may see. There is no password: it keeps order, but no secrets."
          onClose={() => setAsking(false)}
          onName={setViewer}
        />
      )}
    </>
  )
}
