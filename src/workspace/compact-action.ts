/** Summarising a conversation because a person asks for it. */
import { type Core, findChat } from './core.ts'
import type { ChatId, TurnId, TurnState } from './events.ts'
import { done, type Result, refuse } from './result.ts'
import { refuseSpending } from './spending-watch.ts'
import { canBeSummed } from './summary.ts'
import {
  alreadySpoken,
  begin,
  isSameConversation,
  mayBegin,
  newestTurn,
  type Spoken,
  toolUsesAfter,
} from './turn-actions.ts'

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
  const twice = await alreadySpoken(core, input)
  if (twice) return twice
  const before = mayBegin(core, input.chat)
  if (!before.ok) return before
  const newest = await newestTurn(core, before.value)
  if (core.current.begun.has(input.id)) return compact(core, input)
  const now = mayBegin(core, input.chat)
  if (!now.ok) return now
  if (!isSameConversation(now.value, before.value)) return compact(core, input)
  const empty = whyNothingToSum(newest)
  if (empty) return empty
  const spent = refuseSpending(core, input.speaker)
  if (spent) return spent
  const turn = { ...input, text: '', purpose: 'compaction' } as const
  begin(core, turn, now.value, { after: now.value.tip, toolUsesBefore: newest ? toolUsesAfter(newest) : 0 })
  core.runner.start(input.chat, input.id)
  await core.feed.settled()
  return done({ turn: input.id })
}

function whyNothingToSum(newest: TurnState | null): Result<never> | null {
  if (canBeSummed(newest)) return null
  const message = newest
    ? 'This conversation has just been summarised. Say something first.'
    : 'There is nothing to summarise yet. Say something first.'
  return refuse('conflict', message)
}
