import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { HostState } from '../../workspace/events.ts'
import { api } from '../api.ts'
import { Button } from '../components/button.tsx'
import { Field, Select, TextInput } from '../components/field.tsx'
import { say } from '../components/toast.tsx'
import { useWorkspace } from '../store/store.ts'
import { sentence } from '../words.ts'

type Chosen = HostState['id'] | 'auto'

/** Where Claude runs, and which model answers. A key is checked when it is saved and never shown again. */
export function HostSettings() {
  const host = useWorkspace((workspace) => workspace.host)
  const client = useQueryClient()
  const query = useQuery({
    queryKey: ['hosts'],
    queryFn: async () => {
      const answer = await api.hosts()
      if (!answer.ok) throw new Error(answer.problem.message)
      return answer.value
    },
  })
  const [picked, setChosen] = useState<Chosen | null>(null)
  const chosen = picked ?? query.data?.choice.host ?? 'auto'
  const [model, setModel] = useState(host.model)
  const [apiKey, setApiKey] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const found = query.data?.hosts.find((one) => one.id === chosen)

  const choose = () =>
    api.chooseHost({
      host: chosen,
      ...(chosen !== 'auto' && model.trim() !== '' ? { model: model.trim() } : {}),
    })
  const save = async () => {
    setSaving(true)
    setProblem(null)
    const clean = apiKey.trim()
    const setUp =
      chosen === 'anthropic' && clean !== ''
        ? await api.setUpHost({ kind: 'anthropic', name: null, fields: { apiKey: clean } })
        : null
    const answer = setUp?.ok === false ? setUp : await choose()
    setSaving(false)
    if (!answer.ok) return setProblem(answer.problem.message)
    setApiKey('')
    setModel(answer.value.host.model)
    void client.invalidateQueries({ queryKey: ['hosts'] })
    say({ words: `From the next message on, ${answer.value.host.name} answers.` })
  }

  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <p className="rounded-xl bg-sunken px-4 py-3 text-[13.5px]">
        <span className="font-medium">{`Now: ${host.name}, ${host.model}.`}</span>{' '}
        <span className="text-soft">{`${sentence(host.because)}.`}</span>
      </p>
      {query.error && <p className="text-[13px] text-bad">{query.error.message}</p>}
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1.5 text-[13.5px] font-medium">Where Claude runs</legend>
        {(query.data?.hosts ?? []).map((one) => (
          <HostOption
            key={one.id}
            choice={one}
            checked={chosen === one.id}
            onChoose={() => {
              setChosen(one.id)
              setModel(one.id === host.id ? host.model : (one.models[0]?.id ?? ''))
              setProblem(null)
            }}
          />
        ))}
        <label className="flex items-start gap-3 rounded-xl border border-line px-3.5 py-2.5 text-[13.5px] has-checked:border-accent has-checked:bg-page">
          <input
            type="radio"
            name="host"
            checked={chosen === 'auto'}
            onChange={() => setChosen('auto')}
            className="mt-1 accent-accent"
          />
          <span>
            Whatever is found at start
            <span className="block text-[12.5px] text-faint">
              What was typed here first, then keys and credentials of the machine, then the rehearsal model.
            </span>
          </span>
        </label>
      </fieldset>
      {chosen === 'anthropic' && (
        <Field
          label="API key"
          about="Stored encrypted on the server only. Leave empty to keep the one there is. Keys are made at platform.claude.com."
        >
          {(id, about) => (
            <TextInput
              id={id}
              aria-describedby={about}
              type="password"
              autoComplete="off"
              spellCheck={false}
              placeholder="sk-ant-…"
              value={apiKey}
              onChange={(event) => setApiKey(event.target.value)}
            />
          )}
        </Field>
      )}
      {chosen === 'bedrock' && <BedrockHelp />}
      {found && <ModelField choice={found} model={model} onModel={setModel} />}
      {problem && (
        <p role="alert" className="rounded-xl bg-bad-wash px-4 py-3 text-[13.5px]">
          {problem}
        </p>
      )}
      <Button type="submit" look="strong" className="self-end" disabled={saving}>
        {saving ? 'Checking…' : 'Use this'}
      </Button>
    </form>
  )
}

function HostOption({
  choice,
  checked,
  onChoose,
}: {
  readonly choice: HostState
  readonly checked: boolean
  readonly onChoose: () => void
}) {
  return (
    <label className="flex items-start gap-3 rounded-xl border border-line px-3.5 py-2.5 text-[13.5px] has-checked:border-accent has-checked:bg-page">
      <input type="radio" name="host" checked={checked} onChange={onChoose} className="mt-1 accent-accent" />
      <span className="min-w-0 flex-1">
        {choice.name}
        <span className="block text-[12.5px] text-faint">{`${sentence(choice.because)}.`}</span>
      </span>
      {choice.available && <span className="shrink-0 text-[12px] text-good">Ready</span>}
    </label>
  )
}

function ModelField({
  choice,
  model,
  onModel,
}: {
  readonly choice: HostState
  readonly model: string
  readonly onModel: (model: string) => void
}) {
  const known = choice.models.some((one) => one.id === model)
  if (choice.id === 'rehearsal') return null
  return (
    <>
      <Field label="Model" about="A chat may use another: see its own settings.">
        {(id, about) => (
          <Select
            id={id}
            aria-describedby={about}
            value={known ? model : ''}
            onChange={(event) => onModel(event.target.value)}
          >
            {choice.models.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
            <option value="">Another…</option>
          </Select>
        )}
      </Field>
      {!known && (
        <Field label="Id of the model" about="As this host calls it. On Bedrock also a profile or its ARN.">
          {(id, about) => (
            <TextInput
              id={id}
              aria-describedby={about}
              value={model}
              spellCheck={false}
              onChange={(event) => onModel(event.target.value)}
            />
          )}
        </Field>
      )}
    </>
  )
}

function BedrockHelp() {
  return (
    <div className="text-[13px] leading-relaxed text-soft">
      <p>
        The server uses the AWS credentials of the machine it runs on: environment variables, a profile, or a
        bearer token. To connect it, run{' '}
        <code className="rounded bg-sunken px-1 font-mono text-[12px]">aws configure</code> there, give the
        account access to a Claude model in the Bedrock console, and choose a region with{' '}
        <code className="rounded bg-sunken px-1 font-mono text-[12px]">AWS_REGION</code>.
      </p>
    </div>
  )
}
