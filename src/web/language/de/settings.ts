import type { SettingsWords } from '../../settings/words.ts'
import { count, numeral } from '../../words.ts'

export const settings: SettingsWords = {
  title: 'Einstellungen',
  about:
    'Sie gelten für den ganzen Arbeitsbereich. Ein Chat kann abweichen: siehe Chat-Einstellungen in seinem Menü.',
  parts: 'Teile der Einstellungen',
  part: {
    hosts: 'Hosts',
    answers: 'Antworten',
    prompt: 'Systemprompt',
    context: 'Kontextbearbeitung',
    spending: 'Ausgaben',
    memories: 'Gedächtnisse und Personen',
    care: 'Pflege',
    forgetting: 'Vergessen',
    look: 'Tempo und Aussehen',
  },
  prompt: {
    label: 'Gemeinsamer Systemprompt',
    about:
      'Jeder Chat folgt ihm ab seiner nächsten Nachricht, wenn er keinen eigenen hat. Er sagt Claude, zuerst ins Gedächtnis zu sehen und wie es zu pflegen ist.',
    changed: 'Der gemeinsame Systemprompt wurde geändert.',
    undo: 'Rückgängig machen',
    discard: 'Verwerfen',
    save: 'Prompt speichern',
  },
  look: {
    pace: 'Tempo des Probemodells',
    paceAbout:
      'Wie lange es zwischen den Stücken seiner Antwort wartet. Das echte Claude hat sein eigenes Tempo.',
    paces: { 0: 'So schnell es geht', 8: 'Zügig', 14: 'Menschlich', 40: 'Langsam, zum Vorführen' },
    milliseconds: (n) => `${n} ms`,
    theme: 'Farben',
    here: 'In diesem Browser gemerkt.',
    themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel', contrast: 'Hoher Kontrast' },
    language: 'Sprache',
    languageAbout:
      'Die der Oberfläche, in diesem Browser. Claude antwortet in der Sprache, in der es gefragt wird.',
    direction: 'Schreibrichtung',
    directionAbout: 'An welcher Seite die Dinge beginnen. In diesem Browser gemerkt.',
    directions: {
      auto: 'Wie in der Sprache üblich',
      ltr: 'Von links nach rechts',
      rtl: 'Von rechts nach links',
    },
  },
  summingUp: 'Zusammenfassen',
  chat: {
    title: 'Chat-Einstellungen',
    about: (name) => `Nur für ${name}.`,
    changed: (name) => `Die Einstellungen von ${name} wurden geändert.`,
    follows: 'Folgt dem Arbeitsbereich.',
    followsNot: 'Folgt dem Arbeitsbereich nicht.',
    host: 'Host',
    hostAbout: (name) => `Der Arbeitsbereich nutzt ${name}.`,
    asWorkspace: 'Wie der Arbeitsbereich',
    unusable: (name) => `${name} (nicht verwendbar)`,
    model: 'Modell',
    modelAbout: (model) => `Das des Hosts ist ${model}. Man kann mitten in einem Chat wechseln.`,
    hostsOwn: 'Das des Hosts',
    modelAgeing: (name, status) => `${name} (${status === 'retired' ? 'abgeschaltet' : 'läuft aus'})`,
    thinking: 'Eigenes Denken',
    compaction: 'Eigenes Zusammenfassen',
    prompt: 'Ein eigener Systemprompt',
    promptFollows: 'Folgt dem gemeinsamen Prompt in den Einstellungen.',
    promptFollowsNot: 'Folgt dem gemeinsamen Prompt nicht.',
    promptText: 'Systemprompt dieses Chats',
    savePrompt: 'Prompt speichern',
    context: 'Eigene Kontextbearbeitung',
    memories: 'Gedächtnisse, die Claude hier hat',
    memoriesAbout: (people) =>
      people === null
        ? 'Claude darf darin, was alle dürfen, die hier gesprochen haben.'
        : `Claude darf darin, was alle dürfen, die hier gesprochen haben: ${people}.`,
    mayNotRead: (people, many) => `${people} ${many ? 'dürfen' : 'darf'} es nicht lesen.`,
    writes: 'Claude liest und schreibt es.',
    reads: 'Claude liest es.',
  },
  clearing: {
    clear: 'Alte Werkzeugergebnisse leeren',
    clearAbout:
      'Wird ein Gespräch lang, verschwinden die ältesten Werkzeugergebnisse aus dem, was Claude sieht. Du siehst sie weiterhin, und im Gedächtnis bleibt, was darin steht.',
    presets: 'Vorlagen',
    preset: {
      demo: { name: 'Zum Vorführen', about: 'Leert früh, damit man es geschehen sieht.' },
      work: { name: 'Zum Arbeiten', about: 'Leert spät und behält das Neueste; das schont den Cache.' },
    },
    trigger: 'Beginnen bei mehr als',
    unit: 'Einheit der Schwelle',
    units: { input_tokens: 'Eingabetoken', tool_uses: 'Werkzeugaufrufen' },
    keep: 'Die neuesten immer behalten',
    keepAbout: 'So viele Werkzeugaufrufe werden nie geleert.',
    least: 'Mindestens leeren',
    leastAbout: 'Token. Weniger lohnt keinen neuen Cache; 0 für keine Untergrenze.',
    except: 'Diese Werkzeuge nie leeren',
    exceptAbout: 'Namen, mit Kommas dazwischen. Leer: keine.',
    inputs: 'Auch leeren, was Claude schrieb',
    inputsAbout:
      'Nimmt auch die Eingaben der Aufrufe heraus, etwa den Text eines geschriebenen Dokuments, nicht nur die Ergebnisse.',
    save: 'Kontextbearbeitung speichern',
    tryAbout:
      'Was andere Werte aus einem Chat herausgenommen und was das gespart hätte, lässt sich ausprobieren, ohne etwas zu ändern.',
    tryOn: (chat) => `An ${chat} ausprobieren …`,
    off: 'Nichts wird geleert: Claude sieht jedes Werkzeugergebnis, bis das Gespräch voll ist.',
    sentence: ({ trigger, keep, clearAtLeast, excludeTools }) => {
      const unit = trigger.kind === 'input_tokens' ? 'Eingabetoken' : 'Werkzeugaufrufen'
      const kept =
        keep === 0 ? 'keines bleibt' : keep === 1 ? 'das neueste bleibt' : `die neuesten ${keep} bleiben`
      const least =
        clearAtLeast > 0 ? `, wenn das ${count(clearAtLeast, 'Token', 'Token')} oder mehr freigibt` : ''
      const except = excludeTools.length > 0 ? ` Ergebnisse von ${excludeTools.join(', ')} bleiben.` : ''
      return `Über ${numeral(trigger.value)} ${unit} werden die ältesten Werkzeugergebnisse geleert${least}; ${kept}.${except}`
    },
    thinking: 'Altes Denken leeren',
    thinkingAbout:
      'Wo der Host es kann: Das Denken älterer Antworten verschwindet aus dem, was Claude sieht. Du siehst es weiterhin. Aus: Das Modell behält so viel, wie es von sich aus behält.',
    thinkingKept: 'Das Denken so vieler neuester Antworten behalten',
  },
}
