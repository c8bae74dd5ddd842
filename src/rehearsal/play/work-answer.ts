import { type Doc, fileName, parseDoc, sectionLines } from './document.ts'
import { openedDocs } from './home.ts'
import type { Intent } from './intents.ts'
import { listed } from './language.ts'
import { WORK_SUFFIX } from './selection.ts'
import type { Situation } from './situation.ts'
import { SAID, WORK_NAMES } from './works.ts'

/** What a work that was there before rested on and no longer does. */
function difference(before: Doc, after: Doc): string {
  const now = new Set(sectionLines(after, 'Basis').map((line) => line.text))
  const gone = sectionLines(before, 'Basis').filter((line) => line.fact !== null && !now.has(line.text))
  return gone.length === 0
    ? 'It replaces what stood there before, on the same facts.'
    : `What stood there before did not agree with memory any more. It rested on:\n\n${gone.map((line) => `> ${line.text.trim()}`).join('\n')}`
}

/** The parts of a work worth saying in the chat, with where the whole of it stands. */
export function workAnswer(situation: Situation, intent: Extract<Intent, { kind: 'compose' }>): string {
  const { library } = situation
  const deed = library.deeds.find((one) => one.ok && one.command === 'create' && WORK_SUFFIX.test(one.path))
  const name = WORK_NAMES[intent.work]
  const present = openedDocs(situation).find((doc) =>
    new RegExp(`_${intent.work}(?:_v\\d+)?\\.md$`).test(doc.path),
  )
  if (deed === undefined && present === undefined) return ''
  const doc = deed === undefined ? present : parseDoc(deed.path, deed.text.split('\n'))
  if (doc === undefined) return ''
  const built = sectionLines(doc, 'Built on').flatMap((line) => /`([^`]+)`/.exec(line.text)?.[1] ?? [])
  const from =
    built.length === 0
      ? 'Memory holds no facts about this yet, so it is a frame to fill.'
      : `It is built on ${listed(built.map((path) => `\`${fileName(path)}\``))}.`
  const first =
    deed === undefined
      ? `The ${name} in \`${doc.path}\` already says what is stored now; I changed nothing. ${from}`
      : `Here is the ${name}. The whole of it is kept in \`${doc.path}\`. ${from}`
  const sections = SAID[intent.work].flatMap((heading) => {
    const lines = sectionLines(doc, heading).map((line) => line.text)
    const text = lines.join('\n').trim()
    return text === '' ? [] : [`### ${heading}\n\n${text}`]
  })
  const before = deed === undefined ? null : (library.shelves.get(deed.path)?.before ?? null)
  const differs = before === null ? [] : [difference(before, doc)]
  return [
    first,
    ...differs,
    ...sections,
    '*Numbers come from the stored facts, shares from rules of thumb.*',
  ].join('\n\n')
}
