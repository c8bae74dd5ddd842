import { DEFAULT_MEMORY, type MemoryInfo, may } from '../../memory/rights.ts'
import type { ChatInfo } from '../../workspace/events.ts'
import { api } from '../api.ts'
import { focusComposer } from '../board/chats.ts'
import { Button } from '../components/button.tsx'
import { sayProblem } from '../components/toast.tsx'
import { useWorkspace } from '../store/store.ts'
import { words } from './words.ts'

/**
 * Whoever speaks takes part, and Claude may only what all who take part may. Where that would take a memory from Claude,
 * it is said before anything is sent, with both ways on.
 */
export function ShutOut({ chat }: { readonly chat: ChatInfo }) {
  const memories = useWorkspace((workspace) => workspace.memories)
  const { speaker } = chat.settings
  const lost = chat.participants.includes(speaker)
    ? []
    : chat.memories.flatMap((id) => notFor(memories[id], speaker))
  if (lost.length === 0) return null
  const kept = chat.memories.filter((id) => lost.every((memory) => memory.id !== id))
  const said = words().shutOut
  return (
    <div role="status" className="mb-2 flex flex-col gap-2 rounded-xl bg-fresh px-3.5 py-2.5 text-plain">
      <p>
        {said.has(
          lost.map(({ name }) => name),
          speaker,
        )}
      </p>
      <div className="flex flex-wrap gap-1.5">
        <Button small onClick={() => void takeOut(chat, kept)}>
          {said.takeOut(lost.length)}
        </Button>
        <Button small onClick={() => void elsewhere(speaker, kept)}>
          {said.newChat(lost.length)}
        </Button>
      </div>
    </div>
  )
}

function notFor(memory: MemoryInfo | undefined, name: string): readonly MemoryInfo[] {
  return memory && !may(memory, { kind: 'person', name }, 'read') ? [memory] : []
}

async function takeOut(chat: ChatInfo, memories: readonly string[]): Promise<void> {
  const answer = await api.changeChat(chat.id, { memories })
  if (!answer.ok) sayProblem(answer.problem.message)
  else focusComposer(chat.id)
}

async function elsewhere(speaker: string, memories: readonly string[]): Promise<void> {
  const answer = await api.addChat(undefined, speaker, memories.length > 0 ? memories : [DEFAULT_MEMORY])
  if (!answer.ok) sayProblem(answer.problem.message)
  else focusComposer(answer.value.chat)
}
