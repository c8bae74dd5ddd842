import { FilterChoice, useAuthors, WhereChoice } from './choices.tsx'
import { type Filters, hasFilters, NO_FILTERS } from './search-query.ts'
import { words } from './words.ts'

const TIMES = ['today', '7d', '30d', '365d'] as const

/** Where, by whom, since when. Together with words, or alone. */
export function SearchFilters({ filters, onChange }: SearchFiltersProps) {
  const said = words()
  const names = useAuthors()
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-1 px-4 pb-2">
      <WhereChoice
        memory={filters.memory}
        under={filters.under}
        onChange={(where) => onChange({ ...filters, ...where })}
      />
      <FilterChoice
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
      </FilterChoice>
      <FilterChoice
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
      </FilterChoice>
      {hasFilters(filters) && (
        <button
          type="button"
          onClick={() => onChange(NO_FILTERS)}
          className="rounded-md px-1.5 py-1 text-small text-faint hover:bg-hover hover:text-ink coarse:min-h-10"
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
