import type { DemonstrationWords } from '../../demonstration/words.ts'
import { count } from '../../words.ts'

export const demonstration: DemonstrationWords = {
  mark: 'Demo',
  markAbout: 'Gesagt und geschrieben von Personen, die es nicht gibt, zum Umsehen',
  strip: 'Eine Demo mit Personen, die es nicht gibt.',
  remove: 'Entfernen …',
  putAway: 'Diese Zeile weglegen',
  title: 'Die Demo entfernen',
  about:
    'Was niemand angerührt hat, verschwindet für immer. Was jemand geändert oder hinzugefügt hat, bleibt und gehört ihm.',
  looking: 'Es wird nachgesehen, was da ist …',
  goes: 'Das verschwindet',
  stays: 'Das bleibt',
  nothingGoes: 'Nichts: Alles davon wurde seither geändert.',
  nothingStays: 'Nichts davon. Alles andere in diesem Arbeitsbereich bleibt, wie es ist.',
  chats: 'Chats',
  documents: 'Dokumente',
  memory: (name) => `Das Gedächtnis ${name} als Ganzes`,
  memoryOf: (name) => `Das Gedächtnis ${name}`,
  cancel: 'Abbrechen',
  now: 'Genau das entfernen',
  removing: 'Wird entfernt …',
  all: 'Alles entfernen, auch was dazukam …',
  allNow: 'Alles entfernen',
  back: 'Zurück',
  allAbout: (chats) =>
    `Dann verschwindet auch, was jemand geändert oder hinzugefügt hat.${chats === 0 ? '' : ` ${count(chats, 'Chat', 'Chats')} davon ${chats === 1 ? 'liegt' : 'liegen'} danach bei den gelöschten und ${chats === 1 ? 'lässt' : 'lassen'} sich zurückholen.`}`,
  erased: (memory) =>
    `Das Gedächtnis ${memory} wird mit allem gelöscht, was je darin stand, auch mit dem, was jemand hineingeschrieben hat. Das lässt sich nicht rückgängig machen.`,
  confirm: (memory) => `Tippe seinen Namen, ${memory}`,
  tally: ({ chats, documents, memory }) =>
    [
      chats > 0 ? count(chats, 'Chat', 'Chats') : '',
      documents > 0
        ? count(documents, 'Dokument', 'Dokumente')
        : memory === null
          ? ''
          : `das Gedächtnis ${memory}`,
    ]
      .filter(Boolean)
      .join(' und '),
  gone: (went) => (went === '' ? 'Die Demo ist weg.' : `Die Demo ist weg: ${went}.`),
  canComeBack: (chats) =>
    ` ${chats === 1 ? 'Ein Chat, in dem' : `${chats} Chats, in denen`} jemand etwas geändert hatte, ${chats === 1 ? 'lässt' : 'lassen'} sich von den gelöschten zurückholen.`,
  partly: (went, stays) =>
    `Entfernt: ${went}. Worin jemand gesprochen, was jemand geändert oder hinzugefügt hat, bleibt und gehört ihm: ${stays}.`,
  nothingWent: (stays) =>
    `Nichts wurde entfernt, denn in allem wurde gesprochen, geändert oder hinzugefügt: ${stays}. Es gehört jetzt euch.`,
  isGone: 'Es gibt keine Demo mehr.',
}
