import { useId, useState } from 'react'
import type { PromptText } from '../../workspace/prompts.ts'
import { Button } from '../components/button.tsx'
import { ChoiceField } from '../components/choice.tsx'
import { Field, Switch, TextArea, TextInput } from '../components/field.tsx'
import { say } from '../components/toast.tsx'
import { ToldProblem } from '../components/told-problem.tsx'
import { useWorkspace } from '../store/store.ts'
import { groupName, OWN, SYSTEM } from './library.ts'
import { type Prompt, promptsApi } from './prompts-api.ts'
import { words } from './words.ts'

const EVERYBODY = 'everybody'

const NEW: PromptText = {
  title: '',
  for: EVERYBODY,
  group: OWN,
  teaches: '',
  expects: '',
  best: 'any',
  text: '',
}

/** What was being written when the dialog was closed, by the prompt it is about. */
const begun = new Map<string, PromptText>()

/** A prompt of one's own: written, changed, or made from another. What is typed stays when the dialog is closed over it. */
export function PromptForm({ change, from, groups, onCancel, onDone }: PromptFormProps) {
  const { draft, edit, problem, ready, save, forget } = useDraft(change, from, onDone)
  const said = words().form
  return (
    <form
      aria-label={change ? said.change : said.add}
      className="flex h-full flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) void save()
      }}
    >
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto overscroll-contain px-0.5 pb-1">
        <h3 className="font-serif text-large leading-tight font-title">{change ? said.change : said.add}</h3>
        <TextFields draft={draft} edit={edit} />
        <PlaceFields draft={draft} groups={groups} edit={edit} />
        {problem && <ToldProblem text={problem} alert look="boxed" />}
      </div>
      <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line pt-3">
        <p className="me-auto text-small text-faint">{said.everybodySees}</p>
        <Button
          look="quiet"
          onClick={() => {
            forget()
            onCancel()
          }}
        >
          {said.cancel}
        </Button>
        <Button type="submit" look="strong" disabled={!ready}>
          {said.save}
        </Button>
      </footer>
    </form>
  )
}

export interface PromptFormProps {
  /** The one that is changed; null: a new one. */
  readonly change: Prompt | null
  /** What a new one begins with. */
  readonly from: Prompt | null
  /** The workflows that there are. */
  readonly groups: readonly string[]
  readonly onCancel: () => void
  /** It was kept under this id. */
  readonly onDone: (id: string) => void
}

/** What is being written, kept while one looks elsewhere, until it is saved or given up. */
function useDraft(change: Prompt | null, from: Prompt | null, onDone: (id: string) => void) {
  const key = change?.id ?? from?.id ?? ''
  const [id] = useState(() => change?.id ?? `kept-${crypto.randomUUID()}`)
  const [draft, setDraft] = useState<PromptText>(() => begun.get(key) ?? saidBy(change ?? from) ?? NEW)
  const [problem, setProblem] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const ready = draft.title.trim() !== '' && draft.text.trim() !== '' && !saving
  const edit = (part: Partial<PromptText>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    begun.set(key, next)
    setProblem(null)
  }
  const forget = () => begun.delete(key)
  const save = async () => {
    setSaving(true)
    const clean = { ...draft, for: draft.for.trim() || EVERYBODY }
    const answer = change?.own
      ? await promptsApi.change(id, change.own.version, clean)
      : await promptsApi.keep(id, clean)
    setSaving(false)
    if (!answer.ok) return setProblem(answer.problem.message)
    forget()
    const { changed, added } = words().form
    say({ words: (change ? changed : added)(draft.title) })
    onDone(id)
  }
  return { draft, edit, problem, ready, save, forget }
}

function saidBy(prompt: Prompt | null): PromptText | null {
  if (prompt === null) return null
  const { id: _, own: __, ...said } = prompt
  return said
}

/** What it is for, and what is said. */
function TextFields({ draft, edit }: Omit<PlaceFieldsProps, 'groups'>) {
  const said = words().form
  return (
    <>
      <Field label={said.title}>
        {(field) => (
          <TextInput
            id={field}
            dir="auto"
            maxLength={120}
            autoComplete="off"
            value={draft.title}
            onChange={(event) => edit({ title: event.target.value })}
          />
        )}
      </Field>
      <Field label={said.text} about={said.textAbout}>
        {(field, about) => (
          <TextArea
            id={field}
            aria-describedby={about}
            dir="auto"
            rows={7}
            maxLength={20_000}
            value={draft.text}
            onChange={(event) => edit({ text: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}

interface PlaceFieldsProps {
  readonly draft: PromptText
  readonly groups: readonly string[]
  readonly edit: (part: Partial<PromptText>) => void
}

/** Where it stands, who says it, and what one should know of it. */
function PlaceFields({ draft, groups, edit }: PlaceFieldsProps) {
  const people = useWorkspace((workspace) => workspace.people)
  const names = useId()
  const said = words().form
  const all = [...new Set([OWN, ...groups, draft.group, SYSTEM])]
  return (
    <>
      <div className="grid gap-4 min-[560px]:grid-cols-2">
        <ChoiceField
          label={said.group}
          choices={all.map((group) => ({ value: group, name: words().groups[group] ?? groupName(group) }))}
          value={draft.group}
          onChoose={(group) => edit({ group })}
        />
        <Field label={said.for} about={said.forAbout}>
          {(field, about) => (
            <>
              <TextInput
                id={field}
                aria-describedby={about}
                list={names}
                dir="auto"
                maxLength={40}
                autoComplete="off"
                value={draft.for === EVERYBODY ? '' : draft.for}
                onChange={(event) => edit({ for: event.target.value })}
              />
              <datalist id={names}>
                {people.map(({ name }) => (
                  <option key={name} value={name} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        {(['teaches', 'expects'] as const).map((part) => (
          <Field key={part} label={said[part]} about={said.mayBeEmpty}>
            {(field, about) => (
              <TextInput
                id={field}
                aria-describedby={about}
                dir="auto"
                maxLength={500}
                autoComplete="off"
                value={draft[part]}
                onChange={(event) => edit({ [part]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <Switch
        label={said.claude}
        checked={draft.best === 'claude'}
        onChange={(on) => edit({ best: on ? 'claude' : 'any' })}
      />
    </>
  )
}
