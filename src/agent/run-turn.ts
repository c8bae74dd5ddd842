/** One turn: a conversation in, events out. */
import type { Outcome, ToolResult, TurnEvent } from './events.ts'
import { isOnDemand } from './opening.ts'
import type { PastBlock, PastStep, PastTurn } from './past.ts'
import type { Reply } from './reply.ts'
import { requestStep, type StepEnd } from './request-step.ts'
import { type StepReply, stepFinished } from './step-finished.ts'
import { summedUp } from './summing-up.ts'
import { runCalls } from './tool-round.ts'
import type { Answerer, PendingCall, TurnInput } from './turn.ts'

export type { AgentTool, KnownResults, PendingCall, TurnClock, TurnInput } from './turn.ts'

/** Steps of one run of a turn. Honest work over a memory ends far earlier; a loop must not run on somebody's money. */
export const MAX_ROUNDS = 40

/**
 * Runs a turn to its end. Ends always with `turn.finished`; failures of the host, the model and the tools are events,
 * never exceptions. The next step begins only when the consumer has asked for the event after the last one of the step
 * before, so whoever stores each event before asking has stored the step.
 */
export async function* runTurn(input: TurnInput): AsyncGenerator<TurnEvent> {
  yield { type: 'turn.finished', outcome: yield* steps(input) }
}

/** The turn as it has come so far. The same words are made of it as of what is stored, so nothing sent ever changes. */
interface Progress {
  readonly before: readonly PastTurn[]
  turn: PastTurn
  /** Who answers: the fallback from where it had to help out. */
  by: Answerer
}

async function* steps(input: TurnInput): AsyncGenerator<TurnEvent, Outcome> {
  const progress = begin(input)
  if (isOnDemand(progress.turn)) return yield* sumUp(input, progress)
  if (input.pending.length > 0) {
    const outcome = yield* answerCalls(input, input.pending, progress)
    if (outcome) return outcome
  }
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const step = input.firstStep + round
    const end = yield* takeStep(input, progress, step)
    if (end.kind !== 'reply') return end
    const outcome = endOf(end.reply, progress.turn)
    if (outcome) return outcome
    const calls = callsOf(end.reply, step)
    if (calls.length === 0) continue
    const cutShort = yield* answerCalls(input, calls, progress)
    if (cutShort) return cutShort
  }
  return { kind: 'rounds', rounds: MAX_ROUNDS }
}

function begin({ turns, firstStep, connection, model }: TurnInput): Progress {
  const turn = turns.at(-1)
  if (!turn) throw new Error('Expected the turn to run as the last of `turns`, got none.')
  // A step that broke off before it said anything is asked for again; what stands of it was never sent.
  const kept = turn.steps.filter(({ step }) => step < firstStep)
  const running = { ...turn, steps: kept, status: { kind: 'running' } } as const
  return { before: turns.slice(0, -1), turn: running, by: { connection, model } }
}

/** One reply, added to the turn. */
async function* takeStep(
  input: TurnInput,
  progress: Progress,
  step: number,
): AsyncGenerator<TurnEvent, StepEnd | Extract<Outcome, { kind: 'spent' }>> {
  const refused = (await input.maySpend?.()) ?? null
  if (refused !== null) return { kind: 'spent', message: refused }
  const turns = [...progress.before, progress.turn]
  const again = input.turns.at(-1)?.steps.some((each) => each.step === step && each.unsealed)
  const seal = again ? 'left_out' : 'kept'
  const end = yield* requestStep(input, { turns, by: progress.by, step, seal })
  if (end.kind !== 'reply') return end
  yield stepFinished(end, step)
  progress.by = end.by
  progress.turn = { ...progress.turn, steps: [...progress.turn.steps, pastStep(end, step)] }
  return end
}

function pastStep({ reply, asked, by, unsealed }: StepReply, step: number): PastStep {
  return {
    step,
    host: by.connection.host,
    model: by.model,
    epoch: asked.epoch,
    ...(unsealed ? { unsealed } : {}),
    blocks: reply.blocks,
    finished: { stop: reply.stop, message: reply.message },
  }
}

async function* sumUp(input: TurnInput, progress: Progress): AsyncGenerator<TurnEvent, Outcome> {
  // There is nothing to sum up.
  if (progress.before.length === 0) return { kind: 'answered' }
  const end = yield* takeStep(input, progress, input.firstStep)
  if (end.kind !== 'reply') return end
  if (end.reply.stop === 'refusal') return { kind: 'refused', category: end.reply.category }
  return summedUp(pastStep(end, input.firstStep))
}

/** Runs calls and notes their results in the turn's last step. */
async function* answerCalls(
  input: TurnInput,
  calls: readonly PendingCall[],
  progress: Progress,
): AsyncGenerator<TurnEvent, Outcome | null> {
  const round = yield* runCalls(calls, input.known, input.tools, input.signal)
  if (round.kind !== 'done') return round
  const { turn } = progress
  const last = turn.steps.findLastIndex(({ finished }) => finished !== null)
  const asked = turn.steps[last]
  if (!asked) throw new Error('Expected the step that asked for the calls among the steps of the turn.')
  const answered = { ...asked, blocks: asked.blocks.map((block) => withResult(block, round.results)) }
  progress.turn = { ...turn, steps: turn.steps.with(last, answered) }
  return null
}

function withResult(block: PastBlock, results: ReadonlyMap<string, ToolResult>): PastBlock {
  const result = block.kind === 'tool' ? results.get(block.id) : undefined
  return block.kind === 'tool' && result ? { ...block, progress: { kind: 'finished', result } } : block
}

function callsOf(reply: Reply, step: number): readonly PendingCall[] {
  if (reply.stop !== 'tool_use') return []
  return reply.blocks.flatMap((block, index) =>
    block.kind === 'tool' ? [{ step, index, id: block.id, name: block.name, input: block.input }] : [],
  )
}

/** The outcome when a reply is the turn's last; null when the turn goes on. */
function endOf({ stop, blocks, category }: Reply, turn: PastTurn): Outcome | null {
  switch (stop) {
    case 'tool_use':
      return null
    case 'pause_turn':
    case 'compaction':
      // Answered by sending the reply back; an empty one cannot be sent.
      return blocks.length > 0 ? null : { kind: 'answered' }
    case 'end_turn':
      return fellSilent(turn) ? null : { kind: 'answered' }
    case 'stop_sequence':
      return { kind: 'answered' }
    case 'max_tokens':
      return { kind: 'cut', by: 'max_tokens' }
    case 'model_context_window_exceeded':
      return { kind: 'cut', by: 'context_full' }
    case 'refusal':
      return { kind: 'refused', category }
    default:
      return stop satisfies never
  }
}

/** An empty answer to the results of tools: Claude is asked to go on, once in a turn (claude-api.md 9). */
function fellSilent({ steps: taken }: PastTurn): boolean {
  const silent = taken.filter((step) => step.finished?.stop === 'end_turn' && !saysSomething(step))
  return silent.length === 1 && silent[0] === taken.at(-1) && taken.at(-2)?.finished?.stop === 'tool_use'
}

/** Thoughts at the end of an answer are not sent back, so an answer of thoughts alone is empty. */
function saysSomething({ blocks }: PastStep): boolean {
  return blocks.some((block) => (block.kind === 'text' ? block.text.trim() !== '' : isWord(block)))
}

function isWord({ kind }: PastBlock): boolean {
  return kind === 'tool' || kind === 'compaction'
}
