import { forgetTarget } from './forgetting.ts'
import { listed } from './language.ts'
import { meantPath } from './library.ts'
import { renameSource } from './renaming.ts'
import { MAX_OPEN, pathsAbout, pathsLike } from './selection.ts'
import type { Situation, Steps } from './situation.ts'
import { view } from './situation.ts'
import { ROOT } from './topic.ts'

/** Looking into folders stops here, so that there is time left for what was asked. */
const MAX_ROUNDS = 4

/**
 * A listing shows two levels. When what a message speaks of is in none of them, or all documents are meant, the
 * folders below are looked into: those whose name speaks of it before the others. Null when there is no need.
 */
export function lookDeeper(situation: Situation): Steps | null {
  const { library, scene } = situation
  const { folders } = library
  if (!library.listed || folders.length === 0 || library.deeds.length > 0) return null
  if (scene.rounds > MAX_ROUNDS || !isMissed(situation)) return null
  const like = pathsLike(scene.text, folders, true)
  const chosen = (like.length > 0 ? like : folders).slice(0, MAX_OPEN)
  const names = listed(chosen.map((path) => `\`${path.slice(ROOT.length + 1)}/\``))
  return {
    text: `The listing does not show what lies in ${names}, so I look there.`,
    commands: chosen.map(view),
  }
}

/** Whether no document that is listed so far is what the message speaks of. */
function isMissed(situation: Situation): boolean {
  const { mind, library, scene } = situation
  const { paths } = library
  const lacks = (path: string) => !paths.includes(meantPath(library, path))
  if (mind.into !== null) return lacks(mind.into)
  switch (mind.intent.kind) {
    case 'list':
    case 'greeting':
    case 'forget_all':
      return true
    case 'read':
      return lacks(mind.intent.path)
    case 'rename':
      return renameSource(situation, mind.intent.from) === null
    case 'forget': {
      const target = forgetTarget(situation, mind.intent.what)
      const anywhere = target.kind === 'lines' && target.path === null
      return target.kind === 'missing' || (anywhere && pathsLike(mind.intent.what, paths).length === 0)
    }
    case 'ask':
    case 'tell':
    case 'compose':
      if (mind.named.length > 0) return mind.named.some((topic) => pathsAbout(topic, paths).length === 0)
      return mind.intent.kind === 'ask' && pathsLike(scene.text, paths).length === 0
    case 'foreign':
    case 'identity':
    case 'thanks':
    case 'undo':
      return false
    default:
      return mind.intent satisfies never
  }
}
