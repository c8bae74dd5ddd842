import { useQuery } from '@tanstack/react-query'
import { BookOpen } from 'lucide-react'
import { useState } from 'react'
import type { TurnState } from '../../workspace/events.ts'
import { api, orThrow } from '../api.ts'
import { past, type TurnMemory } from '../past/past-api.ts'
import { useWorkspace } from '../store/store.ts'
import { tallyOf } from './turn-tally.ts'
import { VersionLink } from './version-link.tsx'
import { words } from './words-branch.ts'

/** Turns of a branch that are looked through. */
const LOOKED_THROUGH = 200

/** Memory does not branch: what Claude wrote on the other branches is there, and here it is said, with what it was. */
export function BranchMemory({ chat, others }: BranchMemoryProps) {
  const turns = useWorkspace(({ chats }) => chats[chat]?.turns ?? 0)
  const [open, setOpen] = useState(false)
  const said = words()
  const { data: wrote } = useQuery({
    queryKey: ['branch-memory', chat, turns, others.join()],
    queryFn: () => writtenOn(chat, others),
  })
  if (!wrote || wrote.length === 0) return null
  const documents = new Set(wrote.map(({ document }) => document)).size
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)} className="text-small text-faint">
      <summary className="-mx-1.5 flex w-fit list-none items-baseline gap-1.5 rounded-md px-1.5 py-0.5 hover:bg-hover coarse:min-h-11 coarse:items-center [&::-webkit-details-marker]:hidden">
        <BookOpen className="size-3.5 shrink-0 translate-y-0.5" />
        <bdi>{said.stays(documents)}</bdi>
      </summary>
      {open && (
        <ul className="mt-1 rounded-lg border border-line bg-page px-3 py-2 text-small">
          {wrote.map((each) => (
            <VersionLink key={`${each.document}@${each.number}`} {...each} />
          ))}
        </ul>
      )}
    </details>
  )
}

export interface BranchMemoryProps {
  readonly chat: string
  /** Numbers of the turns with which the other branches begin. */
  readonly others: readonly number[]
}

type Written = TurnMemory['wrote'][number]

async function writtenOn(chat: string, others: readonly number[]): Promise<readonly Written[]> {
  const branches = await Promise.all(others.map((number) => turnsFrom(chat, number)))
  const writing = branches.flat().filter((turn) => tallyOf(turn).wrote > 0)
  const memories = await Promise.all(writing.map(({ id }) => orThrow(past.turnMemory(chat, id))))
  return memories.flatMap(({ wrote }) => wrote)
}

/** The turn with that number and those that come after it on its branch. */
async function turnsFrom(chat: string, number: number): Promise<readonly TurnState[]> {
  const { turns } = await orThrow(api.branch(chat, number, LOOKED_THROUGH))
  return turns.filter((turn) => turn.number >= number)
}
