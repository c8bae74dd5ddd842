import { PencilLine } from 'lucide-react'
import { memo, useRef, useState } from 'react'
import type { TurnState } from '../../workspace/events.ts'
import { Ago } from '../components/ago.tsx'
import { Button } from '../components/button.tsx'
import { Monogram } from '../components/person.tsx'
import { useWorkspace } from '../store/store.ts'
import { BranchNav } from './branch-nav.tsx'
import { editOf } from './edits.ts'
import { ActionButton, MessageActions } from './message-actions.tsx'
import { MessageEditor } from './message-editor.tsx'
import { words } from './words-turn.ts'

type Spoken = Pick<TurnState, 'speaker' | 'at' | 'text' | 'number'>

/** A message of a person: who, when, and the words, which can be changed in a new branch. */
export const Said = memo(function Said({ chat, turn, number, speaker, at, text }: SaidProps) {
  const busy = useWorkspace(({ chats }) => chats[chat]?.running != null)
  const [editing, setEditing] = useState(() => editOf(turn) !== undefined)
  const edit = useRef<HTMLButtonElement>(null)
  const said = words().actions
  const end = (anew: boolean) => {
    setEditing(false)
    if (!anew) requestAnimationFrame(() => edit.current?.focus())
  }
  return (
    <div className="group/said flex gap-2.5 rounded-xl bg-sunken px-3 py-2.5 forced-colors:border">
      <Monogram name={speaker} />
      <div className="min-w-0 flex-1">
        <div className="-my-1 flex min-h-7 items-center justify-between gap-2 coarse:-my-2.5">
          <p className="flex min-w-0 items-baseline gap-2 text-plain">
            <bdi className="truncate font-semibold">{speaker}</bdi>
            <Ago at={at} className="shrink-0 text-small text-faint" />
          </p>
          {!editing && (
            <MessageActions chat={chat} turn={turn} text={text} whose={said.message(speaker)}>
              <ActionButton
                ref={edit}
                label={said.edit}
                hint={busy ? said.editBusy : said.editHint}
                disabled={busy}
                onPress={() => setEditing(true)}
              >
                <PencilLine />
              </ActionButton>
            </MessageActions>
          )}
        </div>
        {editing ? (
          <MessageEditor chat={chat} turn={turn} speaker={speaker} text={text} onEnd={end} />
        ) : (
          <Words text={text} />
        )}
        <BranchNav chat={chat} number={number} />
      </div>
    </div>
  )
})

export interface SaidProps extends Spoken {
  readonly chat: string
  readonly turn: string
}

/** Nobody said anything: somebody had the conversation summed up. */
export function Asked({ speaker, at }: Pick<Spoken, 'speaker' | 'at'>) {
  return (
    <p className="flex items-center gap-2 px-1 text-small text-faint">
      <Monogram name={speaker} small />
      <span>
        {words().summedUp(speaker)}
        <Ago at={at} />
      </span>
    </p>
  )
}

/** More than this of a person's message is folded away. Characters, and lines. */
const LONG = { characters: 1400, lines: 18 } as const

function Words({ text }: { readonly text: string }) {
  const [whole, setWhole] = useState(false)
  const long = text.length > LONG.characters || text.split('\n', LONG.lines + 1).length > LONG.lines
  const folded = long && !whole
  return (
    <>
      <p
        dir="auto"
        data-said
        className={`mt-0.5 text-field leading-normal break-words whitespace-pre-wrap ${folded ? 'fade-tail max-h-72 overflow-hidden' : ''}`}
      >
        {folded ? text.slice(0, LONG.characters * 2) : text}
      </p>
      {long && (
        <Button small look="quiet" className="-ms-2.5 mt-1" onClick={() => setWhole(!whole)}>
          {whole ? words().showLess : words().showAll}
        </Button>
      )}
    </>
  )
}
