import type { PastBlameWords } from '../../past/words-blame.tsx'

export const pastBlame: PastBlameWords = {
  button: 'Wer schrieb was',
  keys: 'Alt B',
  looking: 'Sieht nach, wer es schrieb …',
  list: 'Zeilen, und wer sie schrieb',
  notKnown: 'Unbekannt',
  onDisk: 'Im Ordner',
  anEditOnDisk: 'Eine Änderung im Ordner',
  claudeFor: (person) => `Claude für ${person}`,
  line: (line) => `Zeile ${line}`,
  lines: (from, to) => `Zeilen ${from} bis ${to}`,
  wrote: (where, who, chat, time) => `${where}: ${who}${chat ? `, in ${chat}` : ''}, ${time}`,
  unknown: (where) => `${where}: nicht mehr bekannt`,
  card: (who, chat, time) => (
    <>
      {who}
      {chat && <>, in {chat}</>}
      {`, ${time}`}
    </>
  ),
  toMessage: 'Klick führt zur Nachricht',
  toMoment: 'Klick zeigt das Gedächtnis von damals',
}
