import { Hourglass } from 'lucide-react'
import { useState } from 'react'
import { api } from '../api.ts'
import { Button } from '../components/button.tsx'
import { say, sayProblem } from '../components/toast.tsx'
import { useWorkspace } from '../store/store.ts'
import { hostsApi } from './hosts-api.ts'
import { type Ageing, ageingModels, ageWords } from './model-words.ts'
import { words } from './words.tsx'

/** Models in use that are on their way out, each with the way to what comes after it. */
export function AgeingNotice({ onChanged }: { readonly onChanged: () => void }) {
  const host = useWorkspace((workspace) => workspace.host)
  const hosts = useWorkspace((workspace) => workspace.hosts)
  const chats = useWorkspace((workspace) => workspace.chats)
  const ageing = ageingModels({ host, hosts, chats })
  if (ageing.length === 0) return null
  return (
    <ul className="flex flex-col gap-2">
      {ageing.map((each) => (
        <AgeingRow key={`${each.host} ${each.model.id}`} ageing={each} onChanged={onChanged} />
      ))}
    </ul>
  )
}

function AgeingRow({ ageing, onChanged }: { readonly ageing: Ageing; readonly onChanged: () => void }) {
  const [asked, setAsked] = useState(false)
  const { model, hostName, successor } = ageing
  const said = words().ageing
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-xl border border-line-strong bg-fresh px-3.5 py-2.5 text-plain">
      <Hourglass className="size-4 shrink-0 text-accent-ink" />
      <p className="min-w-0 flex-1">
        <span className="font-medium">
          {said.lead(model.name, hostName, ageWords(model.capabilities.lifecycle) ?? '')}
        </span>{' '}
        {said.usedBy(ageing.workspace, ageing.chats.length)}{' '}
        {successor ? said.successor(successor.name) : said.noSuccessor}
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
          {words().useInstead}
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
  else say({ words: words().ageing.changed })
}
