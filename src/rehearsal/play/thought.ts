import { fileName } from './document.ts'
import type { Command } from './edits.ts'
import { capital, listed } from './language.ts'
import type { Understanding } from './parts.ts'
import type { Scene } from './scene.ts'
import { ROOT } from './topic.ts'
import { WORK_NAMES } from './works.ts'

/** What the model is about to do and why, in one plain sentence: shown as its thinking where a request asks for it. */
export function thought(scene: Scene, mind: Understanding, commands: readonly Command[]): string {
  const next = deed(commands, scene.rounds)
  if (scene.rounds > 0) return `${capital(next)}.`
  const who = mind.person?.name ?? scene.speaker ?? 'Somebody'
  return `${who} ${wish(mind)}; ${next}.`
}

function wish(mind: Understanding): string {
  const about = mind.topic === null ? '' : ` about ${mind.topic.name}`
  switch (mind.intent.kind) {
    case 'tell':
      return mind.facts.length === 0 ? `says something${about}` : `tells${about === '' ? ' me facts' : about}`
    case 'ask':
      return about === '' ? 'asks a question' : `asks${about}`
    case 'compose':
      return `wants ${/^[aeiou]/.test(WORK_NAMES[mind.intent.work]) ? 'an' : 'a'} ${WORK_NAMES[mind.intent.work]}`
    case 'forget':
      return `wants ${mind.intent.what} forgotten`
    case 'forget_all':
      return 'wants everything forgotten'
    case 'rename':
      return `wants \`${fileName(mind.intent.from)}\` renamed`
    case 'undo':
      return 'wants a change taken back'
    case 'read':
      return `wants to read \`${fileName(mind.intent.path)}\``
    case 'list':
      return 'wants to know what the memory holds'
    case 'greeting':
      return 'greets me'
    case 'thanks':
      return 'thanks me'
    case 'identity':
      return 'asks what I am'
    case 'foreign':
      return 'writes in a language that I do not read'
    default:
      return mind.intent satisfies never
  }
}

function deed(commands: readonly Command[], rounds: number): string {
  const first = commands[0]
  if (first === undefined) {
    return rounds === 0 ? 'that needs no look at the memory' : 'I have seen enough to answer'
  }
  if (first.command === 'view' && first.path === ROOT) {
    return rounds === 0 ? 'I look at what is known first' : 'I look at what is known again'
  }
  const named = commands.filter(({ command }) => command === first.command)
  const paths = named.map((command) => String(command.path ?? command.old_path))
  const names = [...new Set(paths)].map((path) => `\`${fileName(path)}\``)
  return `I ${VERBS[String(first.command)] ?? 'change'} ${listed(names)}`
}

const VERBS: Readonly<Record<string, string>> = {
  view: 'read',
  create: 'write',
  delete: 'delete',
  rename: 'rename',
}
