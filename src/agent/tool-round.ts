/** Runs the tool calls of one reply, one after the other: a later call may rest on what an earlier one wrote. */
import type { Failure, ToolResult, TurnEvent } from './events.ts'
import { parseToolInput } from './tool-input.ts'
import type { AgentTool, KnownResults, PendingCall } from './turn.ts'

export type RoundEnd =
  | { readonly kind: 'done'; readonly results: ReadonlyMap<string, ToolResult> }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly failure: Failure }

/**
 * Answers every call: with its known result, by running its tool, or with an error that Claude can read.
 * A call that has begun is waited for even when the turn is stopped, so that its result is known.
 */
export async function* runCalls(
  calls: readonly PendingCall[],
  known: KnownResults,
  tools: readonly AgentTool[],
  signal: AbortSignal,
): AsyncGenerator<TurnEvent, RoundEnd> {
  const results = new Map<string, ToolResult>()
  for (const call of calls) {
    const before = Object.hasOwn(known, call.id) ? known[call.id] : undefined
    if (before) {
      results.set(call.id, before)
      continue
    }
    if (signal.aborted) return { kind: 'stopped' }
    yield { type: 'tool.started', step: call.step, index: call.index }
    try {
      const result = await runCall(call, tools, signal)
      results.set(call.id, result)
      yield { type: 'tool.finished', step: call.step, index: call.index, result }
    } catch (error) {
      if (signal.aborted) return { kind: 'stopped' }
      return { kind: 'failed', failure: storageFailure(call.name, error) }
    }
  }
  return { kind: 'done', results }
}

async function runCall(
  call: PendingCall,
  tools: readonly AgentTool[],
  signal: AbortSignal,
): Promise<ToolResult> {
  const tool = tools.find(({ name }) => name === call.name)
  if (!tool) {
    const names = tools.map(({ name }) => name).join(', ')
    return refuse(`Error: There is no tool named "${call.name}". There is: ${names}.`)
  }
  const parsed = parseToolInput(call.input)
  return parsed.ok ? await tool.run(parsed.input, call.id, signal) : refuse(parsed.message)
}

function refuse(text: string): ToolResult {
  return { text, isError: true, seen: [] }
}

function storageFailure(tool: string, error: unknown): Failure {
  const why = error instanceof Error ? error.message : String(error)
  return {
    kind: 'storage',
    message: `The ${tool} tool could not reach its storage: ${why}`,
    retryable: true,
  }
}
