import { type Doc, docFacts, fileName } from './document.ts'
import type { Command } from './edits.ts'
import { germanWords } from './german.ts'
import { SURE } from './german-wishes.ts'
import { openedDocs } from './home.ts'
import { bullet } from './keeping.ts'
import { meantPath } from './library.ts'
import { bestMatches, type Match } from './matching.ts'
import type { Understanding } from './parts.ts'
import { SELF_GERMAN } from './scene.ts'
import { pathsAbout, WORK_SUFFIX } from './selection.ts'
import type { Situation } from './situation.ts'
import { tellings } from './telling.ts'
import { changedFrom, changedLine, factLine } from './told.ts'
import { ROOT, type Topic } from './topic.ts'

/** How the model says in German what it is, once in a conversation. */
export const INTRODUCTION_GERMAN = `${SELF_GERMAN}: ein Programm, das Regeln folgt, kein Sprachmodell. Deutsch lese ich nur in einfachen Sätzen.`

const ABILITIES = `- **Erzähl mir etwas**: „Unser Kunde ist ACME GmbH. Das Budget beträgt 500.000 Euro.“ Ich behalte es in einem Dokument.
- **Frag mich**: „Was weißt du über ACME GmbH?“ Ich zitiere die Zeilen mit ihrem Dokument.
- **Bitte um eine Arbeit**: eine Architektur, einen Plan, ein Angebot, eine Risikobewertung, eine Kostenschätzung. Ich schreibe sie auf Englisch.
- **Ändere etwas**: „Das Budget beträgt jetzt 650.000 Euro“, „Vergiss das Budget“.`

const UNDO =
  'Ich kann eine Änderung nicht selbst zurücknehmen und habe nichts geändert. Du kannst es: mit „Rückgängig“ auf der Karte der Änderung hier im Chat oder im Verlauf des Dokuments.'

/** Answers that need no look at the memory. */
export function germanAtOnce({ intent, facts }: Understanding): string | null {
  if (facts.length > 0) return null
  if (intent.kind === 'identity')
    return `${SELF_GERMAN} von Commonplace: ein Programm, das Regeln folgt, kein Sprachmodell. Ich benutze das gemeinsame Gedächtnis wirklich, wie Claude es tut. Deutsch lese ich nur in einfachen Sätzen, Englisch etwas besser; wer verstanden werden will, verbindet Claude in den Einstellungen.\n\nWas ich kann:\n\n${ABILITIES}`
  if (intent.kind === 'undo') return UNDO
  return intent.kind === 'thanks'
    ? 'Gern. Das Gedächtnis bleibt, wie es jetzt ist, für alle Chats, die es teilen.'
    : null
}

/** What the model says while it asks for something. */
export function germanStep(commands: readonly Command[]): string {
  const [first] = commands
  const paths = [...new Set(commands.map(({ path, old_path }) => String(path ?? old_path)))]
  const names = paths.map((path) => `\`${fileName(path)}\``).join(', ')
  switch (first?.command) {
    case 'view':
      return paths.includes(ROOT) ? 'Ich sehe zuerst ins gemeinsame Gedächtnis.' : `Ich lese ${names}.`
    case 'create':
      return `Ich lege ${names} an.`
    case 'delete':
      return `Ich lösche ${names}.`
    case 'rename':
      return `Ich benenne ${names} um.`
    default:
      return `Ich bringe ${names} auf den neuesten Stand.`
  }
}

/** The words at the end of a turn in German, read from the calls that were made. */
export function germanAnswer(situation: Situation, stopped: boolean): string {
  const { mind, library } = situation
  const refused = library.deeds.filter(
    ({ ok, path }) => !ok && !library.deeds.some((deed) => deed.ok && deed.path === path),
  )
  const parts = [
    mind.facts.length === 0 ? '' : told(situation),
    outcome(situation),
    refused.length === 0
      ? ''
      : `Das Gedächtnis hat etwas abgelehnt:\n\n${refused.map(({ path, answer }) => `- \`${path}\`: ${answer.split('\n')[0]?.slice(0, 300) ?? ''}`).join('\n')}`,
    stopped ? 'Hier höre ich auf: Das waren so viele Schritte, wie ich mir für eine Nachricht erlaube.' : '',
  ].filter((part) => part !== '')
  return parts.length > 0
    ? parts.join('\n\n')
    : `Keine meiner Regeln passt auf diese Nachricht, und ich habe nichts geändert: Ich bin kein Sprachmodell und lese nur einfache Sätze.\n\nWas ich kann:\n\n${ABILITIES}`
}

function told(situation: Situation): string {
  const said = tellings(situation).flatMap(({ situation: { mind, library }, home }) => {
    const deeds = library.deeds.filter((deed) => deed.ok && deed.path === home.path)
    const texts = deeds.map(({ text }) => text)
    if (deeds.length === 0)
      return library.deeds.some(({ path }) => path === home.path)
        ? []
        : [`Nichts Neues: In \`${home.path}\` steht das schon.\n\n${mind.facts.map(factLine).join('\n')}`]
    if (deeds.some(({ command }) => command === 'create'))
      return [
        `Ich behalte das in einem neuen Dokument, \`${home.path}\`:\n\n${mind.facts.map(factLine).join('\n')}\n\nJeder Chat, der dieses Gedächtnis teilt, kann jetzt darauf bauen.`,
      ]
    const lines = mind.facts.flatMap((fact) => {
      const was = changedFrom(texts, fact)
      if (was !== null) return [changedLine(texts, fact, was).replace(/ \(was (.*)\)$/, ' (vorher $1)')]
      return texts.some((text) => text.includes(bullet(fact))) ? [factLine(fact)] : []
    })
    return [`Ich habe \`${home.path}\` auf den neuesten Stand gebracht:\n\n${lines.join('\n')}`]
  })
  const { left } = situation.mind
  const missed =
    said.length === 0 || left.length === 0
      ? []
      : [
          `Das liest keine meiner Regeln; ich habe es nicht behalten:\n\n${left.map((text) => `> ${text}`).join('\n')}`,
        ]
  return [...said, ...missed].join('\n\n')
}

function outcome(situation: Situation): string {
  const { mind, library } = situation
  const { intent } = mind
  switch (intent.kind) {
    case 'ask':
      return answered(situation, intent.question)
    case 'list':
      return `${held(library.paths)}${
        library.paths.length === 0
          ? ''
          : `:\n\n${library.paths
              .slice(0, 40)
              .map((path) => `- \`${path}\``)
              .join('\n')}`
      }`
    case 'greeting':
      return `Hallo${situation.scene.speaker === null ? '' : ` ${situation.scene.speaker}`}. ${held(library.paths)}${library.paths.length === 0 ? '' : '.'} Erzähl mir etwas, oder frag mich danach.`
    case 'read': {
      const path = meantPath(library, intent.path)
      const doc = library.shelves.get(path)?.doc
      return doc == null
        ? `\`${path}\` gibt es im Gedächtnis nicht.`
        : `In \`${path}\` steht:\n\n${doc.lines
            .map(({ text }) => text)
            .join('\n')
            .trim()
            .slice(0, 6_000)}`
    }
    case 'rename': {
      const done = library.deeds.find((deed) => deed.ok && deed.command === 'rename')
      return done === undefined
        ? `Ich habe kein Dokument „${intent.from}“ gefunden und nichts umbenannt.`
        : `\`${done.path}\` heißt jetzt \`${done.to ?? intent.to}\`. Der Verlauf ist mitgekommen.`
    }
    case 'forget':
    case 'forget_all':
      return forgotten(situation)
    case 'compose': {
      const done = library.deeds.find(
        (deed) => deed.ok && deed.command === 'create' && WORK_SUFFIX.test(deed.path),
      )
      const there = openedDocs(situation).find((doc) => doc.path.includes(`_${intent.work}`))
      if (done !== undefined)
        return `Das steht jetzt in \`${done.path}\`, auf Englisch: Arbeiten kann ich nur so schreiben. Die Zahlen kommen aus dem Gedächtnis, die Anteile aus Faustregeln.`
      return there === undefined ? '' : `\`${there.path}\` ist schon auf dem Stand des Gedächtnisses.`
    }
    case 'undo':
      return UNDO
    case 'tell':
    case 'foreign':
    case 'identity':
    case 'thanks':
      return ''
    default:
      return intent satisfies never
  }
}

function held(paths: readonly string[]): string {
  if (paths.length === 0) return 'Das Gedächtnis ist noch leer.'
  return paths.length === 1
    ? 'Das Gedächtnis hat ein Dokument'
    : `Das Gedächtnis hat ${paths.length} Dokumente`
}

function forgotten({ mind, library }: Situation): string {
  const { intent } = mind
  if (intent.kind === 'forget_all' && !intent.confirmed)
    return library.paths.length === 0
      ? 'Es gibt nichts zu vergessen: Das Gedächtnis ist leer.'
      : `Das würde ${library.paths.length === 1 ? 'das eine Dokument' : `alle ${library.paths.length} Dokumente`} von allen löschen, die dieses Gedächtnis teilen. Schreib „${SURE}“, dann tue ich es.`
  const gone = library.deeds.filter((deed) => deed.ok && deed.command === 'delete')
  if (gone.length > 0)
    return `Ich habe gelöscht:\n\n${gone.map(({ path }) => `- \`${path}\``).join('\n')}\n\nIm Verlauf steht es noch; im Gedächtnis nebenan lässt es sich zurückholen.`
  const cut = library.deeds.filter((deed) => deed.ok && deed.old !== '')
  if (cut.length > 0)
    return `Ich habe herausgenommen:\n\n${cut.map(({ old, text }) => `${text.trim() === '' ? `> ${old.trim()}` : `> ${old.trim()} (jetzt: ${text.trim().replace(/^- /, '')})`}`).join('\n')}\n\nIm Verlauf steht es noch.`
  return intent.kind === 'forget' && !library.deeds.some(({ ok }) => !ok)
    ? `Ich habe im Gedächtnis nichts über „${intent.what}“ gefunden und nichts geändert.`
    : ''
}

/** What Germans ask by, and what a line may say instead. */
const SAME: Readonly<Record<string, RegExp>> = {
  geld: /budget|kosten|preis|summe/i,
  teuer: /budget|kosten|preis/i,
  alt: /\bist \d/i,
  frist: /frist|termin|deadline|abgabe/i,
  dauert: /laufzeit|dauer|timeline|monate|wochen/i,
}

/** The lines that answer a question, with their documents; says plainly when none does. */
function answered(situation: Situation, question: string): string {
  const { library, mind, scene } = situation
  const docs = openedDocs(situation)
  if (library.listed && library.paths.length === 0)
    return 'Das Gedächtnis ist noch leer, ich kann es also nicht sagen. Erzähl es mir, dann behalte ich es.'
  if (/(?<!\p{L})über mich(?!\p{L})|\bwer bin ich\b/iu.test(question) && scene.speaker !== null)
    return overview(about(docs, { name: scene.speaker, customer: false }))
  const own = mind.topic === null ? [] : about(docs, mind.topic)
  const names = mind.topic === null ? [] : germanWords(mind.topic.name)
  const words = germanWords(question).filter((word) => !names.includes(word))
  if (words.length === 0 && own.length > 0) return overview(own)
  const targets = words.flatMap((word) => SAME[word]?.source ?? [])
  const wanted = words.length === 0 ? names : words
  const found = (some: readonly Doc[]) =>
    bestMatches(some, wanted, targets.length === 0 ? null : new RegExp(targets.join('|'), 'i'))
  const best = own.length > 0 ? found(own) : []
  return quoted(best.length > 0 ? best : targets.length > 0 ? aimed(docs, targets) : found(docs), docs)
}

function aimed(docs: readonly Doc[], targets: readonly string[]): readonly Match[] {
  const pattern = new RegExp(targets.join('|'), 'i')
  return docs.flatMap((doc) =>
    docFacts(doc).flatMap((line) => (pattern.test(line.text) ? [{ doc, line, score: 1 }] : [])),
  )
}

function about(docs: readonly Doc[], topic: Topic): readonly Doc[] {
  return docs.filter((doc) => pathsAbout(topic, [doc.path]).length > 0)
}

function overview(docs: readonly Doc[]): string {
  const own = docs.filter((doc) => !WORK_SUFFIX.test(doc.path))
  return quoted(
    (own.length > 0 ? own : docs).flatMap((doc) =>
      docFacts(doc)
        .slice(0, 24)
        .map((line) => ({ doc, line, score: 1 })),
    ),
    docs,
  )
}

function quoted(found: readonly Match[], read: readonly Doc[]): string {
  if (found.length === 0) {
    const names = read.map((doc) => `\`${fileName(doc.path)}\``).join(', ')
    return `Das steht nicht im Gedächtnis.${names === '' ? '' : ` Gelesen habe ich ${names}.`} Erzähl es mir, dann behalte ich es.`
  }
  return [...new Set(found.map(({ doc }) => doc))]
    .map((doc) => {
      const lines = found
        .filter((match) => match.doc === doc)
        .map(({ line }) => line)
        .toSorted((a, b) => a.number - b.number)
      return `Aus \`${doc.path}\` (Zeile${lines.length === 1 ? '' : 'n'} ${lines.map(({ number }) => number).join(', ')}):\n\n${lines.map(({ text }) => `> ${text.trim()}`).join('\n')}`
    })
    .join('\n\n')
}
