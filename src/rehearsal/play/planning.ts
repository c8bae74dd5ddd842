import { lookDeeper } from './deeper.ts'
import { forgetPlan } from './forgetting.ts'
import { openedDocs } from './home.ts'
import { meantPath } from './library.ts'
import { renamePlan } from './renaming.ts'
import { DONE, lookAgain, open, relevant, type Situation, type Steps, view } from './situation.ts'
import { keepPlan } from './telling.ts'
import { ROOT } from './topic.ts'
import { workPlan } from './working.ts'

/**
 * What to do when nothing of this turn can be seen but the results of the last reply: trust changes that succeeded,
 * otherwise look again. Null when enough can be seen.
 */
function blindStep(situation: Situation): Steps | null {
  const { mind, library, scene } = situation
  if (!library.blind || library.listed || openedDocs(situation).length > 0) return null
  const last = library.deeds.filter((deed) => deed.round === scene.rounds)
  const wrote = last.length > 0 && last.every((deed) => deed.ok)
  const work = mind.intent.kind !== 'compose' || last.some((deed) => deed.command === 'create')
  return wrote && work ? DONE : lookAgain(situation)
}

/** What to do next; no commands when everything is done that can be done. */
export function nextSteps(situation: Situation): Steps {
  const { mind, library } = situation
  if (!library.looked && library.deeds.length === 0 && library.shelves.size === 0) {
    return {
      text: situation.scene.first
        ? 'First I look at the shared memory.'
        : 'I look at the shared memory first.',
      commands: [view(ROOT)],
    }
  }
  const blind = blindStep(situation)
  if (blind !== null) return blind
  const deeper = lookDeeper(situation)
  if (deeper !== null) return deeper
  switch (mind.intent.kind) {
    case 'forget_all':
    case 'forget':
      return forgetPlan(situation, mind.intent)
    case 'rename':
      return renamePlan(situation, mind.intent)
    case 'read':
      return open(situation, [meantPath(situation.library, mind.intent.path)]) ?? DONE
    case 'compose': {
      const kept = keepPlan(situation)
      return kept.commands.length > 0 ? kept : workPlan(situation, mind.intent)
    }
    case 'ask': {
      const kept = keepPlan(situation)
      return kept.commands.length > 0 ? kept : (open(situation, relevant(situation)) ?? DONE)
    }
    case 'tell':
      return keepPlan(situation)
    case 'foreign':
    case 'list':
    case 'greeting':
    case 'identity':
    case 'thanks':
    case 'undo':
      return DONE
    default:
      return mind.intent satisfies never
  }
}
