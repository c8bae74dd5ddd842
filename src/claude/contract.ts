/**
 * The seam to models. The agent knows only this file and the wire types it re-exports; everything vendor-specific
 * (clients, credentials, model names, prices, betas) stays in the other files of this room.
 */
import type Anthropic from '@anthropic-ai/sdk'
import type { Failure } from '../agent/events.ts'

/** The wire: the Messages API in its beta form, which carries context editing. */
export interface WireMessage {
  readonly role: 'user' | 'assistant'
  readonly content: readonly WireBlock[]
}
export type WireBlock = Anthropic.Beta.BetaContentBlockParam
export type WireTool = Anthropic.Beta.BetaToolUnion
export type WireEvent = Anthropic.Beta.BetaRawMessageStreamEvent
export type WireContextManagement = Anthropic.Beta.BetaContextManagementConfig

/** One request, in the words of the wire; the connection adds what its host needs (model id form, betas, cache marks). */
export interface ModelRequest {
  readonly model: string
  readonly system: string
  readonly messages: readonly WireMessage[]
  readonly tools: readonly WireTool[]
  readonly contextManagement?: WireContextManagement
}

/** A way to one host, with its credentials. Holds no state of any chat. */
export interface Connection {
  readonly host: HostId
  readonly name: string
  readonly defaultModel: string
  /**
   * Streams one reply, raw. Rejects or throws while iterating with `HostError` only (or the signal's reason when aborted).
   * Never retries: waiting is the agent's business, so that people see it.
   */
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<WireEvent>
  /** Models that this host offers: from its Models API where it has one, otherwise from our table. Rejects with `HostError`. */
  models(signal?: AbortSignal): Promise<readonly ModelInfo[]>
  /** US dollars for one reply; null when the price is unknown. */
  cost(
    model: string,
    usage: {
      readonly input: number
      readonly output: number
      readonly cacheRead: number
      readonly cacheWrite: number
    },
  ): number | null
}

export type HostId = 'rehearsal' | 'anthropic' | 'bedrock'

export interface ModelInfo {
  readonly id: string
  readonly name: string
}

/** The one exception that leaves this room: a request that failed, already put in the words of `Failure`. */
export class HostError extends Error {
  readonly failure: Failure
  constructor(failure: Failure, options?: { cause?: unknown }) {
    super(failure.message, options)
    this.name = 'HostError'
    this.failure = failure
  }
}
