/** One connection for all hosts: they speak the same wire through official clients and differ in a few facts. */
import type Anthropic from '@anthropic-ai/sdk'
import type {
  Connection,
  HostId,
  ModelInfo,
  ModelRequest,
  WireBlock,
  WireEvent,
  WireMessage,
} from './contract.ts'
import { hostError } from './failure.ts'
import { costOf, modelFacts } from './models.ts'

/** What this house may ask for beyond the plain wire, host by host; some hosts refuse a flag they do not know. */
export interface HostFacts {
  readonly host: HostId
  readonly name: string
  readonly defaultModel: string
  /** Makes the input of typed tools stream as it is written. */
  readonly fineGrainedHeader: boolean
  readonly contextEditing: boolean
  readonly caching: boolean
  readonly free: boolean
}

/** The official clients, as far as they are used here. */
export interface MessagesClient {
  readonly beta: {
    readonly messages: {
      create(
        params: Anthropic.Beta.MessageCreateParamsStreaming,
        options: { readonly signal: AbortSignal },
      ): PromiseLike<AsyncIterable<WireEvent>>
    }
  }
}

export const CONTEXT_EDITING_BETA = 'context-management-2025-06-27'
export const FINE_GRAINED_BETA = 'fine-grained-tool-streaming-2025-05-14'

/** A reply longer than this is cut; people can continue it. Tokens. */
const REPLY_LIMIT = 32_000

/** `clientFor` picks the client for a model; `list` fetches the host's own list of models. */
export function openConnection(
  facts: HostFacts,
  clientFor: (model: string) => MessagesClient,
  list: (signal?: AbortSignal) => Promise<readonly ModelInfo[]>,
): Connection {
  return {
    host: facts.host,
    name: facts.name,
    defaultModel: facts.defaultModel,
    async *stream(request, signal) {
      try {
        const stream = await clientFor(request.model).beta.messages.create(wireRequest(request, facts), {
          signal,
        })
        yield* stream
      } catch (error) {
        if (signal.aborted) throw signal.reason
        throw hostError(error, facts.name)
      }
    },
    async models(signal) {
      try {
        return await list(signal)
      } catch (error) {
        throw hostError(error, facts.name)
      }
    },
    cost: (model, usage) => (facts.free ? 0 : costOf(model, usage)),
  }
}

/** The request as it goes out. Exported for tests of the wire. */
export function wireRequest(
  request: ModelRequest,
  facts: HostFacts,
): Anthropic.Beta.MessageCreateParamsStreaming {
  const model = modelFacts(request.model)
  const editing = facts.contextEditing ? request.contextManagement : undefined
  const betas = [
    ...(editing ? [CONTEXT_EDITING_BETA] : []),
    ...(facts.fineGrainedHeader ? [FINE_GRAINED_BETA] : []),
  ]
  return {
    model: request.model,
    max_tokens: Math.min(model.maxOutput, REPLY_LIMIT),
    stream: true,
    ...(request.system === '' ? {} : { system: [{ type: 'text', text: request.system, ...mark(facts) }] }),
    messages: wireMessages(request.messages, facts),
    ...(request.tools.length > 0
      ? {
          tools: request.tools.map((tool, i) =>
            i === request.tools.length - 1 ? { ...tool, ...mark(facts) } : tool,
          ),
        }
      : {}),
    ...(editing ? { context_management: editing } : {}),
    ...(model.thinking === 'adaptive' ? { thinking: { type: 'adaptive', display: 'summarized' } } : {}),
    ...(betas.length > 0 ? { betas } : {}),
  }
}

function mark(facts: HostFacts): { cache_control?: { type: 'ephemeral' } } {
  return facts.caching ? { cache_control: { type: 'ephemeral' } } : {}
}

/** Messages as the SDK types them, with the moving mark at the end of the newest; marks do not change what a message means. */
function wireMessages(messages: readonly WireMessage[], facts: HostFacts): Anthropic.Beta.BetaMessageParam[] {
  return messages.map((message, i) => {
    const content =
      i === messages.length - 1 && facts.caching ? markLast(message.content) : [...message.content]
    return message.role === 'user' ? { role: 'user', content } : { role: 'assistant', content }
  })
}

function markLast(blocks: readonly WireBlock[]): WireBlock[] {
  const last = blocks.at(-1)
  if (last?.type !== 'text' && last?.type !== 'tool_result') return [...blocks]
  return [...blocks.slice(0, -1), { ...last, cache_control: { type: 'ephemeral' } }]
}
