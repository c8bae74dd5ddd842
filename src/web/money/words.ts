import { catalogue } from '../language/language.ts'
import { dollars } from '../words.ts'

export const words = catalogue('money', {
  about:
    'US dollars in a calendar month (UTC). At the first limit people are told; at the second Claude stops answering, and says so. An answer that is under way ends before its next step. Answers whose price is not known do not count.',
  seeSpent: 'See what was spent',
  workspace: 'The whole workspace',
  person: 'Each person',
  tellAt: 'Tell people at',
  stopAt: 'Stop answering at',
  upsideDown: 'This is above the limit at which Claude stops.',
  spentThisMonth: 'Spent this month',
  fieldAbout: 'US dollars. Empty: no limit.',
  noLimit: 'No limit',
  unlimited: (spent: number) => `${dollars(spent)}, no limit`,
  spentOf: (spent: number, end: number) => `${dollars(spent)} of ${dollars(end)}`,
  bar: (name: string, sum: string, usedUp: boolean) => `${name}: ${sum}${usedUp ? ', used up' : ''}`,
  toldAt: (soft: number) => `People are told at ${dollars(soft)}`,
})
export type MoneyWords = ReturnType<typeof words>
