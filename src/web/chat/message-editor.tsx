import { useEffect, useState } from 'react'
import { api } from '../api.ts'
import { focusComposer } from '../board/chats.ts'
import { goesByKeys } from '../components/focus.ts'
import { sayProblem } from '../components/toast.tsx'
import { useWorkspace } from '../store/store.ts'
import { editOf, keepEdit } from './edits.ts'
import { MessageField } from './message-field.tsx'
import { toNewest } from './reader.ts'
import { words } from './words-branch.ts'

/** Changes a message where it stands: Enter says it in a new branch once Claude does not answer, Escape leaves all as it was. */
export function MessageEditor({ chat, turn, speaker, text, onEnd }: MessageEditorProps) {
  const [id] = useState(() => `turn_${crypto.randomUUID()}`)
  const [draft, setDraft] = useState(() => editOf(turn) ?? text)
  const busy = useWorkspace(({ chats }) => chats[chat]?.running != null)
  const said = words()
  useEffect(() => {
    keepEdit(turn, draft)
  }, [turn, draft])

  const end = () => {
    keepEdit(turn, null)
    onEnd(false)
  }
  const keep = async (next: string) => {
    const byKeys = goesByKeys()
    const answer = await api.speak(chat, id, next, speaker, turn)
    if (!answer.ok) return sayProblem(answer.problem.message)
    keepEdit(turn, null)
    onEnd(true)
    toNewest(chat)
    if (byKeys) focusComposer(chat)
  }
  return (
    <div className="mt-1">
      <MessageField
        text={draft}
        said={{ ...said, about: busy ? said.busy : said.about }}
        ready={!busy}
        onWrite={setDraft}
        onKeep={keep}
        onLeave={end}
      />
    </div>
  )
}

export interface MessageEditorProps {
  readonly chat: string
  readonly turn: string
  readonly speaker: string
  /** As it was said. */
  readonly text: string
  /** Called once it is said anew, or left as it was. */
  readonly onEnd: (said: boolean) => void
}
