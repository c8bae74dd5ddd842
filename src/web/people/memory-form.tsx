import { useState } from 'react'
import { type Access, DEFAULT_MEMORY, isOpenToAll, type MemoryInfo } from '../../memory/rights.ts'
import { NameDialog, useNames } from '../chat/speaker.tsx'
import { Button } from '../components/button.tsx'
import { Field, Select, Switch, TextInput } from '../components/field.tsx'
import { Monogram } from '../components/person.tsx'
import { say } from '../components/toast.tsx'
import { setViewer, useViewer } from '../me.ts'
import { people } from './people-api.ts'
import { EVERYONE, mountUnder, type Way, wayOf } from './rights-words.ts'

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

const HANDBOOK: Partial<MemoryInfo> = {
  name: 'Handbook',
  description: 'How we work here.',
  everyone: EVERYONE.handbook,
  members: {},
  workingCopy: true,
}

/** A memory to be added, or one that is changed: its name, what it is for, and who may what. */
export function MemoryForm({ memory, onDone }: MemoryFormProps) {
  const [draft, setDraft] = useState<MemoryInfo>(memory ?? NEW)
  const [problem, setProblem] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const change = (next: Partial<MemoryInfo>) => {
    setDraft({ ...draft, ...next })
    setProblem(null)
  }
  const shared = draft.id === DEFAULT_MEMORY
  const save = async () => {
    setSaving(true)
    const answer = memory
      ? await people.changeMemory(memory.id, changes(draft))
      : await people.addMemory(said(draft))
    setSaving(false)
    if (!answer.ok) return setProblem(answer.problem.message)
    say({ words: memory ? `${draft.name} was changed.` : `${draft.name} was added.` })
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
      <h3 className="font-serif text-[19px] font-[520]">
        {memory ? `Change ${memory.name}` : 'Add a memory'}
      </h3>
      {memory === null && (
        <div className="flex flex-wrap items-center gap-3 rounded-xl bg-page px-4 py-3 text-[13px]">
          <p className="min-w-48 flex-1 text-soft">
            How we work, for everybody to read and for Claude to know in every chat; only you write it.
          </p>
          <Button small onClick={() => change(HANDBOOK)}>
            A read-only handbook for all
          </Button>
        </div>
      )}
      <NameFields draft={draft} change={change} isNew={memory === null} />
      {!shared && <RightsFields draft={draft} change={change} isNew={memory === null} />}
      {problem && (
        <p role="alert" className="rounded-xl bg-bad-wash px-4 py-3 text-[13.5px]">
          {problem}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onDone}>
          Back
        </Button>
        <Button type="submit" look="strong" disabled={saving || draft.name.trim() === ''}>
          {memory ? 'Save' : 'Add memory'}
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

interface FieldsProps {
  readonly draft: MemoryInfo
  readonly change: (next: Partial<MemoryInfo>) => void
  readonly isNew: boolean
}

/** What is sent for a new memory: the server chooses a place when none was named. */
function said({ name, description, mount, everyone, members, workingCopy }: MemoryInfo) {
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
  return draft.id === DEFAULT_MEMORY ? { name, description } : said(draft)
}

function NameFields({ draft, change, isNew }: FieldsProps) {
  return (
    <>
      <Field label="Name">
        {(id) => (
          <TextInput
            id={id}
            value={draft.name}
            maxLength={80}
            autoComplete="off"
            placeholder={isNew ? 'Handbook' : undefined}
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label="What it is for" about="One line, for people and for Claude.">
        {(id, about) => (
          <TextInput
            id={id}
            aria-describedby={about}
            value={draft.description}
            maxLength={300}
            autoComplete="off"
            placeholder={isNew ? 'How we work here.' : undefined}
            onChange={(event) => change({ description: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}

function PlaceField({ draft, change }: Omit<FieldsProps, 'isNew'>) {
  return (
    <Field
      label="Place"
      about="Its documents lie at /memories/ and this name. One that not everybody may read begins with ~, which is added by itself."
    >
      {(id, about) => (
        <TextInput
          id={id}
          aria-describedby={about}
          value={draft.mount}
          autoComplete="off"
          spellCheck={false}
          placeholder="Made from the name"
          className="font-mono text-[13px]!"
          onChange={(event) => change({ mount: event.target.value })}
        />
      )}
    </Field>
  )
}

const WAYS: readonly { readonly way: Way; readonly name: string; readonly about: string }[] = [
  {
    way: 'private',
    name: 'Only people I name',
    about: 'A diary, or notes of a small group. Others do not see that it is there.',
  },
  {
    way: 'handbook',
    name: 'Everybody reads, people I name write',
    about: 'A handbook: Claude knows it in every chat, and few change it.',
  },
  {
    way: 'shared',
    name: 'Everybody reads and writes',
    about: 'Like the memory that all share, in a place of its own.',
  },
]

function RightsFields({ draft, change, isNew }: FieldsProps) {
  const viewer = useViewer()
  const way = wayOf(draft)
  const choose = (next: Way) => {
    const rights = { everyone: EVERYONE[next], members: draft.members }
    change({ ...rights, ...(isNew ? { workingCopy: isOpenToAll(rights) } : {}) })
  }
  return (
    <>
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1.5 text-[13.5px] font-medium">Who may what</legend>
        {WAYS.map((one) => (
          <label
            key={one.way}
            className="flex items-start gap-3 rounded-xl border border-line px-3.5 py-2.5 text-[13.5px] has-checked:border-accent has-checked:bg-page"
          >
            <input
              type="radio"
              name="way"
              checked={way === one.way}
              onChange={() => choose(one.way)}
              className="mt-1 accent-accent"
            />
            <span>
              {one.name}
              <span className="block text-[12.5px] text-faint">{one.about}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {isNew && viewer === null && way !== 'shared' && <WhoAreYou />}
      <Members draft={draft} change={change} isNew={isNew} />
      <Switch
        label="Also as files on disk"
        about={
          isOpenToAll(draft)
            ? 'A folder of Markdown files beside those of the shared memory, kept in step both ways.'
            : 'Careful: everybody who can read the disk can read these files, whatever is chosen above.'
        }
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
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-xl bg-fresh px-4 py-3 text-[13px]">
      <p className="min-w-48 flex-1">You have not said who you are, so you could not open it yourself.</p>
      <Button small onClick={() => setAsking(true)}>
        Say who you are…
      </Button>
      {asking && (
        <NameDialog
          title="Who are you?"
          about="You then see what that person may see."
          onClose={() => setAsking(false)}
          onName={setViewer}
        />
      )}
    </div>
  )
}

const ACCESS: readonly { readonly value: Access; readonly name: string }[] = [
  { value: 'write', name: 'Reads and writes' },
  { value: 'read', name: 'Reads' },
  { value: 'none', name: 'Does not see it' },
]

const LEGENDS = {
  private: 'The people',
  handbook: 'Who writes, and who differs otherwise',
  shared: 'Who differs',
} as const satisfies Record<Way, string>

/** One line for each person; only those who differ from everybody are kept by name. */
function Members({ draft, change, isNew }: FieldsProps) {
  const viewer = useViewer()
  const names = [...new Set([...useNames(viewer ?? ''), ...Object.keys(draft.members)])]
  const set = (name: string, chosen: string) => {
    const { [name]: _, ...others } = draft.members
    const access = ACCESS.find(({ value }) => value === chosen)?.value ?? draft.everyone
    // Whoever makes a memory writes in it unless it says otherwise.
    const told = access !== draft.everyone || (isNew && name === viewer)
    change({ members: told ? { ...others, [name]: access } : others })
  }
  const held = (name: string) => draft.members[name] ?? (isNew && name === viewer ? 'write' : draft.everyone)
  if (names.length === 0) {
    return (
      <p className="text-[13px] text-faint">No names are known yet. Add people first, below the memories.</p>
    )
  }
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1 text-[13.5px] font-medium">{LEGENDS[wayOf(draft)]}</legend>
      {names.map((name) => (
        <div key={name} className="flex items-center gap-2.5">
          <Monogram name={name} />
          <span className="min-w-0 flex-1 truncate text-[13.5px]">
            {name}
            {name === viewer && <span className="text-faint"> (you)</span>}
          </span>
          <Select
            aria-label={`What ${name} may`}
            className={`h-8! w-44! text-[13px]! ${held(name) === draft.everyone ? 'text-faint!' : ''}`}
            value={held(name)}
            onChange={(event) => set(name, event.target.value)}
          >
            {ACCESS.map(({ value, name: words }) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </Select>
        </div>
      ))}
    </fieldset>
  )
}
