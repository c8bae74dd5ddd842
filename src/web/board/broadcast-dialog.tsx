import { Check, Clock, TriangleAlert } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { ChatInfo } from '../../workspace/events.ts'
import { useNames } from '../chat/speaker.tsx'
import { Button } from '../components/button.tsx'
import { ChoiceField } from '../components/choice.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Field, TextArea } from '../components/field.tsx'
import { Tick } from '../components/tick.tsx'
import { say } from '../components/toast.tsx'
import { useView } from '../location.ts'
import { setMyName, viewerName } from '../me.ts'
import { useWorkspace } from '../store/store.ts'
import { type Attempts, attemptFor, type Fate, hasGone, send } from './broadcast.ts'
import { useBoard } from './chats.ts'
import { words } from './words-broadcast.ts'

const newId = () => `turn_${crypto.randomUUID()}`
/** Nobody's name: each chat is spoken to by whoever speaks there. */
const OWN = ''

/** One message to several chats at once. It stays open until every chat has taken it, and says which did not and why. */
export function BroadcastDialog({ onClose }: { readonly onClose: () => void }) {
  const { chats, chosen, toggle, text, setText, speaker, setSpeaker, attempts, busy, go } =
    useBroadcast(onClose)
  const names = useNames('')
  const said = words()
  const open = chats.filter((chat) => chosen.has(chat.id) && !hasGone(attempts[chat.id]))
  const tried = Object.keys(attempts).length > 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy && open.length > 0 && text.trim() !== '') void go(open)
  }
  return (
    <Dialog title={said.title} about={said.about} open onClose={onClose}>
      <form className="flex flex-col gap-4 pt-1" onSubmit={submit}>
        <Field label={said.message}>
          {(id) => (
            <TextArea
              id={id}
              dir="auto"
              rows={3}
              value={text}
              onChange={(event) => setText(event.target.value)}
              className="max-h-[30dvh] [field-sizing:content]"
            />
          )}
        </Field>
        <fieldset className="flex flex-col">
          <legend className="mb-1 text-plain font-medium">{said.to}</legend>
          {chats.length === 0 && <p className="text-plain text-faint">{said.none}</p>}
          {chats.map((chat) => (
            <Row
              key={chat.id}
              chat={chat}
              checked={chosen.has(chat.id)}
              onToggle={() => toggle(chat.id)}
              as={speaker === OWN ? chat.settings.speaker : null}
              fate={attempts[chat.id]?.fate ?? null}
            />
          ))}
        </fieldset>
        <ChoiceField
          label={said.speaker}
          choices={[{ value: OWN, name: said.own }, ...names.map((name) => ({ value: name, name }))]}
          value={speaker}
          onChoose={setSpeaker}
        />
        <Button
          type="submit"
          look="strong"
          className="self-end"
          disabled={busy || open.length === 0 || text.trim() === ''}
        >
          {tried ? said.again(open.length) : said.send(open.length)}
        </Button>
      </form>
    </Dialog>
  )
}

function useBroadcast(onClose: () => void) {
  const chats = useBoardChats()
  const { following } = useView()
  const [left, setLeft] = useState<ReadonlySet<string>>(() => new Set(following))
  const [text, setText] = useState('')
  const [speaker, setSpeaker] = useState(OWN)
  const [attempts, setAttempts] = useState<Attempts>({})
  const [busy, setBusy] = useState(false)

  const go = async (open: readonly ChatInfo[]) => {
    setBusy(true)
    const sent = open.map((chat) => {
      const as = speaker === OWN ? chat.settings.speaker : speaker
      return [chat.id, attemptFor(attempts[chat.id], text.trim(), as, newId)] as const
    })
    setAttempts((before) => ({ ...before, ...Object.fromEntries(sent) }))
    const fates = await Promise.all(
      sent.map(async ([chat, attempt]) => [chat, { ...attempt, fate: await send(chat, attempt) }] as const),
    )
    const after: Attempts = { ...attempts, ...Object.fromEntries(fates) }
    setAttempts(after)
    setBusy(false)
    if (speaker !== OWN && viewerName() === null) setMyName(speaker)
    if (!fates.every(([, attempt]) => hasGone(attempt))) return
    onClose()
    say({ words: words().sentTo(Object.values(after).filter(hasGone).length) })
  }

  return {
    chats,
    chosen: new Set(chats.map(({ id }) => id).filter((id) => !left.has(id))),
    toggle: (chat: string) =>
      setLeft((before) =>
        before.has(chat) ? new Set([...before].filter((one) => one !== chat)) : new Set([...before, chat]),
      ),
    text,
    setText,
    speaker,
    setSpeaker,
    attempts,
    busy,
    go,
  }
}

/** The chats of the board, in the order in which this tab shows them. */
function useBoardChats(): readonly ChatInfo[] {
  const panes = useBoard()
  const chats = useWorkspace((workspace) => workspace.chats)
  const order = useWorkspace((workspace) => workspace.chatOrder)
  return [...new Set([...panes, ...order])].flatMap((id) => {
    const chat = chats[id]
    return chat?.place === 'board' ? [chat] : []
  })
}

function Row({ chat, checked, onToggle, as, fate }: RowProps) {
  const gone = fate !== null && (fate.kind === 'sent' || fate.kind === 'waits')
  return (
    <div className="flex min-h-9 flex-wrap items-start gap-x-2.5 rounded-lg px-2 py-1.5 text-plain hover:bg-hover coarse:min-h-11">
      <Tick
        label={
          <>
            <bdi>{chat.name}</bdi>{' '}
            {as && <span className="ms-0.5 text-small text-faint">{words().ownShort(as)}</span>}
          </>
        }
        className="flex-1"
        checked={checked}
        disabled={gone}
        onChange={onToggle}
      />
      {fate && <FateLine fate={fate} />}
    </div>
  )
}

interface RowProps {
  readonly chat: ChatInfo
  readonly checked: boolean
  readonly onToggle: () => void
  /** Who would speak, when each chat has its own. */
  readonly as: string | null
  readonly fate: Fate | null
}

function FateLine({ fate }: { readonly fate: Fate }) {
  const { fates } = words()
  const Sign = { sending: Clock, sent: Check, waits: Clock, refused: TriangleAlert }[fate.kind]
  return (
    <span
      role="status"
      className={`flex items-start gap-1.5 text-small ${fate.kind === 'refused' ? 'text-bad' : 'text-soft'} ${fate.kind === 'refused' || fate.kind === 'waits' ? 'basis-full ps-6.5 pb-1' : ''}`}
    >
      <Sign className="mt-0.5 size-3.5 shrink-0" aria-hidden="true" />
      {fate.kind === 'refused' ? fates.refused(fate.why) : fates[fate.kind]}
    </span>
  )
}
