import { fileName } from './document.ts'
import { forgetTarget, linesAbout } from './forgetting.ts'
import { openedDocs } from './home.ts'
import type { Intent } from './intents.ts'
import { counted, listed } from './language.ts'
import { placedPath } from './library.ts'
import { renameSource } from './renaming.ts'
import { WORK_SUFFIX } from './selection.ts'
import type { Situation } from './situation.ts'

/** What was forgotten, or why nothing was. */
export function forgetAnswer(
  situation: Situation,
  intent: Extract<Intent, { kind: 'forget' | 'forget_all' }>,
): string {
  const { library } = situation
  const gone = library.deeds.filter((deed) => deed.ok && deed.command === 'delete').map((deed) => deed.path)
  if (intent.kind === 'forget_all' && !intent.confirmed) {
    return library.paths.length === 0
      ? 'There is nothing to forget: the memory is empty.'
      : `That would delete ${library.paths.length === 1 ? 'the one document' : `all ${library.paths.length} documents`} of everybody who shares this memory. Say “yes, forget everything” and I do it.`
  }
  if (gone.length > 0) {
    return `I deleted ${counted(gone.length, 'document')}:\n\n${gone.map((path) => `- \`${path}\``).join('\n')}\n\nThe history still has ${gone.length === 1 ? 'it; a person can bring it' : 'them; a person can bring them'} back in the memory panel.`
  }
  const changed = library.deeds.filter((deed) => deed.ok && deed.command === 'str_replace')
  const cut = changed.filter((deed) => deed.text.trim() === '').map((deed) => deed.path)
  const shorter = changed.filter((deed) => deed.text.trim() !== '').map((deed) => `> ${deed.text.trim()}`)
  if (cut.length === 0 && shorter.length > 0)
    return `I took that out of what stood in \`${changed[0]?.path ?? ''}\`. There is now:\n\n${shorter.join('\n')}\n\nThe history still has what stood there.`
  if (cut.length > 0) {
    const places = [...new Set(cut)].map((path) => `\`${path}\``).join(', ')
    const lines = library.deeds
      .filter((deed) => deed.ok && deed.old !== '' && deed.text.trim() === '')
      .map((deed) => `> ${deed.old.trim()}`)
    const rest = intent.kind === 'forget' ? stillSaid(situation, subjectOf(situation, intent.what)) : ''
    return `I took ${counted(cut.length, 'line')} out of ${places}:\n\n${lines.join('\n')}${shorter.length === 0 ? '' : `\n\nand changed:\n\n${shorter.join('\n')}`}\n\nThe history still has what stood there.${rest}`
  }
  if (library.deeds.some((deed) => !deed.ok)) return ''
  if (intent.kind === 'forget_all') return 'I found nothing in memory, so I changed nothing.'
  const target = forgetTarget(situation, intent.what)
  if (target.kind === 'missing') return `There is no \`${target.path}\` in memory, so I changed nothing.`
  if (target.kind === 'whole') return ''
  const where = target.path === null ? 'memory' : `\`${target.path}\``
  return `I found nothing in ${where} about “${target.what}”, so I changed nothing.`
}

/** What lines that are to go speak of, without the document they stand in. */
function subjectOf(situation: Situation, what: string): string {
  const target = forgetTarget(situation, what)
  return target.kind === 'lines' ? target.what : what
}

/** Works keep what they were computed from until somebody asks for them anew. */
function stillSaid(situation: Situation, what: string): string {
  const works = openedDocs(situation).filter(
    (doc) => WORK_SUFFIX.test(doc.path) && linesAbout(doc, what).length > 0,
  )
  return works.length === 0
    ? ''
    : ` ${listed(works.map((doc) => `\`${fileName(doc.path)}\``))} still ${works.length === 1 ? 'speaks' : 'speak'} of it; ask me to update or forget ${works.length === 1 ? 'it' : 'them'}.`
}

export function renameAnswer(situation: Situation, intent: Extract<Intent, { kind: 'rename' }>): string {
  const done = situation.library.deeds.find((deed) => deed.ok && deed.command === 'rename')
  if (done !== undefined)
    return `\`${done.path}\` is now \`${done.to ?? intent.to}\`. Its history came along.`
  if (situation.library.deeds.some((deed) => !deed.ok)) return ''
  const from = renameSource(situation, intent.from)
  return from === placedPath(situation.library, intent.to)
    ? `\`${fileName(intent.to)}\` already has that name.`
    : `I found no document “${intent.from}” in memory, so I renamed nothing.`
}

/** What the memory refused for good, in its own words. */
export function trouble(situation: Situation): string {
  const { deeds } = situation.library
  const lasting = deeds.filter(
    (deed, index) =>
      !deed.ok &&
      !deeds
        .slice(index + 1)
        .some((later) => later.ok && (later.path === deed.path || later.command === deed.command)),
  )
  const lines = new Map(lasting.map((deed) => [deed.path, `- \`${deed.path}\`: ${firstLine(deed.answer)}`]))
  return lines.size === 0
    ? ''
    : `The memory refused something, and I could not do it another way:\n\n${[...lines.values()].join('\n')}`
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').slice(0, 300)
}
