import { useState } from 'react'
import type { ModelState } from '../../workspace/events.ts'
import type { HostChoice } from '../../workspace/hosts.ts'
import { Button } from '../components/button.tsx'
import { Field, Select, TextInput } from '../components/field.tsx'
import { say } from '../components/toast.tsx'
import { useWorkspace } from '../store/store.ts'
import { hostsApi } from './hosts-api.ts'

const AUTO = 'auto'

/** Which host and model answer in chats that have not chosen. The host is asked before it holds. */
export function WhoAnswers({ choice, onChanged }: WhoAnswersProps) {
  const hosts = useWorkspace((workspace) => workspace.hosts)
  const [host, setHost] = useState<string>(choice.host)
  const [model, setModel] = useState(choice.model ?? '')
  const [problem, setProblem] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const found = hosts.find(({ id }) => id === host)
  const same = host === choice.host && model === (choice.model ?? '')

  const save = async () => {
    setAsking(true)
    setProblem(null)
    const answer = await hostsApi.choose({
      host,
      ...(host !== AUTO && model.trim() ? { model: model.trim() } : {}),
    })
    setAsking(false)
    if (!answer.ok) return setProblem(answer.problem.message)
    say({ words: `From the next message on, ${answer.value.host.name} answers.` })
    onChanged()
  }
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <div className="grid gap-4 min-[560px]:grid-cols-2">
        <Field label="Host" about="A chat may use another: see the name of the model above it.">
          {(id, about) => (
            <Select
              id={id}
              aria-describedby={about}
              value={host}
              onChange={(event) => {
                setHost(event.target.value)
                setModel('')
              }}
            >
              <option value={AUTO}>Whatever is found at start</option>
              {hosts
                .filter(({ available, id }) => available || id === host)
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
            </Select>
          )}
        </Field>
        {found && <ModelChoice key={host} models={found.models} model={model} onModel={setModel} />}
      </div>
      {problem && (
        <p role="alert" className="text-[13px] text-bad">
          {problem}
        </p>
      )}
      <Button type="submit" look="strong" className="self-end" disabled={same || asking}>
        {asking ? 'Asking…' : 'Use this'}
      </Button>
    </form>
  )
}

interface WhoAnswersProps {
  readonly choice: HostChoice
  readonly onChanged: () => void
}

/** A model of the list, the host's own default, or any id that the host knows. */
function ModelChoice({ models, model, onModel }: ModelChoiceProps) {
  const [own, setOwn] = useState(model !== '' && !models.some(({ id }) => id === model))
  return (
    <div className="flex flex-col gap-2">
      <Field label="Model">
        {(id) => (
          <Select
            id={id}
            value={own ? '*' : model}
            onChange={(event) => {
              setOwn(event.target.value === '*')
              onModel(event.target.value === '*' ? '' : event.target.value)
            }}
          >
            <option value="">The host's default</option>
            {models.map(({ id, name, capabilities }) => (
              <option key={id} value={id}>
                {capabilities.lifecycle.status === 'active'
                  ? name
                  : `${name} (${capabilities.lifecycle.status})`}
              </option>
            ))}
            <option value="*">Another…</option>
          </Select>
        )}
      </Field>
      {own && (
        <TextInput
          aria-label="Id of the model"
          placeholder="As the host calls it"
          value={model}
          spellCheck={false}
          onChange={(event) => onModel(event.target.value)}
        />
      )}
    </div>
  )
}

interface ModelChoiceProps {
  readonly models: readonly ModelState[]
  readonly model: string
  readonly onModel: (model: string) => void
}
