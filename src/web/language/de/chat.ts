import type { ChatWords } from '../../chat/words.ts'
import { listed } from '../../people/rights-words.ts'
import { count, numeral } from '../../words.ts'

/** What `chat/` says around a conversation, in German. */
export const chat: ChatWords = {
  pane: {
    name: 'Name des Chats',
    rename: 'Umbenennen',
    answering: 'Claude antwortet',
  },
  menu: {
    of: (chat) => `Menü von ${chat}`,
    hint: 'Menü des Chats',
    rename: 'Umbenennen',
    settings: 'Chat-Einstellungen …',
    copy: 'Als Markdown kopieren',
    clear: 'Gespräch leeren',
    undoAll: 'Alles Geschriebene rückgängig machen …',
    undoAllOf: (chat) => `Alles rückgängig machen, was ${chat} schrieb`,
    close: 'Schließen',
    delete: 'Löschen',
  },
  deeds: {
    undo: 'Rückgängig machen',
    cleared: (chat) => `${chat} wurde geleert. Das Gedächtnis behält, was Claude dort schrieb.`,
    closed: (chat) => `${chat} wurde weggelegt. Er steht in der Liste der Chats.`,
    deleted: (chat) => `${chat} wurde gelöscht.`,
    theChat: 'Der Chat',
  },
  composer: {
    message: 'Nachricht',
    placeholder: 'Nachricht an Claude',
    prompts: 'Prompts',
    promptsHint: 'Prompts (/)',
    send: 'Senden',
    sendHint: 'Senden (Eingabetaste)',
    queue: 'Senden, wenn Claude geantwortet hat',
    queueHint: 'Senden, wenn Claude geantwortet hat (Eingabetaste)',
    stop: 'Anhalten',
    stopHint: 'Anhalten. Was geschrieben ist, bleibt',
  },
  speaker: {
    speakingAs: 'Spricht als',
    change: ' (ändern)',
    another: 'Ein anderer Name …',
    speakAs: 'Sprechen als',
    about: 'Claude erfährt, wer spricht, und das Gedächtnis behält, für wen es handelte.',
    name: 'Name',
    use: 'Diesen Namen nehmen',
  },
  model: {
    on: (model, host) => `${model} auf ${host}`,
    of: (chat) => `Modell von ${chat}: `,
    old: (status) => `Dieses Modell ist ${AGE[status] ?? status}`,
    asWorkspace: (model) => `Wie der Arbeitsbereich (${model})`,
    hosts: 'Hosts …',
  },
  conversation: {
    name: 'Gespräch',
    newest: 'Neuestes',
    unseen: (n) => `${numeral(n)} neu`,
    loading: 'Wird geladen …',
    earlier: (n) => `${count(n, 'frühere Nachricht', 'frühere Nachrichten')} zeigen`,
    ready: 'Die erste Nachricht ist bereit',
    readyAbout: (speaker) =>
      `Drück auf Senden, um ${speaker === null ? 'selbst' : `als ${speaker}`} zu sprechen. Ändere die Worte, wie du magst.`,
    blank: 'Noch nichts gesagt',
    blankAbout:
      'Erzähl Claude etwas, das es wert ist, behalten zu werden, oder frag, was die anderen erzählt haben.',
  },
  shutOut: {
    has: (memories, speaker) =>
      `Claude hat in diesem Chat ${listed(memories)}; ${speaker} darf das nicht lesen.`,
    takeOut: (n) => `${n === 1 ? 'Es' : 'Sie'} aus diesem Chat nehmen`,
    newChat: () => 'Neuer Chat ohne das',
  },
  showTurn: {
    gone: 'Dieser Chat ist gelöscht oder nicht für dich zu sehen. Was er schrieb, bleibt.',
    back: (chat) => `${chat} ist wieder auf dem Board.`,
    cleared: 'Diese Nachricht wurde aus dem Gespräch geleert. Was sie schrieb, bleibt.',
    walked: 'Diese Nachricht liegt auf einem anderen Zweig, den der Chat jetzt zeigt.',
    walkBack: 'Zurück',
  },
}

const AGE: Readonly<Record<string, string>> = { deprecated: 'am Auslaufen', retired: 'abgeschaltet' }
