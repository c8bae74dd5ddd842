import type { MoneyWords } from '../../money/words.ts'
import { dollars } from '../../words.ts'

export const money: MoneyWords = {
  about:
    'US-Dollar in einem Kalendermonat (UTC). An der ersten Grenze wird es den Personen gesagt; an der zweiten hört Claude auf zu antworten und sagt es. Eine Antwort, die läuft, endet vor ihrem nächsten Schritt. Antworten, deren Preis nicht bekannt ist, zählen nicht.',
  seeSpent: 'Ansehen, was ausgegeben wurde',
  workspace: 'Der ganze Arbeitsbereich',
  person: 'Jede Person',
  tellAt: 'Bescheid sagen ab',
  stopAt: 'Nicht mehr antworten ab',
  upsideDown: 'Das liegt über der Grenze, an der Claude aufhört.',
  spentThisMonth: 'In diesem Monat ausgegeben',
  fieldAbout: 'US-Dollar. Leer: keine Grenze.',
  noLimit: 'Keine Grenze',
  unlimited: (spent) => `${dollars(spent)}, keine Grenze`,
  spentOf: (spent, end) => `${dollars(spent)} von ${dollars(end)}`,
  bar: (name, sum, usedUp) => `${name}: ${sum}${usedUp ? ', aufgebraucht' : ''}`,
  toldAt: (soft) => `Ab ${dollars(soft)} wird Bescheid gesagt`,
}
