import type { SearchWords } from '../../search/words.ts'
import { count } from '../../words.ts'

const documents = (n: number) => count(n, 'Dokument', 'Dokumente')

export const search: SearchWords = {
  where: 'Wo',
  anywhere: 'Überall',
  byWhom: 'Von wem',
  anybody: 'Von allen',
  claudeLast: 'Zuletzt Claude',
  diskLast: 'Zuletzt im Ordner geändert',
  sinceWhen: 'Seit wann',
  anyTime: 'Jederzeit',
  times: { today: 'Heute', '7d': 'Letzte 7 Tage', '30d': 'Letzte 30 Tage', '365d': 'Letztes Jahr' },
  withoutFilters: 'Ohne Filter',
  looking: 'Sucht …',
  found: 'In den Texten gefunden',
  nothing: 'Das steht in keinem Text.',
  documents,
  partly: (n) => `Nirgends steht alles davon. ${documents(n)} mit einem Teil davon:`,
  loading: 'Wird geladen …',
  more: 'Mehr',
}
