/**
 * The seam to models. The agent knows only this file and the wire types it re-exports; everything vendor-specific
 * (clients, credentials, model names, prices, betas) stays in the other files of this room.
 */
import type Anthropic from '@anthropic-ai/sdk'
import type { Capabilities } from '../agent/capabilities.ts'
import type { Compaction, Failure, HostId, ThinkingSettings, Usage } from '../agent/events.ts'
import type { ListedModel, ModelSays } from './models-listed.ts'
import type { Saying } from './sayings.ts'

export type { HostId } from '../agent/events.ts'

/** The wire: the Messages API in its beta form, which carries context editing. */
export interface WireMessage {
  readonly role: 'user' | 'assistant'
  readonly content: readonly WireBlock[]
}
export type WireBlock = Anthropic.Beta.BetaContentBlockParam
export type WireTool = Anthropic.Beta.BetaToolUnion
export type WireEvent = Anthropic.Beta.BetaRawMessageStreamEvent
export type WireContextManagement = Anthropic.Beta.BetaContextManagementConfig

/**
 * One request, in the words of the wire; the connection adds what its host needs (model id form, betas, cache marks) and leaves
 * out what the model's capabilities do not have.
 */
export interface ModelRequest {
  readonly model: string
  readonly system: string
  readonly messages: readonly WireMessage[]
  readonly tools: readonly WireTool[]
  /** Edits that clear; sent only where the host does the clearing. */
  readonly contextManagement?: WireContextManagement
  readonly thinking?: ThinkingSettings
  /** Summarising by threshold; sent only where the model offers it. */
  readonly compaction?: Compaction
  /** Instead of a reply: the conversation so far as one compaction block. `instructions`: empty for the host's own words. */
  readonly compactNow?: { readonly instructions: string }
  /** The host shall drop thinking that fails its check. Only where `dropsThinking`. */
  readonly dropUnsealed?: boolean
  /** How long what is cached shall be kept; five minutes when left out. */
  readonly cacheFor?: '5m' | '1h'
  /** Tokens of the longest reply that is wanted; as many as the house allows when left out. */
  readonly replyLimit?: number
  /** The host's id of this chat's reply before, for the diagnosis of its cache; null for the first. */
  readonly previousMessage?: string | null
}

/** A way to one host, with its credentials. Holds no state of any chat. */
export interface Connection {
  readonly host: HostId
  readonly kind: HostKind
  readonly name: string
  readonly defaultModel: string
  /** What a model can do here. Never asks the host; what `models` has learnt before is used. */
  capabilities(model: string): Capabilities
  /** What the host itself said of a model when `models` asked; undefined: nothing, or it was not asked. To be kept for `recall`. */
  says(model: string): ModelSays | undefined
  /** Takes what the host said at an earlier time, so that `capabilities` knows it before the host is asked again. */
  recall(models: readonly ListedModel[]): void
  /**
   * Streams one reply, raw. Rejects or throws while iterating with `HostError` only (or the signal's reason when aborted).
   * Never retries: waiting is the agent's business, so that people see it.
   */
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<WireEvent>
  /** Models that this host offers: from its Models API where it has one, otherwise from our table. Rejects with `HostError`. */
  models(signal?: AbortSignal): Promise<readonly ModelInfo[]>
  /** Tokens of the prompt of a request, by the host's own count; null where it has none. Rejects with `HostError`. */
  count(request: ModelRequest, signal?: AbortSignal): Promise<TokenCount | null>
  /** US dollars for one reply; null when the price is unknown. */
  cost(model: string, usage: Usage): number | null
}

export interface TokenCount {
  /** After context editing. */
  readonly tokens: number
  /** Before it; null when nothing was cleared or the host does not say. */
  readonly original: number | null
}

/**
 * `anthropic`: the Claude API; `bedrock`: Amazon Bedrock, both of its wires; `aws`: Claude Platform on AWS; `vertex`: Google
 * Cloud; `foundry`: Microsoft Foundry; `server`: any server that speaks the Messages API, such as Ollama.
 */
export type HostKind = 'rehearsal' | 'anthropic' | 'bedrock' | 'aws' | 'vertex' | 'foundry' | 'server'

export interface ModelInfo {
  readonly id: string
  readonly name: string
  readonly capabilities: Capabilities
}

/** One thing that was looked at, in plain words. */
export interface Finding {
  readonly what: string
  readonly state: 'good' | 'wrong' | 'unknown'
  /** What was found. */
  readonly found: string
  /** What to do about it; empty when it is good. */
  readonly mend: string
  /** The page of the docs that tells more of that. */
  readonly guide?: string
  /** The same as sayings, for a browser of another language. */
  readonly said?: { readonly what: Saying; readonly found: Saying; readonly mend: Saying | null }
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
