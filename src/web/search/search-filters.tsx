import type { ReactNode } from 'react'
import { DEFAULT_MEMORY } from '../../memory/rights.ts'
import type { Actor } from '../../memory/types.ts'
import { useNames } from '../chat/speaker.tsx'
import { inOrder } from '../people/rights-words.ts'
import { useWorkspace } from '../store/store.ts'
import { type Filters, hasFilters, NO_FILTERS } from './search-query.ts'
import { words } from './words.ts'

const TIMES = ['today', '7d', '30d', '365d'] as const

/** Where, by whom, since when. Together with words, or alone. */
export function SearchFilters({ filters, onChange }: SearchFiltersProps) {
  const said = words()
  const places = usePlaces()
  const names = useAuthors()
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-1 px-4 pb-2">
      <Choice
        label={said.where}
        value={filters.under}
        onChange={(under) => onChange({ ...filters, under })}
        any={said.anywhere}
      >
        {places.map(({ path, name }) => (
          <option key={path} value={path}>
            {name}
          </option>
        ))}
      </Choice>
      <Choice
        label={said.byWhom}
        value={filters.who}
        onChange={(who) => onChange({ ...filters, who })}
        any={said.anybody}
      >
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
        <option value="Claude">{said.claudeLast}</option>
        <option value="disk">{said.diskLast}</option>
      </Choice>
      <Choice
        label={said.sinceWhen}
        value={filters.since}
        onChange={(since) => onChange({ ...filters, since })}
        any={said.anyTime}
      >
        {TIMES.map((since) => (
          <option key={since} value={since}>
            {said.times[since]}
          </option>
        ))}
      </Choice>
      {hasFilters(filters) && (
        <button
          type="button"
          onClick={() => onChange(NO_FILTERS)}
          className="rounded-md px-1.5 py-1 text-[12px] text-faint hover:bg-hover hover:text-ink coarse:min-h-10"
        >
          {said.withoutFilters}
        </button>
      )}
    </div>
  )
}

export interface SearchFiltersProps {
  readonly filters: Filters
  readonly onChange: (filters: Filters) => void
}

/** Everybody who is known here, and whose hand is on a document. */
function useAuthors(): readonly string[] {
  const known = useNames('')
  const joined = useWorkspace((workspace) => {
    const names = Object.values(workspace.documents).map(({ changedBy }) => personIn(changedBy))
    return [...new Set(names)].join('\n')
  })
  return [...new Set([...known, ...joined.split('\n').filter(Boolean)])].sort((a, b) => a.localeCompare(b))
}

function personIn(actor: Actor): string {
  return actor.kind === 'person' ? actor.name : actor.kind === 'claude' ? actor.onBehalfOf : ''
}

/** The other memories and the directories at the top. */
function usePlaces(): readonly { readonly path: string; readonly name: string }[] {
  const memories = useWorkspace((workspace) => workspace.memories)
  const joined = useWorkspace((workspace) => {
    const tops = Object.values(workspace.documents)
      .filter((info) => info.memory === DEFAULT_MEMORY)
      .map(({ path }) => path.split('/'))
      .flatMap(([, , top, ...rest]) => (top !== undefined && rest.length > 0 ? [top] : []))
    return [...new Set(tops)].sort().join('\n')
  })
  const others = inOrder(Object.values(memories)).filter(({ mount }) => mount !== '')
  return [
    ...others.map(({ mount, name }) => ({ path: `/memories/${mount}`, name })),
    ...joined
      .split('\n')
      .filter(Boolean)
      .map((top) => ({ path: `/memories/${top}`, name: `${top}/` })),
  ]
}

function Choice({ label, value, any, onChange, children }: ChoiceProps) {
  return (
    <select
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || null)}
      className={`h-7 max-w-28 min-w-0 [field-sizing:content] rounded-md border-transparent bg-transparent px-1 text-[12px]! outline-none hover:bg-hover focus-visible:outline-2 focus-visible:outline-accent coarse:h-10 ${value === null ? 'text-faint' : 'font-medium text-ink'}`}
    >
      <option value="">{any}</option>
      {children}
    </select>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string | null
  readonly any: string
  readonly onChange: (value: string | null) => void
  readonly children: ReactNode
}
