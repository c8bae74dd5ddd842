/** Summarising a conversation because a person asks for it. */
import { type Core, findChat } from './core.ts'
import type { ChatId, TurnId, TurnState } from './events.ts'
import { done, type Result, refuse } from './result.ts'
import { refuseSpending } from './spending-watch.ts'
import { canBeSummed } from './summary.ts'
import { begin, beginWhenFree, behind, newestTurn, type Spoken } from './turn-actions.ts'

export interface Compact {
  readonly chat: ChatId
  /** Made by the client, so that asking twice is asking once. */
  readonly id: TurnId
  /** Who asks; the summary is counted as theirs. */
  readonly speaker: string
}

/**
 * Begins a turn that sums the conversation up; from then on Claude is sent the summary in place of what was before. Nothing of that
 * is taken away from people. The same id again gives the same answer and changes nothing.
 */
export async function compact(core: Core, input: Compact): Promise<Result<Spoken>> {
  const found = findChat(core, input.chat)
  if (!found.ok) return found
  return await beginWhenFree(
    core,
    input,
    async (info) => done(await newestTurn(core, info)),
    (info, newest) => {
      const refused = whyNothingToSum(newest) ?? refuseSpending(core, input.speaker)
      if (refused) return refused
      begin(core, { ...input, text: '', purpose: 'compaction' }, info, behind(info.tip, newest))
      return null
    },
  )
}

function whyNothingToSum(newest: TurnState | null): Result<never> | null {
  if (canBeSummed(newest)) return null
  const message = newest
    ? 'This conversation has just been summarised. Say something first.'
    : 'There is nothing to summarise yet. Say something first.'
  return refuse('conflict', message)
}
