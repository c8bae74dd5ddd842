import { useState } from 'react'
import type { ModelInfo } from '../../workspace/events.ts'
import type { HostChoice } from '../../workspace/hosts.ts'
import { Button } from '../components/button.tsx'
import { Field, Select, TextInput } from '../components/field.tsx'
import { say } from '../components/toast.tsx'
import { ToldProblem } from '../components/told-problem.tsx'
import { useWorkspace } from '../store/store.ts'
import { hostsApi } from './hosts-api.ts'
import { words } from './words.tsx'

/** The choice of whatever was found at start. */
export const AUTO = 'auto'

/** Which host and model answer in chats that have not chosen. The host is asked before it holds. */
export function WhoAnswers({ choice, onChanged }: WhoAnswersProps) {
  const hosts = useWorkspace((workspace) => workspace.hosts)
  const [host, setHost] = useState<string>(choice.host)
  const [model, setModel] = useState(choice.model ?? '')
  const [problem, setProblem] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const found = hosts.find(({ id }) => id === host)
  const said = words().choice
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
    say({ words: words().answersNext(answer.value.host.name) })
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
        <Field label={said.host} about={said.hostAbout}>
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
              <option value={AUTO}>{said.auto}</option>
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
      {problem && <ToldProblem text={problem} alert />}
      <Button type="submit" look="strong" className="self-end" disabled={same || asking}>
        {asking ? words().asking : said.use}
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
  const said = words().choice
  return (
    <div className="flex flex-col gap-2">
      <Field label={said.model}>
        {(id) => (
          <Select
            id={id}
            value={own ? '*' : model}
            onChange={(event) => {
              setOwn(event.target.value === '*')
              onModel(event.target.value === '*' ? '' : event.target.value)
            }}
          >
            <option value="">{said.hostsDefault}</option>
            {models.map(({ id, name, capabilities }) => (
              <option key={id} value={id}>
                {capabilities.lifecycle.status === 'active'
                  ? name
                  : said.ageing(name, capabilities.lifecycle.status)}
              </option>
            ))}
            <option value="*">{said.another}</option>
          </Select>
        )}
      </Field>
      {own && (
        <TextInput
          aria-label={said.id}
          placeholder={said.idExample}
          value={model}
          spellCheck={false}
          onChange={(event) => onModel(event.target.value)}
        />
      )}
    </div>
  )
}

interface ModelChoiceProps {
  readonly models: readonly ModelInfo[]
  readonly model: string
  readonly onModel: (model: string) => void
}
