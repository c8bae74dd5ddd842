import { type MemoryInfo, may } from '../../memory/rights.ts'
import type { ChatInfo } from '../../workspace/events.ts'
import { api } from '../api.ts'
import { Tick } from '../components/tick.tsx'
import { sayProblem } from '../components/toast.tsx'
import { namesOf } from '../people/memory-names.ts'
import { inOrder, listed } from '../people/rights-words.ts'
import { useWorkspace } from '../store/store.ts'
import { words } from './words.ts'

/** Which memories Claude has in a chat. Only where there is more than one to choose from. */
export function MemoriesOfChat({ chat }: { readonly chat: ChatInfo }) {
  const memories = useWorkspace((workspace) => workspace.memories)
  const all = inOrder(Object.values(memories))
  if (all.length < 2) return null
  const change = async (memory: MemoryInfo, on: boolean) => {
    const others = chat.memories.filter((id) => id !== memory.id)
    const answer = await api.changeChat(chat.id, { memories: on ? [...others, memory.id] : others })
    if (!answer.ok) sayProblem(answer.problem.message)
  }
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-plain font-medium">{words().chat.memories}</legend>
      <p className="-mt-1 text-small text-faint">
        {words().chat.memoriesAbout(chat.participants.length > 0 ? listed(chat.participants) : null)}
      </p>
      {all.map((memory) => (
        <Tick
          key={memory.id}
          label={namesOf(memory).name}
          about={whatClaudeMay(memory, chat)}
          checked={chat.memories.includes(memory.id)}
          onChange={(on) => void change(memory, on)}
        />
      ))}
    </fieldset>
  )
}

function whatClaudeMay(memory: MemoryInfo, { id, participants, settings }: ChatInfo): string {
  const people = participants.length > 0 ? participants : [settings.speaker]
  const blind = people.filter((name) => !may(memory, { kind: 'person', name }, 'read'))
  if (blind.length > 0) return words().chat.mayNotRead(listed(blind), blind.length > 1)
  const claude = { kind: 'claude', chat: id, participants: people, memories: [memory.id] } as const
  return may(memory, claude, 'write') ? words().chat.writes : words().chat.reads
}
