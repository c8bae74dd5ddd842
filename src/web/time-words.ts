import { catalogue } from './language/language.ts'

/** Times, hands and sizes, for `words.ts`. */
export const words = catalogue('time', {
  justNow: 'just now',
  secondsAgo: (n: number) => `${n} s ago`,
  minutesAgo: (n: number) => `${n} min ago`,
  hoursAgo: (n: number) => `${n} h ago`,
  daysAgo: (n: number) => (n === 1 ? '1 day ago' : `${n} days ago`),
  today: (clock: string) => `today ${clock}`,
  yesterday: (clock: string) => `yesterday ${clock}`,
  claudeFor: (person: string) => `Claude, for ${person}`,
  key: (name: string) => `API key ${name}`,
  disk: 'An edit on disk',
  rule: (name: string) => `The setting "${name}"`,
  memory: 'memory',
})
export type TimeWords = ReturnType<typeof words>
