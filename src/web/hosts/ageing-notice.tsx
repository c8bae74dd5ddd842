import { Hourglass } from 'lucide-react'
import { useState } from 'react'
import { api } from '../api.ts'
import { Button } from '../components/button.tsx'
import { say, sayProblem } from '../components/toast.tsx'
import { useWorkspace } from '../store/store.ts'
import { count } from '../words.ts'
import { hostsApi } from './hosts-api.ts'
import { type Ageing, ageingModels, ageWords } from './model-words.ts'

/** Models in use that are on their way out, each with the way to what comes after it. */
export function AgeingNotice({ onChanged }: { readonly onChanged: () => void }) {
  const ageing = useWorkspace(ageingKey)
  return ageing === '' ? null : <Notices key={ageing} onChanged={onChanged} />
}

/** Selectors must pick the same thing while nothing changed. */
function ageingKey(workspace: Parameters<typeof ageingModels>[0]): string {
  return ageingModels(workspace)
    .map(({ host, model, workspace: all, chats }) => [host, model.id, all, ...chats].join(' '))
    .join('\n')
}

function Notices({ onChanged }: { readonly onChanged: () => void }) {
  const workspace = useWorkspace((all) => all)
  return (
    <ul className="flex flex-col gap-2">
      {ageingModels(workspace).map((each) => (
        <AgeingRow key={`${each.host} ${each.model.id}`} ageing={each} onChanged={onChanged} />
      ))}
    </ul>
  )
}

function AgeingRow({ ageing, onChanged }: { readonly ageing: Ageing; readonly onChanged: () => void }) {
  const [asked, setAsked] = useState(false)
  const { model, hostName, successor } = ageing
  const users = [
    ageing.workspace ? 'the workspace' : '',
    ageing.chats.length > 0 ? count(ageing.chats.length, 'chat') : '',
  ]
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-xl border border-line-strong bg-fresh px-3.5 py-2.5 text-[13px]">
      <Hourglass className="size-4 shrink-0 text-accent-ink" />
      <p className="min-w-0 flex-1">
        <span className="font-medium">{`${model.name} on ${hostName}: ${ageWords(model.capabilities.lifecycle)}.`}</span>{' '}
        {`Used by ${users.filter(Boolean).join(' and ')}. `}
        {successor
          ? `Its makers name ${successor.name} in its place.`
          : 'Its makers name no other in its place.'}
      </p>
      {successor && (
        <Button
          small
          disabled={asked}
          onClick={async () => {
            setAsked(true)
            await succeed(ageing, successor.id)
            setAsked(false)
            onChanged()
          }}
        >
          Use that instead
        </Button>
      )}
    </li>
  )
}

/** Everybody who uses the old model uses its successor from the next message on. */
async function succeed({ host, workspace, chats }: Ageing, model: string): Promise<void> {
  const answers = [
    ...(workspace ? [await hostsApi.choose({ host, model })] : []),
    ...(await Promise.all(chats.map((chat) => api.changeChat(chat, { settings: { model } })))),
  ]
  const failed = answers.find((answer) => !answer.ok)
  if (failed && !failed.ok) sayProblem(failed.problem.message)
  else say({ words: 'It answers from the next message on.' })
}
