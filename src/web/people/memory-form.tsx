import { useState } from 'react'
import { DEFAULT_MEMORY, isOpenToAll, type MemoryInfo } from '../../memory/rights.ts'
import { NameDialog } from '../chat/name-dialog.tsx'
import { Button } from '../components/button.tsx'
import { Field, Switch, TextInput } from '../components/field.tsx'
import { RadioCards } from '../components/radio-cards.tsx'
import { say } from '../components/toast.tsx'
import { ToldProblem } from '../components/told-problem.tsx'
import { setViewer, useViewer } from '../me.ts'
import { type FieldsProps, Members } from './members.tsx'
import { people } from './people-api.ts'
import { EVERYONE, mountUnder, type Way, wayOf } from './rights-words.ts'
import { words } from './words.ts'

const NEW: MemoryInfo = {
  id: '',
  name: '',
  description: '',
  mount: '',
  everyone: 'none',
  members: {},
  workingCopy: false,
  createdAt: '',
}

function handbook(): Partial<MemoryInfo> {
  return {
    name: words().form.handbook,
    description: words().form.handbookDescription,
    everyone: EVERYONE.handbook,
    members: {},
    workingCopy: true,
  }
}

/** A memory to be added, or one that is changed: its name, what it is for, and who may what. */
export function MemoryForm({ memory, onDone }: MemoryFormProps) {
  const [draft, setDraft] = useState<MemoryInfo>(memory ?? NEW)
  const [problem, setProblem] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const said = words().form
  const change = (next: Partial<MemoryInfo>) => {
    setDraft({ ...draft, ...next })
    setProblem(null)
  }
  const shared = draft.id === DEFAULT_MEMORY
  const save = async () => {
    setSaving(true)
    const answer = memory
      ? await people.changeMemory(memory.id, changes(draft))
      : await people.addMemory(sent(draft))
    setSaving(false)
    if (!answer.ok) return setProblem(answer.problem.message)
    say({ words: memory ? said.changed(draft.name) : said.added(draft.name) })
    onDone()
  }
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        if (draft.name.trim() !== '') void save()
      }}
    >
      <h3 className="font-serif text-head font-title">{memory ? said.change(memory.name) : said.add}</h3>
      {memory === null && (
        <div className="flex flex-wrap items-center gap-3 rounded-xl bg-page px-4 py-3 text-plain">
          <p className="min-w-48 flex-1 text-soft">{said.handbookAbout}</p>
          <Button small onClick={() => change(handbook())}>
            {said.useHandbook}
          </Button>
        </div>
      )}
      <NameFields draft={draft} change={change} isNew={memory === null} />
      {!shared && <RightsFields draft={draft} change={change} isNew={memory === null} />}
      {problem && <ToldProblem text={problem} alert look="boxed" />}
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onDone}>
          {words().back}
        </Button>
        <Button type="submit" look="strong" disabled={saving || draft.name.trim() === ''}>
          {memory ? said.save : said.addMemory}
        </Button>
      </div>
    </form>
  )
}

export interface MemoryFormProps {
  /** null: a new one. */
  readonly memory: MemoryInfo | null
  readonly onDone: () => void
}

/** What is sent for a new memory: the server chooses a place when none was named. */
function sent({ name, description, mount, everyone, members, workingCopy }: MemoryInfo) {
  return {
    name,
    description,
    everyone,
    members,
    workingCopy,
    ...(mount.trim() === '' ? {} : { mount: mountUnder(mount.trim(), { everyone, members }) }),
  }
}

function changes(draft: MemoryInfo) {
  const { name, description } = draft
  return draft.id === DEFAULT_MEMORY ? { name, description } : sent(draft)
}

function NameFields({ draft, change, isNew }: FieldsProps) {
  const said = words().form
  return (
    <>
      <Field label={said.name}>
        {(id) => (
          <TextInput
            id={id}
            dir="auto"
            value={draft.name}
            maxLength={80}
            autoComplete="off"
            placeholder={isNew ? said.handbook : undefined}
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={said.description} about={said.descriptionAbout}>
        {(id, about) => (
          <TextInput
            id={id}
            aria-describedby={about}
            dir="auto"
            value={draft.description}
            maxLength={300}
            autoComplete="off"
            placeholder={isNew ? said.handbookDescription : undefined}
            onChange={(event) => change({ description: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}

function PlaceField({ draft, change }: Omit<FieldsProps, 'isNew'>) {
  return (
    <Field label={words().form.place} about={words().form.placeAbout}>
      {(id, about) => (
        <TextInput
          id={id}
          aria-describedby={about}
          dir="ltr"
          value={draft.mount}
          autoComplete="off"
          spellCheck={false}
          placeholder={words().form.placeExample}
          className="font-mono text-plain!"
          onChange={(event) => change({ mount: event.target.value })}
        />
      )}
    </Field>
  )
}

const WAYS = ['private', 'handbook', 'shared'] as const satisfies readonly Way[]

function RightsFields({ draft, change, isNew }: FieldsProps) {
  const viewer = useViewer()
  const way = wayOf(draft)
  const said = words().form
  const choose = (next: Way) => {
    const rights = { everyone: EVERYONE[next], members: draft.members }
    change({ ...rights, ...(isNew ? { workingCopy: isOpenToAll(rights) } : {}) })
  }
  return (
    <>
      <RadioCards
        legend={said.rights}
        choices={WAYS.map((value) => ({ value, ...said.ways[value] }))}
        value={way}
        onChoose={choose}
      />
      {isNew && viewer === null && way !== 'shared' && <WhoAreYou />}
      <Members draft={draft} change={change} isNew={isNew} />
      <Switch
        label={said.onDisk}
        about={isOpenToAll(draft) ? said.onDiskAbout : said.onDiskCareful}
        checked={draft.workingCopy}
        onChange={(workingCopy) => change({ workingCopy })}
      />
      <PlaceField draft={draft} change={change} />
    </>
  )
}

/** Only somebody with a name can be the one who writes. */
function WhoAreYou() {
  const [asking, setAsking] = useState(false)
  const said = words().form
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-xl bg-fresh px-4 py-3 text-plain">
      <p className="min-w-48 flex-1">{said.noName}</p>
      <Button small onClick={() => setAsking(true)}>
        {said.sayWho}
      </Button>
      {asking && (
        <NameDialog
          title={said.who}
          about={said.whoAbout}
          onClose={() => setAsking(false)}
          onName={setViewer}
        />
      )}
    </div>
  )
}
