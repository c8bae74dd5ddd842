import { UserRound, UserRoundPen, UsersRound } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useNames } from '../chat/speaker.tsx'
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from '../components/menu.tsx'
import { Monogram } from '../components/person.tsx'
import { setViewer, useViewer } from '../me.ts'
import { openSettings } from '../shell/shell.ts'
import { words } from './words.ts'

const NameDialog = lazy(() => import('../chat/name-dialog.tsx').then((m) => ({ default: m.NameDialog })))

/** The value that stands for nobody: no name may hold a line break. */
const NOBODY = '\n'

/** Who sits here. It decides which memories one sees, and under which name one changes them by hand. */
export function ViewerMenu() {
  const viewer = useViewer()
  const [asking, setAsking] = useState(false)
  const said = words().viewer
  return (
    <>
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
        <MenuItem icon={<UserRoundPen />} onSelect={() => setAsking(true)}>
          {said.another}
        </MenuItem>
        <MenuItem icon={<UsersRound />} onSelect={() => openSettings('memories')}>
          {said.memoriesAndPeople}
        </MenuItem>
      </Menu>
      {asking && (
        <Suspense>
          <NameDialog
            title={said.who}
            about={said.whoAbout}
            onClose={() => setAsking(false)}
            onName={setViewer}
          />
        </Suspense>
      )}
    </>
  )
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
