/** Tells a person how a change of memory went, with Undo where there is something to undo. */
import type { ChangeOutcome } from '../../memory/contract.ts'
import { type Answer, api } from '../api.ts'
import { say, sayProblem } from '../components/toast.tsx'
import { myName } from '../me.ts'

/** `done`: what to say when it worked. Whether it worked. A conflict is the caller's to show. */
export function tellOutcome(answer: Answer<ChangeOutcome>, done: string): boolean {
  if (!answer.ok) {
    sayProblem(answer.problem.message)
    return false
  }
  const outcome = answer.value
  switch (outcome.kind) {
    case 'done':
    case 'merged': {
      const words =
        outcome.kind === 'merged' ? 'Saved, and joined with a change that came in meanwhile.' : done
      say({ words, action: { name: 'Undo', run: () => void undoCommit(outcome.commit.number) } })
      return true
    }
    case 'unchanged':
      say({ words: 'Nothing to change: it already is as asked.' })
      return true
    case 'refused':
      sayProblem(outcome.message)
      return false
    case 'conflict':
      sayProblem(`${outcome.present.path} was changed meanwhile. Nothing was changed; look at it again.`)
      return false
    default:
      return outcome satisfies never
  }
}

/** Undoes one commit as a new one; what came after it is never touched. */
export async function undoCommit(number: number): Promise<void> {
  tellOutcome(await api.revert(number, myName()), 'Undone. Memory is as it was before that change.')
}
