/** One connection for all hosts: they speak the same wire through official clients and differ in a few facts. */
import type Anthropic from '@anthropic-ai/sdk'
import { APIError } from '@anthropic-ai/sdk'
import type {
  Connection,
  HostId,
  HostKind,
  ModelInfo,
  ModelRequest,
  WireBlock,
  WireEvent,
  WireMessage,
} from './contract.ts'
import { hostError } from './failure.ts'
import { capabilitiesOf, costOf, modelFacts } from './models.ts'
import { hasThinking, refusesThinking, withoutThinking } from './thinking.ts'

/** What this house may ask for beyond the plain wire, host by host; some hosts refuse a flag they do not know. */
export interface HostFacts {
  readonly host: HostId
  readonly kind: HostKind
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

const CONTEXT_EDITING_BETA = 'context-management-2025-06-27'
const FINE_GRAINED_BETA = 'fine-grained-tool-streaming-2025-05-14'

/** A reply longer than this is cut; people can continue it. Tokens. */
const REPLY_LIMIT = 32_000

/** Options that every client gets. Waiting and trying again is the agent's business; nothing of a chat goes to the console. */
export const CLIENT_OPTIONS = { maxRetries: 0, timeout: 600_000, logLevel: 'off' } as const

/** `clientFor` picks the client for a model; `list` fetches the host's own list of models. */
export function openConnection(
  facts: HostFacts,
  clientFor: (model: string) => MessagesClient,
  list: (signal?: AbortSignal) => Promise<readonly ModelInfo[]>,
): Connection {
  // A host that refuses the flag for live tool input is asked without it from then on: tools still work, in one piece.
  let asks = facts
  const open = async (wanted: ModelRequest, signal: AbortSignal) => {
    let request = wanted
    for (;;) {
      const asked = asks
      try {
        return await clientFor(request.model).beta.messages.create(wireRequest(request, asked), { signal })
      } catch (error) {
        if (asked.fineGrainedHeader && refusesFlag(error)) asks = { ...asked, fineGrainedHeader: false }
        else if (hasThinking(request) && refusesThinking(error)) request = withoutThinking(request)
        else throw error
      }
    }
  }
  return {
    host: facts.host,
    kind: facts.kind,
    name: facts.name,
    defaultModel: facts.defaultModel,
    capabilities: capabilitiesOf,
    async *stream(request, signal) {
      try {
        yield* await open(request, signal)
      } catch (error) {
        if (signal.aborted) throw signal.reason
        throw hostError(error, facts.name)
      }
      // The SDK ends an aborted stream as if it were complete.
      signal.throwIfAborted()
    },
    async models(signal) {
      try {
        return await list(signal)
      } catch (error) {
        if (signal?.aborted) throw signal.reason
        throw hostError(error, facts.name)
      }
    },
    count: async () => null,
    async examine(signal) {
      const what = `Whether ${facts.name} answers`
      try {
        const models = await list(signal)
        return [{ what, state: 'good', found: `It offers ${models.length} models.`, mend: '' }]
      } catch (error) {
        const { failure } = hostError(error, facts.name)
        return [{ what, state: 'wrong', found: failure.message, mend: 'See the guide for this host.' }]
      }
    },
    cost: (model, usage) => (facts.free ? 0 : costOf(model, usage)),
  }
}

/** The words differ by host ("invalid beta flag", "Unexpected value(s) … for the `anthropic-beta` header"). */
function refusesFlag(error: unknown): boolean {
  return error instanceof APIError && error.status === 400 && /beta flag|anthropic.beta/i.test(error.message)
}

/** The request as it goes out. */
function wireRequest(request: ModelRequest, facts: HostFacts): Anthropic.Beta.MessageCreateParamsStreaming {
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

/**
 * Messages as the SDK types them, with the moving marks: at the end of the newest, and where the request before ended, because
 * a mark finds what is cached at most 20 blocks back. Marks do not change what a message means.
 */
function wireMessages(messages: readonly WireMessage[], facts: HostFacts): Anthropic.Beta.BetaMessageParam[] {
  const newest = messages.length - 1
  const before = messages.findLastIndex(({ role }, i) => role === 'user' && i < newest)
  return messages.map((message, i) => {
    const marked = facts.caching && (i === newest || i === before)
    const content = marked ? markLast(message.content) : [...message.content]
    return message.role === 'user' ? { role: 'user', content } : { role: 'assistant', content }
  })
}

function markLast(blocks: readonly WireBlock[]): WireBlock[] {
  const last = blocks.at(-1)
  if (last?.type !== 'text' && last?.type !== 'tool_result') return [...blocks]
  return [...blocks.slice(0, -1), { ...last, cache_control: { type: 'ephemeral' } }]
}
