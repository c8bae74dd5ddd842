import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { api } from '../api.ts'
import { Button } from '../components/button.tsx'
import { sayProblem } from '../components/toast.tsx'
import { useWorkspace } from '../store/store.ts'
import { toNewest } from './reader.ts'
import { words } from './words-branch.ts'

/** What is being written in the place of messages. Their turns leave the page out of sight, and come back with it. */
const edits = new Map<string, string>()

/** Whether somebody was changing this message when its turn left the page. */
export function isEdited(turn: string): boolean {
  return edits.has(turn)
}

/** Changes a message where it stands: Enter says it in a new branch once Claude does not answer, Escape leaves all as it was. */
export function MessageEditor({ chat, turn, speaker, text, onEnd }: MessageEditorProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [id] = useState(() => `turn_${crypto.randomUUID()}`)
  const [draft, setDraft] = useState(() => edits.get(turn) ?? text)
  const [saving, setSaving] = useState(false)
  const busy = useWorkspace(({ chats }) => chats[chat]?.running != null)
  const ready = draft.trim() !== '' && !saving && !busy
  const place = useRef<HTMLDivElement>(null)
  const said = words()
  useEffect(() => {
    field.current?.focus({ preventScroll: true })
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length)
    place.current?.scrollIntoView({ block: 'nearest' })
    if (!edits.has(turn)) edits.set(turn, text)
  }, [turn, text])

  const write = (next: string) => {
    edits.set(turn, next)
    setDraft(next)
  }
  const end = () => {
    edits.delete(turn)
    onEnd()
  }
  const save = async () => {
    if (!ready) return
    setSaving(true)
    const answer = await api.speak(chat, id, draft.trim(), speaker, turn)
    setSaving(false)
    if (!answer.ok) return sayProblem(answer.problem.message)
    end()
    toNewest(chat)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') end()
    else if (event.key === 'Enter' && !event.shiftKey) void save()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div ref={place} className="mt-1 flex scroll-mb-14 flex-col gap-1.5">
      <textarea
        ref={field}
        aria-label={said.message}
        aria-describedby={`${id}-about`}
        dir="auto"
        value={draft}
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKeyDown}
        className="max-h-[40dvh] min-h-11 w-full resize-none rounded-lg border border-line-strong bg-page px-2.5 py-1.5 text-field leading-normal outline-none [field-sizing:content] focus-visible:border-accent"
      />
      <p id={`${id}-about`} className="text-small text-faint">
        {busy ? said.busy : said.about}
      </p>
      <div className="flex flex-wrap justify-end gap-1.5">
        <Button small look="quiet" onClick={end}>
          {said.cancel}
        </Button>
        <Button small look="strong" disabled={!ready} onClick={() => void save()}>
          {said.save}
        </Button>
      </div>
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
  readonly onEnd: () => void
}
