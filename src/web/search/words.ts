import { catalogue } from '../language/language.ts'
import { count } from '../words.ts'

/** Filters of the search, and what it found. */
export const words = catalogue('search', {
  where: 'Where',
  anywhere: 'Anywhere',
  byWhom: 'By whom',
  anybody: 'Anybody',
  claudeLast: 'Claude, last',
  diskLast: 'An edit on disk, last',
  sinceWhen: 'Since when',
  anyTime: 'Any time',
  times: { today: 'Today', '7d': 'Last 7 days', '30d': 'Last 30 days', '365d': 'Last year' },
  withoutFilters: 'Without filters',
  looking: 'Looking…',
  found: 'Found in the texts',
  nothing: 'No text holds this.',
  documents: (n: number) => count(n, 'document'),
  partly: (n: number) => `Nothing holds all of it. ${count(n, 'document')} with a part of it:`,
  loading: 'Loading…',
  more: 'More',
})
export type SearchWords = ReturnType<typeof words>
