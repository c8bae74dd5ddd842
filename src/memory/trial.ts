/** Whether a change could be made just now, without making it. */
import type { Caller } from './caller.ts'
import type { Memory } from './contract.ts'
import type { ChangeOutcome, Conflicts } from './outcome.ts'
import type { Planner } from './planning.ts'

/** What is against a change: the policy or the plan itself, or newer changes. */
export type Objection = Extract<ChangeOutcome, { kind: 'refused' | 'conflict' }> | Conflicts

/** What would keep `plan` from being committed just now; null when nothing would. Changes nothing, and counts as no write. */
export async function objectionTo(memory: Memory, plan: Planner, by: Caller): Promise<Objection | null> {
  const outcome = await memory.change(
    async (p) => {
      const made = await plan(p)
      return made.kind === 'write' ? { ...made, trial: true } : made
    },
    { ...by, key: undefined },
  )
  switch (outcome.kind) {
    case 'refused':
    case 'conflict':
    case 'conflicts':
      return outcome
    default:
      return null
  }
}
