import type { TimeWords } from '../../time-words.ts'

export const time: TimeWords = {
  justNow: 'gerade eben',
  secondsAgo: (n) => `vor ${n} s`,
  minutesAgo: (n) => `vor ${n} min`,
  hoursAgo: (n) => `vor ${n} h`,
  daysAgo: (n) => (n === 1 ? 'vor 1 Tag' : `vor ${n} Tagen`),
  today: (clock) => `heute ${clock}`,
  yesterday: (clock) => `gestern ${clock}`,
  claudeFor: (person) => `Claude, für ${person}`,
  key: (name) => `API-Schlüssel ${name}`,
  disk: 'Eine Änderung im Ordner',
  rule: (name) => `Die Einstellung „${name}“`,
  memory: 'Gedächtnis',
}
