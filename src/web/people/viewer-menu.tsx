import { UserRound, UserRoundPen, UsersRound } from 'lucide-react'
import { useNames } from '../chat/speaker.tsx'
import { lateDialog } from '../components/late.tsx'
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from '../components/menu.tsx'
import { showOver } from '../components/over.tsx'
import { Monogram } from '../components/person.tsx'
import { setViewer, useViewer } from '../me.ts'
import { openSettings } from '../shell/shell.ts'
import { words } from './words.ts'

const NameDialog = lateDialog(() => import('../chat/name-dialog.tsx').then((m) => m.NameDialog), 'field')

/** The value that stands for nobody: no name may hold a line break. */
const NOBODY = '\n'

/** Who sits here. It decides which memories one sees, and under which name one changes them by hand. */
export function ViewerMenu() {
  const viewer = useViewer()
  const said = words().viewer
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="flex h-8 max-w-36 items-center gap-1.5 rounded-lg px-2 text-small text-soft hover:bg-hover hover:text-ink coarse:h-10"
        >
          {viewer === null ? <UserRound className="size-[17px]" /> : <Monogram name={viewer} />}
          <span className="truncate max-[900px]:sr-only">
            {viewer === null ? (
              said.who
            ) : (
              <>
                <span aria-hidden="true" dir="auto">
                  {viewer}
                </span>
                <span className="sr-only">{said.youAre(viewer)}</span>
              </>
            )}
          </span>
        </button>
      }
    >
      <MenuLabel>{said.seeAs}</MenuLabel>
      <Viewers viewer={viewer} />
      <MenuLine />
      <MenuItem icon={<UserRoundPen />} onClosed={askForName}>
        {said.another}
      </MenuItem>
      <MenuItem icon={<UsersRound />} onSelect={() => openSettings('memories')}>
        {said.memoriesAndPeople}
      </MenuItem>
    </Menu>
  )
}

function askForName(): void {
  const { who, whoAbout } = words().viewer
  showOver((close) => <NameDialog title={who} about={whoAbout} onClose={close} onName={setViewer} />)
}

function Viewers({ viewer }: { readonly viewer: string | null }) {
  const names = useNames(viewer ?? '')
  const anybody = words().viewer.anybody
  return (
    <MenuChoice
      value={viewer ?? NOBODY}
      onChoose={(name) => setViewer(name === NOBODY ? null : name)}
      choices={[
        { value: NOBODY, name: anybody, icon: <UserRound className="mx-px size-4" /> },
        ...names.map((name) => ({ value: name, name, icon: <Monogram name={name} small /> })),
      ]}
    />
  )
}
