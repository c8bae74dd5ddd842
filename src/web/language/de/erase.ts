import type { EraseWords } from '../../erase/words.ts'
import { bytes, count, numeral } from '../../words.ts'

const files = (n: number) => count(n, 'Datei', 'Dateien')
const versions = (n: number) => count(n, 'Version', 'Versionen')
const older = (n: number) => count(n, 'ältere Version', 'ältere Versionen')
const goes = (n: number) => (n === 1 ? 'verschwindet' : 'verschwinden')

export const erase: EraseWords = {
  about:
    'Das ist das Einzige hier, was sich nicht rückgängig machen lässt. Von dem, was geht, bleibt kein Verlauf.',
  looking: 'Sieht Dokumente, Chats und Dateien durch …',
  erasing: 'Wird getilgt. Bitte warte, bis alle Dateien durchsucht sind …',
  nothing: 'Nirgends stehen diese Worte: in keinem Dokument, keiner älteren Version, keinem Chat.',
  close: 'Schließen',
  confirm: {
    about:
      'Was angehakt ist, geht für alle, jetzt und für immer: aus dem Gedächtnis und seinem ganzen Verlauf, aus Chats, aus den Dateien im Ordner. Im Verlauf bleibt eine Zeile, die sagt, wer wann getilgt hat. Deine eigenen Sicherungen und was schon an Claude ging, sind außer Reichweite.',
    word: 'tilgen',
    label: 'Tippe tilgen, um es zu bestätigen',
    button: 'Für immer tilgen',
  },
  done: 'Getilgt.',
  left: 'Es kann noch in etwas stehen, das nicht angehakt war, in einem Namen eines Dokuments oder einer Person oder in einer Datei eines anderen Programms.',
  find: {
    title: 'Worte suchen und tilgen',
    label: 'Worte',
    about:
      'Eine Wendung je Zeile, mindestens drei Buchstaben, genau wie sie geschrieben ist. Noch ändert sich nichts: Erst siehst du jede Stelle, an der sie stehen.',
    button: 'Suchen',
  },
  version: {
    title: (version) => `Version ${version} tilgen`,
    button: 'Diese Version tilgen …',
  },
  tombstone: (n, documents) =>
    `hat ${versions(n)}${documents > 1 ? ` von ${count(documents, 'Dokument', 'Dokumenten')}` : ''} für immer getilgt`,
  found: {
    memory: 'Im Gedächtnis',
    chats: 'In Chats',
    fromChats: (n) => `Aus ${count(n, 'Chat', 'Chats')} entfernen`,
    fromChatsAbout:
      'An seiner Stelle wird [removed] stehen. Claude sieht sein früheres Denken von dort an nicht mehr.',
    settings: 'In den Einstellungen',
    fromPrompt: 'Aus dem gemeinsamen Systemprompt entfernen',
    prompts: 'In eigenen Prompts',
    fromPrompts: (titles: readonly string[]) => `Aus ${titles.join(', ')} entfernen`,
    hidden: (n) =>
      `${count(n, 'Chat', 'Chats')}, ${n === 1 ? 'den' : 'die'} du nicht siehst, ${n === 1 ? 'wird' : 'werden'} auch gereinigt.`,
    stops: (chats) => `Claude antwortet gerade in ${chats.join(', ')}; diese Antwort wird angehalten.`,
    filesHidden:
      'Manche Gedächtnisse stehen dir nicht offen, deshalb wird nicht gezeigt, was in den Dateien im Ordner liegt.',
    noFile: (n) => `In keiner von ${files(n)} im Ordner steht es so.`,
    files: (names, more) =>
      `Im Ordner steht es in ${names.join(', ')}${more > 0 ? ` und ${numeral(more)} weiteren` : ''}.`,
    deleted: (path) => `${path} (gelöscht)`,
  },
  fate: {
    whole: (n) => `Das Dokument, ${versions(n)} davon und seine Namen verschwinden.`,
    versions: (n) => `${versions(n)} ${goes(n)}; die anderen bleiben.`,
    present: (times, n) =>
      `Der gegenwärtige Text verliert die Worte ${times === 1 ? 'einmal' : times === 2 ? 'zweimal' : `${times}-mal`}${n > 0 ? `, und ${older(n)} ${goes(n)}` : ''}.`,
    older: (n) => `${older(n)} ${goes(n)}.`,
    nameGoes: 'Auch sein Name verrät sie, also verschwindet es ganz.',
    nameStays:
      'Auch sein Name verrät sie und bleibt, auch im Verlauf; nur das ganze Dokument zu tilgen nimmt ihn mit.',
  },
  where: {
    name: 'sein Name',
    draft: 'sein Entwurf',
    prompt: 'sein Systemprompt',
    queue: 'wartende Nachrichten',
    messages: (n) => count(n, 'Nachricht', 'Nachrichten'),
  },
  check: {
    notShown:
      'Was du davon sehen darfst, ist weg. Manche Gedächtnisse stehen dir nicht offen, deshalb wird nicht gezeigt, was eine Suche in allen Dateien findet.',
    clean: (n, size) => `${files(n)} durchsucht (${bytes(size)}), nichts ist geblieben.`,
    left: (n, size, names) =>
      `${files(n)} durchsucht (${bytes(size)}). Es steht noch in ${names.join(', ')}.`,
  },
  retention: {
    changed: 'Geändert. Zum ersten Mal geschieht es morgen oder beim nächsten Start des Servers.',
    undo: 'Rückgängig machen',
    about:
      'Das Gedächtnis behält jede Version jedes Dokuments, damit sich alles zurückholen lässt. Was hier getilgt wird, ist für immer fort, und im Verlauf bleibt eine Zeile, die das sagt.',
    versions: 'Ersetzte Versionen',
    versionsAbout:
      'Gezählt vom Tag an, an dem eine neuere an ihre Stelle trat. Der gegenwärtige Text wird nie angerührt.',
    deleted: 'Gelöschte Dokumente',
    deletedAbout:
      'Gezählt vom Tag an, an dem sie gelöscht wurden. Sie gehen mit allen Versionen und ihren Namen.',
    now: 'Etwas muss jetzt fort, wo immer es steht? Erst siehst du jede Stelle.',
    eraseWords: 'Worte suchen und tilgen …',
    keep: 'Für immer behalten',
    afterYears: (n) => `Tilgen nach ${count(n, 'Jahr', 'Jahren')}`,
    afterDays: (n) => `Tilgen nach ${count(n, 'Tag', 'Tagen')}`,
  },
}
