import type { HelpWords } from '../../help/words.ts'

export const help: HelpWords = {
  title: 'Hilfe',
  tour: 'Den Rundgang machen',
  lookAround: 'In einer Demo umsehen',
  removeDemonstration: 'Die Demo entfernen …',
  quickStart: 'Schnellstart',
  tutorial: 'Tutorial',
  shortcuts: 'Tastenkürzel',
  troubleshooting: 'Wenn etwas nicht geht',
  all: 'Die ganze Dokumentation',
  readMore: 'Mehr dazu',
  newTab: '(öffnet einen neuen Tab)',
}
