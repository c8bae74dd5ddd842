import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { orThrow } from '../api.ts'
import { useNames } from '../chat/speaker.tsx'
import { useShelf } from '../memory/shelf.ts'
import { past } from '../past/past-api.ts'
import { namesOf } from '../people/memory-names.ts'
import { inOrder } from '../people/rights-words.ts'
import { useWorkspace } from '../store/store.ts'
import { words } from './words.ts'

/** Everybody who is known here, and whose hand is on a document, or in the history alone: who only deleted. */
export function useAuthors(): readonly string[] {
  const known = useNames('')
  const { shelf } = useShelf()
  const { data } = useQuery({ queryKey: ['authors'], queryFn: () => orThrow(past.authors()) })
  const names = new Set([...known, ...shelf.authors(), ...(data?.authors ?? [])])
  return [...names].sort((a, b) => a.localeCompare(b))
}

/** One memory, or one directory; neither: everywhere. */
export interface Where {
  readonly memory: string | null
  readonly under: string | null
}

/** Narrows to a memory or to a directory at the top of the shared one. */
export function WhereChoice({ memory, under, onChange }: WhereChoiceProps) {
  const { where, anywhere } = words()
  const { memories, tops } = usePlaces()
  return (
    <FilterChoice
      label={where}
      any={anywhere}
      value={under ?? memory}
      onChange={(next) => {
        const isDirectory = next?.startsWith('/')
        onChange({ memory: isDirectory ? null : next, under: isDirectory ? next : null })
      }}
    >
      {memories.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
      {tops.map((top) => (
        <option key={top} value={`/memories/${top}`}>
          {`${top}/`}
        </option>
      ))}
    </FilterChoice>
  )
}

export interface WhereChoiceProps extends Where {
  readonly onChange: (where: Where) => void
}

/** The memories, when there is a choice, and the directories at the top of the shared one. */
function usePlaces() {
  const all = useWorkspace((workspace) => workspace.memories)
  const { shelf } = useShelf()
  const memories = inOrder(Object.values(all)).map((info) => ({ ...info, ...namesOf(info) }))
  const mounts = new Set(memories.map(({ mount }) => mount))
  const tops = [...shelf.root.folders.keys()].filter((top) => !mounts.has(top)).sort()
  return { memories: memories.length > 1 ? memories : [], tops }
}

/** One filter: a select that is no more than its words. */
export function FilterChoice({ label, value, any, onChange, children }: FilterChoiceProps) {
  return (
    <select
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || null)}
      className={`h-7 max-w-36 min-w-0 [field-sizing:content] rounded-md border-transparent bg-transparent px-1 text-small outline-none hover:bg-hover focus-visible:outline-2 focus-visible:outline-accent coarse:h-10 ${value === null ? 'text-faint' : 'font-medium text-ink'}`}
    >
      <option value="">{any}</option>
      {children}
    </select>
  )
}

export interface FilterChoiceProps {
  readonly label: string
  readonly value: string | null
  readonly any: string
  readonly onChange: (value: string | null) => void
  readonly children: ReactNode
}
