import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { say } from '../components/toast.tsx'
import { Told } from '../components/told.tsx'
import { myName } from '../me.ts'
import { shortPath } from '../words.ts'
import { demonstrationApi, type Parts, previewQuery } from './demonstration-api.ts'
import { stopRemoving } from './look-around.ts'
import { words } from './words.ts'

/** What would go and what would stay, side by side, and the one press that takes exactly the first. */
export function RemoveDemonstration() {
  const { data, error } = useQuery(previewQuery)
  const [removing, setRemoving] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const said = words()
  const remove = async () => {
    setRemoving(true)
    const answer = await demonstrationApi.remove(myName())
    setRemoving(false)
    if (!answer.ok) return setProblem(answer.problem.message)
    const { chats, documents } = answer.value.goes
    say({ words: said.gone(chats.length, documents.length) })
    stopRemoving()
  }
  const failed = problem ?? error?.message ?? null
  return (
    <Dialog
      title={said.title}
      about={said.about}
      open
      onClose={stopRemoving}
      wide
      actions={
        <>
          <Button onClick={stopRemoving}>{said.cancel}</Button>
          <Button look="danger" disabled={!data?.there || removing} onClick={() => void remove()}>
            {removing ? said.removing : said.now}
          </Button>
        </>
      }
    >
      {failed && (
        <p role="alert" className="mb-4 rounded-xl bg-bad-wash px-4 py-3 text-plain">
          <Told text={failed} />
        </p>
      )}
      {data ? (
        data.there ? (
          <div className="grid gap-6 min-[620px]:grid-cols-2">
            <Column title={said.goes} parts={data.goes} none={said.nothingGoes} />
            <Column title={said.stays} parts={data.stays} none={said.nothingStays} />
          </div>
        ) : (
          <p className="text-plain text-soft">{said.isGone}</p>
        )
      ) : (
        !failed && <p className="text-plain text-faint">{said.looking}</p>
      )}
    </Dialog>
  )
}

function Column({ title, parts, none }: ColumnProps) {
  const { chats, documents, memory } = parts
  const said = words()
  const empty = chats.length === 0 && documents.length === 0 && memory === null
  return (
    <section aria-label={title} className="flex flex-col gap-3 text-plain">
      <h3 className="font-serif text-title font-title">{title}</h3>
      {empty && <p className="text-plain text-faint">{none}</p>}
      {memory && <p>{said.memory(memory.name)}</p>}
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
}

function Named({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div>
      <p className="text-small text-faint">{title}</p>
      <ul className="flex flex-col gap-0.5">{children}</ul>
    </div>
  )
}
