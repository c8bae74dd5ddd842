import type { AppWords } from '../../app-words.ts'

export const app: AppWords = {
  name: 'Commonplace',
  somebody: 'Jemand',
  offline:
    'Der Server hat nicht geantwortet. Nichts wurde geändert; versuch es wieder, wenn die Verbindung zurück ist.',
  answered: (status) => `Der Server antwortete mit ${status}.`,
  noAnswer:
    'Der Server antwortet nicht. Sieh nach, ob er läuft; diese Seite öffnet sich von selbst, sobald er es tut.',
}
