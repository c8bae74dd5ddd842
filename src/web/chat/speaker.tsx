import { ChevronDown, UserRoundPen } from 'lucide-react'
import { lateDialog } from '../components/late.tsx'
import { Menu, MenuChoice, MenuItem, MenuLine } from '../components/menu.tsx'
import { showOver } from '../components/over.tsx'
import { Monogram } from '../components/person.tsx'
import { useKnown } from '../store/store.ts'
import { words } from './words.ts'

const NameDialog = lateDialog(() => import('./name-dialog.tsx').then((m) => m.NameDialog), 'field')

/** Chooses the name one speaks under; names already used anywhere are offered. */
export function SpeakerPicker({ speaker, onChange, words: lead }: SpeakerPickerProps) {
  const said = words().speaker
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className="flex min-w-0 items-center gap-1.5 rounded-md px-1.5 py-1 text-small text-soft hover:bg-hover hover:text-ink coarse:min-h-10"
        >
          <Monogram name={speaker} small />
          <span className="truncate">
            <span className="@max-[28rem]:sr-only">{lead ?? said.speakingAs} </span>
            <bdi className="font-medium text-ink">{speaker}</bdi>
            <span className="sr-only">{said.change}</span>
          </span>
          <ChevronDown className="size-3 shrink-0 @max-[20rem]:hidden" />
        </button>
      }
    >
      <Speakers speaker={speaker} onChange={onChange} />
      <MenuLine />
      <MenuItem
        icon={<UserRoundPen />}
        onClosed={() => showOver((close) => <NameDialog onClose={close} onName={onChange} />)}
      >
        {said.another}
      </MenuItem>
    </Menu>
  )
}

function Speakers({ speaker, onChange }: Omit<SpeakerPickerProps, 'words'>) {
  const names = useNames(speaker)
  const choices = names.map((name) => ({ value: name, name, icon: <Monogram name={name} small /> }))
  return <MenuChoice value={speaker} onChoose={onChange} choices={choices} />
}

export interface SpeakerPickerProps {
  readonly speaker: string
  readonly onChange: (speaker: string) => void
  readonly words?: string
}

/** Everybody who is known here: the people of the workspace, and names that somebody spoke under. */
export function useNames(present: string): readonly string[] {
  const joined = useKnown(({ app }) =>
    [
      ...(app?.workspace.people ?? []).map(({ name }) => name),
      ...Object.values(app?.workspace.chats ?? {})
        .filter((chat) => chat.place !== 'deleted')
        .flatMap((chat) => [chat.settings.speaker, chat.lastSpeaker]),
    ].join('\n'),
  )
  return [...new Set([present, ...joined.split('\n')])].filter(Boolean).sort((a, b) => a.localeCompare(b))
}
