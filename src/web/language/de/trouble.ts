import type { TroubleWords } from '../../trouble/words.ts'
import { count } from '../../words.ts'

/** What `trouble/` says, in German. */
export const trouble: TroubleWords = {
  menders: {
    time: 'Niemand muss etwas tun: Es geht von selbst vorbei.',
    anybody: 'Du oder jeder andere hier kann das beheben.',
    keeper: 'Wer das Konto oder den Schlüssel dieses Hosts verwaltet, kann das beheben.',
    operator: 'Wer den Rechner betreibt, auf dem Commonplace läuft, kann das beheben.',
    host: 'Der Host muss das beheben.',
    settings: 'Wer die Einstellungen dieses Arbeitsbereichs verwaltet, kann sie anheben.',
  },
  failures: {
    busy: {
      title: (host) => `${host} ist ausgelastet`,
      next: 'Fahr nach einer Weile fort, oder richte ein Modell ein, auf das ausgewichen wird.',
    },
    rate_limited: {
      title: () => 'Zu viele Anfragen für diesen Schlüssel',
      next: 'Fahr fort, wenn die Sperre vorbei ist. Weniger Chats zugleich oder eine höhere Grenze verhindern, dass sie wiederkommt.',
    },
    credentials: {
      title: (host) => `${host} nimmt den Schlüssel nicht an`,
      next: 'Gib einen neuen Schlüssel an oder melde dich neu an, dann fahr fort.',
    },
    billing: {
      title: (host) => `Bei ${host} ist das Konto nicht gedeckt`,
      next: 'Zahl ein oder lade Guthaben beim Host auf, dann fahr fort. Ein anderer Host kann inzwischen antworten.',
    },
    forbidden: {
      title: (host) => `${host} erlaubt das nicht`,
      next: 'Lass dir das Recht beim Host geben, oder wähle ein anderes Modell oder einen anderen Host, dann fahr fort.',
    },
    model_unavailable: {
      title: () => 'Dieses Modell antwortet hier nicht',
      next: 'Es ist abgeschaltet oder für das Konto nicht freigegeben. Wähle ein anderes Modell, dann fahr fort.',
    },
    not_found: {
      title: (host) => `${host} kennt dieses Modell oder diese Adresse nicht`,
      next: 'Wähle ein anderes Modell oder berichtige die Adresse, dann fahr fort.',
    },
    too_large: {
      title: (host) => `Die Anfrage ist zu groß für ${host}`,
      next: 'Sieh nach, was das Gespräch füllt. Fass es zusammen, oder leere den Chat und beginne aus dem Gedächtnis.',
    },
    context_full: {
      title: () => 'Das Gespräch ist länger, als Claude auf einmal sehen kann',
      next: 'Fass es zusammen und fahr fort, lass alte Werkzeugergebnisse leeren, oder leere den Chat und beginne aus dem Gedächtnis.',
    },
    bad_request: {
      title: (host) => `${host} hat die Anfrage nicht angenommen`,
      next: 'Fortfahren versucht es noch einmal. Geht es wieder nicht, prüfe den Host: Er nennt, was falsch ist.',
    },
    unsealed: {
      title: () => 'Früheres Denken passt nicht mehr',
      next: 'Fortfahren geht ohne es weiter; die Worte und die Werkzeugergebnisse bleiben.',
    },
    clock: {
      title: () => 'Die Uhr des Rechners von Commonplace geht falsch',
      next: 'Stell die Uhr, etwa mit der Zeit aus dem Netz, dann fahr fort.',
    },
    network: {
      title: (host) => `${host} ist nicht erreichbar`,
      next: 'Sieh nach, ob der Rechner von Commonplace ins Netz kommt, dann fahr fort.',
    },
    timeout: {
      title: (host) => `${host} ist verstummt`,
      next: 'Fortfahren fragt noch einmal.',
    },
    server: {
      title: (host) => `${host} hatte einen eigenen Fehler`,
      next: 'Fahr nach einer Weile fort.',
    },
    bad_reply: {
      title: (host) => `Die Antwort von ${host} war nicht zu lesen`,
      next: 'Fortfahren fragt noch einmal danach.',
    },
    storage: {
      title: () => 'Die Antwort konnte nicht gespeichert werden',
      next: 'Schaff Platz auf der Platte des Servers, dann fahr fort.',
    },
  },
  stopped: { title: 'Angehalten', next: 'Fortfahren lässt Claude von hier weitermachen.' },
  interrupted: {
    title: 'Unterbrochen: Der Server endete, während Claude antwortete',
    next: 'Fortfahren nimmt die Antwort nach ihrem letzten fertigen Schritt wieder auf.',
  },
  rounds: {
    title: (rounds) =>
      `Claude hat ${count(rounds, 'Mal', 'Mal')} hintereinander Werkzeuge benutzt, so oft, wie eine Antwort es darf`,
    next: 'Fortfahren lässt Claude weitermachen.',
  },
  longest: {
    title: 'Die Antwort hat ihre größte Länge erreicht',
    next: 'Fortfahren lässt Claude von hier weitermachen.',
  },
  refused: {
    title: 'Claude wollte nicht weitermachen',
    reason: (category) => `Der genannte Grund: ${category}.`,
    next: 'Sag es auf andere Weise. Lehnt Claude wieder ab, leere den Chat: Vielleicht liegt es an dem, was zuvor gesagt wurde.',
  },
  spent: {
    title: 'Eine Grenze für Ausgaben ist erreicht',
    next: 'Fahr fort, wenn die Grenze angehoben oder der Monat vorbei ist.',
  },
  safe: {
    message: 'Deine Nachricht ist aufbewahrt.',
    all: 'Alles bis hierher ist aufbewahrt.',
    halfCall:
      'Alles bis hierher ist aufbewahrt. Ein Werkzeugaufruf, der nicht ganz angekommen war, wurde nicht ausgeführt.',
    waiting: 'Was geschrieben wurde, bleibt bis zum nächsten Versuch.',
  },
  again: (seconds, attempt, attempts) =>
    `${seconds > 0 ? `Neuer Versuch in ${seconds} s` : 'Neuer Versuch jetzt'} (${attempt} von ${attempts}).`,
  lines: { safe: 'Sicher:', next: 'Weiter:', who: 'Wer:' },
  reference: (id) => `Kennung: ${id}`,
  acts: {
    now: 'Jetzt versuchen',
    stop: 'Anhalten',
    stopWaiting: 'Nicht mehr warten',
    continue: 'Fortfahren',
    host: 'Einstellungen öffnen',
    spending: 'Die Grenzen ansehen',
    context: 'Ansehen, was den Kontext füllt',
    clear: 'Den Chat leeren',
  },
}
