import { useId, useState } from 'react'
import { api } from '../api.ts'
import { addChat, focusComposer, useBoard } from '../board/chats.ts'
import { putIntoComposer } from '../chat/draft.ts'
import { Button } from '../components/button.tsx'
import { Choice } from '../components/choice.tsx'
import { say, sayProblem } from '../components/toast.tsx'
import { currentView, look } from '../location.ts'
import { isNarrow } from '../memory/open.ts'
import { copyText } from '../prose/copy.ts'
import { useWorkspace } from '../store/store.ts'
import { fillBlanks } from './blanks.ts'
import { SYSTEM } from './library.ts'
import { closePrompts } from './open-prompts.ts'
import type { Prompt } from './prompts-api.ts'
import { words } from './words.ts'

/** No chat has this id. */
const NEW = '*'

/** Where the prompt goes, and the press that takes it there. */
export function PromptActions({ prompt, values, chat }: PromptActionsProps) {
  const board = useBoard()
  const chats = useWorkspace((workspace) => workspace.chats)
  const [into, setInto] = useState(chat ?? placeFor(prompt, board, chats))
  const id = useId()
  const said = words().page
  const nameOf = (id: string) => chats[id]?.name ?? id
  const text = fillBlanks(prompt.text, values)
  const system = prompt.group === SYSTEM
  const use = async () => {
    const to = into === NEW ? await addChat(prompt.for === 'everybody' ? undefined : prompt.for) : into
    if (to === null) return
    if (system) {
      closePrompts()
      return asSystemPrompt(to, nameOf(to), text, chats[to]?.settings.systemPrompt ?? null)
    }
    if (isNarrow() || !board.includes(to)) look({ front: to })
    putIntoComposer(to, text)
    closePrompts(() => focusComposer(to))
  }
  return (
    <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line pt-3">
      <Button look="quiet" className="me-auto" onClick={() => void copyText(text)}>
        {said.copy}
      </Button>
      <label htmlFor={id} className="flex min-w-0 items-center gap-2 text-plain text-soft">
        {said.into}
        <Choice
          id={id}
          className="max-w-52"
          choices={[
            ...[...new Set([...(chat ? [chat] : []), ...board])].map((id) => ({
              value: id,
              name: nameOf(id),
            })),
            { value: NEW, name: said.newChat },
          ]}
          value={into}
          onChoose={setInto}
        />
      </label>
      <Button look="strong" data-use="" onClick={() => void use()}>
        {system ? said.useSystem : said.use}
      </Button>
    </footer>
  )
}

export interface PromptActionsProps {
  readonly prompt: Prompt
  readonly values: Readonly<Record<string, string>>
  readonly chat: string | null
}

/** The chat in which the prompt's persona speaks, else the one in front, else the first; a new one where there is none. */
function placeFor(prompt: Prompt, board: readonly string[], chats: Chats): string {
  const speaks = board.find((id) => chats[id]?.settings.speaker === prompt.for)
  const { front } = currentView()
  return speaks ?? board.find((id) => id === front) ?? board[0] ?? NEW
}

type Chats = Readonly<Record<string, { readonly settings: { readonly speaker: string } } | undefined>>

async function asSystemPrompt(
  chat: string,
  name: string,
  text: string,
  before: string | null,
): Promise<void> {
  const answer = await api.changeChat(chat, { settings: { systemPrompt: text } })
  if (!answer.ok) return sayProblem(answer.problem.message)
  const said = words().page
  say({
    words: said.systemUsed(name),
    action: {
      name: said.undo,
      run: () => void api.changeChat(chat, { settings: { systemPrompt: before } }),
    },
  })
}
