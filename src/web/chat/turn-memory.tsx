import { useQuery } from '@tanstack/react-query'
import { BookOpen } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { type UndoCommit, undoOf } from '../../memory/taken-back.ts'
import type { TurnState } from '../../workspace/events.ts'
import { orThrow } from '../api.ts'
import { Button } from '../components/button.tsx'
import { ToldProblem } from '../components/told-problem.tsx'
import { past, type TurnMemory } from '../past/past-api.ts'
import { startUndo } from '../past/past-dialogs.ts'
import { useWorkspace } from '../store/store.ts'
import { memoryWords, tallyOf } from './turn-tally.ts'
import { VersionLink } from './version-link.tsx'
import { words } from './words-turn.ts'

/** What a finished turn read and wrote: one quiet line; unfolded, each version to go to, and the way back from all of it. */
export function TurnMemoryLine({ chat, turn }: { readonly chat: string; readonly turn: TurnState }) {
  const [unfolded, setUnfolded] = useState(false)
  const summary = memoryWords(tallyOf(turn))
  if (summary === null) return null
  return (
    <details onToggle={(event) => setUnfolded(event.currentTarget.open)} className="text-small text-faint">
      <summary className="-mx-1.5 flex w-fit list-none items-center gap-1.5 rounded-md px-1.5 py-0.5 hover:bg-hover coarse:min-h-10 [&::-webkit-details-marker]:hidden">
        <BookOpen className="size-3.5" />
        <bdi>{summary}</bdi>
      </summary>
      {unfolded && <Documents chat={chat} turn={turn} />}
    </details>
  )
}

function Documents({ chat, turn }: { readonly chat: string; readonly turn: TurnState }) {
  const query = useQuery({
    queryKey: ['turn-memory', chat, turn.id],
    queryFn: () => orThrow(past.turnMemory(chat, turn.id)),
  })
  const undos = useWorkspace((workspace) => workspace.undos)
  if (query.error) return <ToldProblem text={query.error.message} look="around" className="py-1" />
  const stands = ({ memory, number }: TurnMemory['wrote'][number]) =>
    undoOf(number, undos[memory] ?? NO_UNDOS) === null
  const said = words().memory
  if (!query.data) return <p className="py-1">{said.looking}</p>
  const { read, wrote } = query.data
  return (
    <div className="mt-1.5 flex flex-col gap-2 rounded-lg border border-line bg-page px-3 py-2.5 text-small">
      {read.length > 0 && (
        <Group title={said.read}>
          {read.map((each) => (
            <VersionLink key={`${each.document}@${each.version}`} {...each} number={each.version} />
          ))}
        </Group>
      )}
      {wrote.length > 0 && (
        <Group title={said.wrote}>
          {wrote.map((each) => (
            <VersionLink key={`${each.document}@${each.number}`} {...each} kind={each.kind} />
          ))}
        </Group>
      )}
      {wrote.some((each) => each.kind !== 'erase' && stands(each)) && (
        <Button
          small
          className="self-start"
          onClick={() => startUndo(said.undoTitle, { kind: 'turn', chat, turn: turn.id })}
        >
          {said.undo}
        </Button>
      )}
    </div>
  )
}

const NO_UNDOS: readonly UndoCommit[] = []

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <p className="text-tiny text-faint">{title}</p>
      <ul>{children}</ul>
    </section>
  )
}
