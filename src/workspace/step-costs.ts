/** What is known of a reply's cost here and not by the agent: how much of its prompt came from memory, and what clearing saved. */

import { MEMORY_TOOLS } from '../agent/context-parts.ts'
import type { TurnEvent } from '../agent/events.ts'
import { summaryIn } from '../agent/opening.ts'
import type { PastBlock, PastTurn } from '../agent/past.ts'
import { textTokens } from '../agent/tokens.ts'
import type { Answerer } from '../agent/turn.ts'
import { clearedTokens, promptOf } from '../agent/usage.ts'

/** About how many tokens of these turns came from memory, on top of `before`. A summary stands for everything before it. */
export function memoryRead(before: number, turns: readonly PastTurn[]): number {
  let tokens = before
  for (const turn of turns) {
    for (const step of turn.steps) {
      if (summaryIn(turn, step)) tokens = 0
      for (const block of step.blocks) tokens += resultTokens(block)
    }
  }
  return tokens
}

function resultTokens(block: PastBlock): number {
  if (block.kind !== 'tool' || block.progress.kind !== 'finished' || !MEMORY_TOOLS.has(block.name)) return 0
  return textTokens(block.progress.result.text)
}

type StepFinished = Extract<TurnEvent, { type: 'step.finished' }>

/** `memory`: tokens that the conversation before this reply had read from memory. `by`: who made the reply. */
export function withCosts(
  event: StepFinished,
  memory: number,
  { connection, model }: Answerer,
): StepFinished {
  const { usage, clearings } = event
  const ofTools = clearedTokens(clearings.filter(({ kind }) => kind === 'tool_uses'))
  const cacheRead = clearedTokens(clearings)
  return {
    ...event,
    memoryTokens: Math.min(promptOf(usage), Math.max(0, memory - ofTools)),
    savedByClearing:
      cacheRead === 0 ? 0 : connection.cost(model, { input: 0, output: 0, cacheRead, cacheWrite: 0 }),
  }
}
