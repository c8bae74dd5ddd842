import { useQuery } from '@tanstack/react-query'
import { Fragment, type ReactNode, useState } from 'react'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { ConfirmField } from '../components/field.tsx'
import { say } from '../components/toast.tsx'
import { ToldProblem } from '../components/told-problem.tsx'
import { myName } from '../me.ts'
import { shortPath } from '../words.ts'
import { type DemonstrationPreview, demonstrationApi, type Parts, previewQuery } from './demonstration-api.ts'
import { stopRemoving } from './look-around.ts'
import { isEmpty, removedWords } from './removed-words.ts'
import { words } from './words.ts'

/** What would go and what would stay, side by side; one press takes exactly the first, and a second way takes all. */
export function RemoveDemonstration({ onClose }: { readonly onClose: () => void }) {
  const { data, error } = useQuery(previewQuery)
  // null: nobody asked for all of it yet.
  const [asking, setAsking] = useState<boolean | null>(null)
  const [typed, setTyped] = useState('')
  const { remove, removing, problem } = useRemove(data?.stays)
  const said = words()
  const stays = data?.stays
  const sure = typed === (stays?.memory?.name ?? '')
  const failed = problem ?? error?.message ?? null
  return (
    <Dialog
      title={said.title}
      about={asking ? said.allAbout(stays?.chats.length ?? 0) : said.about}
      open
      onClose={onClose}
      wide
      actions={
        asking ? (
          <Fragment key="all">
            <Button ref={stays?.memory ? undefined : focusOn} onClick={() => setAsking(false)}>
              {said.back}
            </Button>
            <Button look="danger" disabled={removing || !sure} onClick={() => void remove(true)}>
              {removing ? said.removing : said.allNow}
            </Button>
          </Fragment>
        ) : (
          <Fragment key="exactly">
            <Button ref={asking === false ? focusOn : undefined} onClick={onClose}>
              {said.cancel}
            </Button>
            {stays && !isEmpty(stays) && (
              <Button look="danger" disabled={removing} onClick={() => setAsking(true)}>
                {said.all}
              </Button>
            )}
            <Button look="danger" disabled={!data?.there || removing} onClick={() => void remove(false)}>
              {removing ? said.removing : said.now}
            </Button>
          </Fragment>
        )
      }
    >
      {failed && <ToldProblem text={failed} alert look="boxed" className="mb-4" />}
      {asking && stays ? (
        <AllOfIt stays={stays} typed={typed} onType={setTyped} />
      ) : (
        <Looked data={data} failed={failed !== null} />
      )}
    </Dialog>
  )
}

/** What was pressed is gone: the hands go on here, and a second press by chance does nothing. */
function focusOn(element: HTMLElement | null): void {
  element?.focus()
}

/** Removes it, says what that did and closes; or says why it did not go. */
function useRemove(stays: Parts | undefined) {
  const [removing, setRemoving] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const remove = async (all: boolean) => {
    setRemoving(true)
    const answer = await demonstrationApi.remove(myName(), all)
    setRemoving(false)
    if (!answer.ok) return setProblem(answer.problem.message)
    say({ words: removedWords(answer.value, all ? (stays?.chats.length ?? 0) : 0) })
    stopRemoving()
  }
  return { remove, removing, problem }
}

function Looked({ data, failed }: LookedProps) {
  const said = words()
  if (!data) return failed ? null : <p className="text-plain text-faint">{said.looking}</p>
  if (!data.there) return <p className="text-plain text-soft">{said.isGone}</p>
  return (
    <div className="grid gap-6 min-[620px]:grid-cols-2">
      <Column title={said.goes} parts={data.goes} none={said.nothingGoes} />
      <Column title={said.stays} parts={data.stays} none={said.nothingStays} inPart />
    </div>
  )
}

interface LookedProps {
  readonly data: DemonstrationPreview | undefined
  readonly failed: boolean
}

/** Where texts of people are erased for ever, the name is typed as for any memory. */
function AllOfIt({ stays, typed, onType }: AllOfItProps) {
  const said = words()
  const { memory } = stays
  if (memory === null) return null
  return (
    <div className="flex flex-col gap-4 text-plain">
      <p>{said.erased(memory.name)}</p>
      <ConfirmField label={said.confirm(memory.name)} typed={typed} onType={onType} ref={focusOn} />
    </div>
  )
}

interface AllOfItProps {
  readonly stays: Parts
  readonly typed: string
  readonly onType: (name: string) => void
}

function Column({ title, parts, none, inPart = false }: ColumnProps) {
  const { chats, documents, memory } = parts
  const said = words()
  return (
    <section aria-label={title} className="flex flex-col gap-3 text-plain">
      <h3 className="font-serif text-title font-title">{title}</h3>
      {isEmpty(parts) && <p className="text-plain text-faint">{none}</p>}
      {memory && <p>{(inPart ? said.memoryOf : said.memory)(memory.name)}</p>}
      {chats.length > 0 && (
        <Named title={said.chats}>
          {chats.map(({ chat, name }) => (
            <li key={chat} dir="auto">
              {name}
            </li>
          ))}
        </Named>
      )}
      {documents.length > 0 && (
        <Named title={said.documents}>
          {documents.map(({ document, path }) => (
            <li key={document} dir="auto" className="[overflow-wrap:anywhere]">
              {shortPath(path)}
            </li>
          ))}
        </Named>
      )}
    </section>
  )
}

interface ColumnProps {
  readonly title: string
  readonly parts: Parts
  readonly none: string
  /** Its memory stays, but not all that is in it. */
  readonly inPart?: boolean
}

function Named({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div>
      <p className="text-small text-faint">{title}</p>
      <ul className="flex flex-col gap-0.5">{children}</ul>
    </div>
  )
}
