/** What a turn needs and what its tools are: the agent's contract with the workspace. */
import type { Connection, WireMessage, WireTool } from '../claude/contract.ts'
import type { ContextEditing, ToolResult } from './events.ts'

/** A tool that Claude may call: how it is declared on the wire, and how a call is answered. */
export interface AgentTool {
  readonly name: string
  readonly wire: WireTool
  /**
   * Runs one call. `input` is the parsed JSON of the call, an object. Must answer failures as results with `isError`;
   * a rejection is treated as broken storage and ends the turn.
   */
  run(input: Readonly<Record<string, unknown>>, call: string, signal: AbortSignal): Promise<ToolResult>
}

/** A tool call of the last finished step that has no result yet: a turn taken up again runs it first. */
export interface PendingCall {
  readonly step: number
  readonly index: number
  /** The `tool_use` id. */
  readonly id: string
  readonly name: string
  /** Raw JSON input. */
  readonly input: string
}

/** Results of the same step that were there before the turn was interrupted, by `tool_use` id. */
export type KnownResults = Readonly<Record<string, ToolResult>>

export interface TurnInput {
  readonly connection: Connection
  readonly model: string
  readonly systemPrompt: string
  /** The conversation so far, the person's new message included. With pending calls it ends with the assistant's message that asked for them. */
  readonly messages: readonly WireMessage[]
  /** The number of the next step, from 1. */
  readonly firstStep: number
  readonly tools: readonly AgentTool[]
  readonly contextEditing: ContextEditing
  /** All tool calls of the step before `firstStep` when some of them have no result yet; else empty. */
  readonly pending: readonly PendingCall[]
  readonly known: KnownResults
  /** Aborted with any reason: the turn ends as stopped. */
  readonly signal: AbortSignal
  readonly clock: TurnClock
}

export interface TurnClock {
  now(): Date
  /** Resolves after so many milliseconds; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
  /** From 0 to below 1, for jitter. */
  random(): number
}
