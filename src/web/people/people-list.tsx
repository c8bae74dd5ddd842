import { X } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '../components/button.tsx'
import { Field, Switch, TextInput } from '../components/field.tsx'
import { Monogram } from '../components/person.tsx'
import { say, sayProblem } from '../components/toast.tsx'
import { LONGEST_NAME, setViewer, useViewer } from '../me.ts'
import { useWorkspace } from '../store/store.ts'
import { people } from './people-api.ts'
import { words } from './words.ts'

/** The people of the workspace: names that everybody is offered where one says who speaks. */
export function PeopleList() {
  const known = useWorkspace((workspace) => workspace.people)
  const viewer = useViewer()
  const said = words().list
  return (
    <section aria-label={said.title} className="flex flex-col gap-2">
      <h3 className="font-serif text-title font-title">{said.title}</h3>
      {known.length === 0 ? (
        <p className="text-plain text-faint">{said.nobody}</p>
      ) : (
        <ul className="flex flex-wrap gap-1.5">
          {known.map(({ name }) => (
            <li
              key={name}
              className="flex items-center gap-2 rounded-full border border-line bg-page py-0.5 ps-2 pe-0.5 text-plain"
            >
              <Monogram name={name} small />
              <span dir="auto">{name}</span>
              {name === viewer && <span className="text-faint">{said.you}</span>}
              <IconButton label={said.takeOut(name)} className="size-6!" onClick={() => void remove(name)}>
                <X />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <AddPerson />
    </section>
  )
}

async function remove(name: string): Promise<void> {
  const answer = await people.removePerson(name)
  if (!answer.ok) return sayProblem(answer.problem.message)
  say({
    words: words().list.takenOut(name),
    action: { name: words().undo, run: () => void people.addPerson(name) },
  })
}

function AddPerson() {
  const [name, setName] = useState('')
  const [ownMemory, setOwnMemory] = useState(true)
  const [problem, setProblem] = useState<string | null>(null)
  const viewer = useViewer()
  const clean = name.trim()
  const said = words().list
  const add = async () => {
    const answer = await people.addPerson(clean, ownMemory)
    if (!answer.ok) return setProblem(answer.problem.message)
    setName('')
    say({
      words: ownMemory ? said.addedWithMemory(clean) : said.added(clean),
      ...(viewer === null ? { action: { name: said.iAm(clean), run: () => setViewer(clean) } } : {}),
    })
  }
  return (
    <form
      className="flex flex-wrap items-start gap-x-2 gap-y-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (clean !== '') void add()
      }}
    >
      <div className="max-w-64 min-w-0 flex-1">
        <Field label={said.addPerson} problem={problem}>
          {(id, about) => (
            <TextInput
              id={id}
              aria-describedby={problem ? about : undefined}
              dir="auto"
              value={name}
              maxLength={LONGEST_NAME}
              autoComplete="off"
              placeholder={said.name}
              onChange={(event) => {
                setName(event.target.value)
                setProblem(null)
              }}
            />
          )}
        </Field>
      </div>
      <Button type="submit" className="mt-[26px]" disabled={clean === ''}>
        {said.add}
      </Button>
      <div className="basis-full">
        <Switch
          label={said.ownMemory}
          about={said.ownMemoryAbout}
          checked={ownMemory}
          onChange={setOwnMemory}
        />
      </div>
    </form>
  )
}
