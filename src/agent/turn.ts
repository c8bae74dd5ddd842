/** What a turn needs and what its tools are: the agent's contract with the workspace. */
import type { Connection, WireTool } from '../claude/contract.ts'
import type { Capabilities } from './capabilities.ts'
import type { Compaction, ContextEditing, ThinkingSettings, ToolResult } from './events.ts'
import type { Hurry } from './hurry.ts'
import type { PastTurn } from './past.ts'

/** A tool that Claude may call: how it is declared on the wire, and how a call is answered. */
export interface AgentTool {
  readonly name: string
  /** How the tool is declared to a model. The same capabilities must always give the same declaration. */
  readonly declare: (capabilities: Capabilities) => WireTool
  /** What a model has to be told about it at the end of the system prompt; empty: nothing. Frozen like `declare`. */
  readonly protocol?: (capabilities: Capabilities) => string
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

/** A model at an open host. */
export interface Answerer {
  readonly connection: Connection
  readonly model: string
}

export interface TurnInput extends Answerer {
  readonly systemPrompt: string
  /** The conversation so far, oldest first; the last one is the turn to run, with the steps that it has already. Never empty. */
  readonly turns: readonly PastTurn[]
  /** The number of the next step, from 1. Steps of the turn from this number on are asked for anew. */
  readonly firstStep: number
  readonly tools: readonly AgentTool[]
  readonly contextEditing: ContextEditing
  /** How hard to think; as the model has it when left out. */
  readonly thinking?: ThinkingSettings
  /** Summaries by threshold, and the words for those on demand; off when left out. */
  readonly compaction?: Compaction
  /** How long what is cached is kept; five minutes when left out. */
  readonly cacheFor?: '5m' | '1h'
  /** Where a step goes on when the host stays busy or Claude declines. */
  readonly fallback?: Answerer | null
  /** All tool calls of the step before `firstStep` when some of them have no result yet; else empty. */
  readonly pending: readonly PendingCall[]
  readonly known: KnownResults
  /** Asked before each step: null when it may be taken, else why no more money may be spent, in words for people. */
  readonly maySpend?: () => Promise<string | null>
  /** Cuts waits before another attempt short. */
  readonly hurry?: Hurry
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
