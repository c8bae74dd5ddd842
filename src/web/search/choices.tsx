import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { orThrow } from '../api.ts'
import { useNames } from '../chat/speaker.tsx'
import { useShelf } from '../memory/shelf.ts'
import { past } from '../past/past-api.ts'
import { inOrder } from '../people/rights-words.ts'
import { useWorkspace } from '../store/store.ts'

/** Everybody who is known here, and whose hand is on a document, or in the history alone: who only deleted. */
export function useAuthors(): readonly string[] {
  const known = useNames('')
  const { shelf } = useShelf()
  const { data } = useQuery({ queryKey: ['authors'], queryFn: () => orThrow(past.authors()) })
  const names = new Set([...known, ...shelf.authors(), ...(data?.authors ?? [])])
  return [...names].sort((a, b) => a.localeCompare(b))
}

/** The other memories and the directories at the top. */
export function usePlaces(): readonly { readonly path: string; readonly name: string }[] {
  const memories = useWorkspace((workspace) => workspace.memories)
  const { shelf } = useShelf()
  const others = inOrder(Object.values(memories)).filter(({ mount }) => mount !== '')
  const mounts = new Set(others.map(({ mount }) => mount.split('/')[0]))
  const tops = [...shelf.root.folders.keys()].filter((top) => !mounts.has(top)).sort()
  return [
    ...others.map(({ mount, name }) => ({ path: `/memories/${mount}`, name })),
    ...tops.map((top) => ({ path: `/memories/${top}`, name: `${top}/` })),
  ]
}

/** One filter: a select that is no more than its words. */
export function FilterChoice({ label, value, any, onChange, children }: FilterChoiceProps) {
  return (
    <select
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || null)}
      className={`h-7 max-w-28 min-w-0 [field-sizing:content] rounded-md border-transparent bg-transparent px-1 text-small outline-none hover:bg-hover focus-visible:outline-2 focus-visible:outline-accent coarse:h-10 ${value === null ? 'text-faint' : 'font-medium text-ink'}`}
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
