import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Finding, HostForm, HostSetup, Saying } from '../../workspace/hosts.ts'
import { Button } from '../components/button.tsx'
import { Field, TextInput } from '../components/field.tsx'
import { Folded } from '../components/folded.tsx'
import { say } from '../components/toast.tsx'
import { Findings } from './findings.tsx'
import { FormAbout, formName } from './form-words.tsx'
import { GuideLink } from './guide-link.tsx'
import { HostFieldInput } from './host-field.tsx'
import { findingsOf, hostsApi, saidOf, toldWords } from './hosts-api.ts'
import { Said } from './said-view.tsx'
import { words } from './words.tsx'

/** Asks for what a host needs, and asks the host itself before anything is kept. What is kept in secret is never shown again. */
export function HostFormView({ form, setup, onDone, onCancel }: HostFormProps) {
  const { fields, setFields, name, setName, trouble, asking, save } = useSetUp(form, setup, onDone)
  const first = useRef<HTMLFormElement>(null)
  useEffect(() => {
    first.current?.querySelector('input')?.focus()
    first.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const row = (field: HostForm['fields'][number]) => (
    <HostFieldInput
      key={field.name}
      kind={form.kind}
      field={field}
      value={fields[field.name]}
      kept={setup?.kept.includes(field.name) ?? false}
      onChange={(value) => setFields({ ...fields, [field.name]: value })}
    />
  )
  const rare = form.fields.filter((field) => field.rare)
  return (
    <form
      ref={first}
      aria-label={formName(form)}
      className="flex flex-col gap-4"
      onSubmit={(event) => void save(event)}
    >
      <p className="text-plain text-soft">
        <FormAbout form={form} /> <GuideLink guide={form.guide} />
      </p>
      {form.several && <NameField name={name} fixed={setup !== null} onChange={setName} />}
      {form.fields.filter((field) => !field.rare).map(row)}
      {rare.length > 0 && (
        <Folded name={words().form.rare}>
          <div className="mt-3 flex flex-col gap-4">{rare.map(row)}</div>
        </Folded>
      )}
      {trouble && <Refused trouble={trouble} guide={form.guide} />}
      <Foot asking={asking} onCancel={onCancel} />
    </form>
  )
}

/** What was typed, and what the host says when it is asked. */
function useSetUp(form: HostForm, setup: HostSetup | null, onDone: (host: string) => void) {
  const [fields, setFields] = useState<Readonly<Record<string, string | null>>>(setup?.fields ?? {})
  const [name, setName] = useState(setup?.name ?? '')
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [asking, setAsking] = useState(false)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setAsking(true)
    setTrouble(null)
    const answer = await hostsApi.setUp({
      kind: form.kind,
      name: form.several ? name.trim() || null : null,
      fields,
    })
    setAsking(false)
    if (!answer.ok) {
      const { message, answer: told } = answer.problem
      return setTrouble({ message, said: saidOf(told), findings: findingsOf(told) })
    }
    say({ words: toldWords(answer.value) })
    onDone(answer.value.host.id)
  }
  return { fields, setFields, name, setName, trouble, asking, save }
}

/** The name of one of which there may be several. */
function NameField({ name, fixed, onChange }: NameFieldProps) {
  const said = words().form
  return (
    <Field label={said.name} about={said.nameAbout}>
      {(id, about) => (
        <TextInput
          id={id}
          aria-describedby={about}
          value={name}
          maxLength={60}
          disabled={fixed}
          placeholder={said.nameExample}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

interface NameFieldProps {
  readonly name: string
  readonly fixed: boolean
  readonly onChange: (name: string) => void
}

function Foot({ asking, onCancel }: { readonly asking: boolean; readonly onCancel: () => void }) {
  const said = words().form
  return (
    <div className="flex items-center justify-end gap-2">
      {asking && (
        <span role="status" className="me-auto flex items-center gap-2.5 text-plain text-soft">
          <span className="pulse mx-1" />
          {said.asking}
        </span>
      )}
      <Button look="quiet" onClick={onCancel}>
        {said.cancel}
      </Button>
      <Button type="submit" look="strong" disabled={asking}>
        {said.save}
      </Button>
    </div>
  )
}

export interface HostFormProps {
  readonly form: HostForm
  /** What was typed before; null for a new one. */
  readonly setup: HostSetup | null
  readonly onDone: (host: string) => void
  readonly onCancel: () => void
}

interface Trouble {
  readonly message: string
  readonly said: Saying | null
  readonly findings: readonly Finding[]
}

function Refused({ trouble, guide }: { readonly trouble: Trouble; readonly guide: string }) {
  const { message, said, findings } = trouble
  // What was found wrong is the reason, with more to it than the message has.
  const isTold = findings.some(({ state }) => state === 'wrong')
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div
      ref={place}
      role="alert"
      className="flex flex-col gap-3 rounded-xl border border-bad/35 bg-bad-wash px-4 py-3 text-plain"
    >
      <p>
        <span className="font-medium">{words().form.nothingSaved}</span>{' '}
        {!isTold && <Said said={said} english={message} />}
      </p>
      {findings.length > 0 && <Findings findings={findings} guide={guide} />}
    </div>
  )
}
