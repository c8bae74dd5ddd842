/** One turn: a conversation in, events out. */
import type { ModelRequest, WireMessage } from '../claude/contract.ts'
import { wireContextManagement } from './context-editing.ts'
import type { Outcome, ToolResult, TurnEvent } from './events.ts'
import { addMessage, resultMessage, stepMessages } from './history.ts'
import type { Reply } from './reply.ts'
import { requestStep } from './request-step.ts'
import { runCalls } from './tool-round.ts'
import type { PendingCall, TurnInput } from './turn.ts'

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

async function* steps(input: TurnInput): AsyncGenerator<TurnEvent, Outcome> {
  const messages: WireMessage[] = [...input.messages]
  if (input.pending.length > 0) {
    const outcome = yield* answerCalls(input, input.pending, messages)
    if (outcome) return outcome
  }
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const step = input.firstStep + round
    const end = yield* requestStep(input, requestFor(input, messages), step)
    if (end.kind !== 'reply') return end
    const { reply } = end
    yield stepFinished(input, reply, step)
    const outcome = endOf(reply)
    if (outcome) return outcome
    const calls = callsOf(reply, step)
    const said = stepMessages(
      { blocks: reply.blocks, finished: { stop: reply.stop } },
      { goesOn: true, mayHavePending: true },
    )
    said.reduce(addMessage, messages)
    if (calls.length === 0) continue
    const cutShort = yield* answerCalls(input, calls, messages)
    if (cutShort) return cutShort
  }
  return { kind: 'rounds', rounds: MAX_ROUNDS }
}

/** Runs calls and adds the one message that answers them all. */
async function* answerCalls(
  input: TurnInput,
  calls: readonly PendingCall[],
  messages: WireMessage[],
): AsyncGenerator<TurnEvent, Outcome | null> {
  const round = yield* runCalls(calls, input.known, input.tools, input.signal)
  if (round.kind !== 'done') return round
  messages.push(resultMessage(calls.flatMap(({ id }) => withResult(id, round.results.get(id)))))
  return null
}

function withResult(id: string, result: ToolResult | undefined) {
  return result ? [{ id, result }] : []
}

function requestFor(input: TurnInput, messages: readonly WireMessage[]): ModelRequest {
  const contextManagement = wireContextManagement(input.contextEditing)
  return {
    model: input.model,
    system: input.systemPrompt,
    messages: [...messages],
    tools: input.tools.map(({ wire }) => wire),
    ...(contextManagement ? { contextManagement } : {}),
  }
}

function stepFinished({ connection, model }: TurnInput, reply: Reply, step: number): TurnEvent {
  const { stop, usage, clearings, message } = reply
  return { type: 'step.finished', step, stop, usage, cost: connection.cost(model, usage), clearings, message }
}

function callsOf(reply: Reply, step: number): readonly PendingCall[] {
  if (reply.stop !== 'tool_use') return []
  return reply.blocks.flatMap((block, index) =>
    block.kind === 'tool' ? [{ step, index, id: block.id, name: block.name, input: block.input }] : [],
  )
}

/** The outcome when a reply is the turn's last; null when the turn goes on. */
function endOf({ stop, blocks, category }: Reply): Outcome | null {
  switch (stop) {
    case 'tool_use':
      return null
    case 'pause_turn':
    case 'compaction':
      // Answered by sending the reply back; an empty one cannot be sent.
      return blocks.length > 0 ? null : { kind: 'answered' }
    case 'end_turn':
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
