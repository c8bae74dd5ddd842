import type { ReactNode } from 'react'
import { catalogue } from '../language/language.ts'

/** Who wrote each line. */
export const words = catalogue('past-blame', {
  button: 'Who wrote it',
  keys: 'Alt B',
  looking: 'Looking who wrote it…',
  list: 'Lines, with who wrote them',
  notKnown: 'Not known',
  onDisk: 'On disk',
  anEditOnDisk: 'An edit on disk',
  claudeFor: (person: string) => `Claude for ${person}`,
  line: (line: number) => `Line ${line}`,
  lines: (from: number, to: number) => `Lines ${from} to ${to}`,
  wrote: (where: string, who: string, chat: string | null, time: string) =>
    `${where}: ${who}${chat ? `, in ${chat}` : ''}, ${time}`,
  unknown: (where: string) => `${where}: not known any more`,
  /** The same for the eye; `chat` is set apart. */
  card: (who: ReactNode, chat: ReactNode | null, time: string) => (
    <>
      {who}
      {chat && <>, in {chat}</>}
      {`, ${time}`}
    </>
  ),
  toMessage: 'Click to go to the message',
  toMoment: 'Click to see memory as it was then',
})
export type PastBlameWords = ReturnType<typeof words>
