import type { ChatQueueWords } from '../../chat/words-queue.ts'
import { count } from '../../words.ts'

/** What is said of messages that wait, in German. */
export const chatQueue: ChatQueueWords = {
  name: 'Wartende Nachrichten',
  waiting: (n) => `${count(n, 'Nachricht wartet', 'Nachrichten warten')}, bis Claude fertig ist.`,
  willFollow: 'Wird gesendet, wenn Claude geantwortet hat',
  by: (speaker) => `${speaker}: `,
  sendNow: 'Jetzt senden',
  edit: 'Bearbeiten',
  moveUp: 'Nach oben',
  delete: 'Löschen',
  message: 'Wartende Nachricht',
  save: 'Speichern',
  cancel: 'Abbrechen',
  unsent: {
    name: 'Nachrichten, die auf die Verbindung warten',
    waiting: (n) => `${count(n, 'Nachricht wartet', 'Nachrichten warten')} auf die Verbindung.`,
    willFollow: 'Wird gesendet, sobald der Server wieder erreicht wird',
    takeBack: 'Zurück ins Nachrichtenfeld',
  },
  held: {
    stopped: 'Wartet: Die Antwort davor wurde angehalten. Sende eine, die anderen folgen.',
    failed: 'Wartet: Die Antwort davor schlug fehl. Sende eine, die anderen folgen.',
    refused: 'Wartet: Claude lehnte die Nachricht davor ab. Sende eine, die anderen folgen.',
    cut: 'Wartet: Die Antwort davor wurde abgeschnitten. Sende eine, die anderen folgen.',
    rounds: 'Wartet: Claude hielt nach zu vielen Werkzeugaufrufen an. Sende eine, die anderen folgen.',
    interrupted: 'Wartet: Die Antwort davor wurde unterbrochen. Sende eine, die anderen folgen.',
    spending: 'Wartet: Eine Grenze für Ausgaben ist erreicht.',
    rights: 'Wartet: Wer das gesagt hat, darf hier nicht sprechen.',
    deleted: 'Wartet: Der Chat wurde inzwischen gelöscht. Sende eine, die anderen folgen.',
  },
}
