/** One connection for all hosts: they speak the same wire through official clients and differ in a few facts. */
import type Anthropic from '@anthropic-ai/sdk'
import { NotFoundError } from '@anthropic-ai/sdk'
import type { Capabilities } from '../agent/capabilities.ts'
import type { Connection, HostId, HostKind, ModelRequest, TokenCount, WireEvent } from './contract.ts'
import { hostError, silentError, unsealedError } from './failure.ts'
import { plainId } from './models.ts'
import { capabilitiesOf } from './models-capabilities.ts'
import { costOf } from './models-cost.ts'
import type { ListedModel, ModelSays } from './models-listed.ts'
import { placeOf } from './models-places.ts'
import { hasThinking, refusesThinking } from './thinking.ts'
import { countRequest, type Outgoing, wireRequest } from './wire-request.ts'
import { type Extra, refusedExtra, withoutRefused } from './wire-request-refusals.ts'

export interface HostFacts {
  readonly host: HostId
  readonly kind: HostKind
  readonly name: string
  readonly defaultModel: string
  /** Whether requests stay within a region, which costs a tenth more. Bedrock's profiles say it in their ids. */
  readonly regional?: boolean
}

/** The official clients, as far as they are used here. */
export interface MessagesClient {
  readonly beta: {
    readonly messages: {
      create(
        params: Anthropic.Beta.MessageCreateParamsStreaming,
        options: { readonly signal: AbortSignal },
      ): PromiseLike<AsyncIterable<WireEvent>>
      /** Left out by clients of hosts that do not count. */
      countTokens?(
        params: Anthropic.Beta.MessageCountTokensParams,
        options: { readonly signal?: AbortSignal | undefined },
      ): PromiseLike<Anthropic.Beta.BetaMessageTokensCount>
    }
  }
}

/** Options that every client gets. Waiting and trying again is the agent's business; nothing of a chat goes to the console. */
export const CLIENT_OPTIONS = { maxRetries: 0, timeout: 600_000, logLevel: 'off' } as const

/** `clientFor` picks the client for a model; `list` fetches the host's own list of models. */
export function openConnection(
  facts: HostFacts,
  clientFor: (model: string) => MessagesClient,
  list: (signal?: AbortSignal) => Promise<readonly ListedModel[]>,
  now: () => Date = () => new Date(),
): Connection {
  const { kind, name, regional = false } = facts
  const learnt = learning()
  const capabilities = (model: string): Capabilities => {
    const says = learnt.says(model)
    const known = capabilitiesOf({ kind, model, regional, today: now().toISOString() }, says)
    const can = withoutRefused(known, learnt.refusals(model))
    return learnt.counts() ? can : { ...can, countsTokens: false }
  }
  /** Asks; what a host refuses and can be left out is left out, now and from then on. */
  const asking = async <T>(request: ModelRequest, ask: (outgoing: Outgoing) => Promise<T>): Promise<T> => {
    for (;;) {
      const refused = learnt.refusals(request.model)
      const can = capabilities(request.model)
      const outgoing = wireRequest(request, can, placeOf(kind, request.model), refused)
      try {
        return await ask(outgoing)
      } catch (error) {
        if (refusesThinking(error) && hasThinking(request)) throw unsealedError(error, name)
        const extra = refusedExtra(error, outgoing.extras)
        if (extra === null) throw error
        learnt.refuse(request.model, extra)
      }
    }
  }
  const failure = (error: unknown, signal: AbortSignal | undefined, model?: string): unknown =>
    signal?.aborted
      ? signal.reason
      : hostError(error, name, model ? capabilities(model).lifecycle : undefined)

  return {
    host: facts.host,
    kind,
    name,
    defaultModel: facts.defaultModel,
    capabilities,
    says: learnt.says,
    recall: (models) => learnt.list(models, kind),
    async *stream(request, signal) {
      try {
        const client = clientFor(request.model)
        yield* await asking(request, async ({ params }) =>
          begun(await client.beta.messages.create(params, { signal }), kind === 'server' ? name : null),
        )
      } catch (error) {
        throw failure(error, signal, request.model)
      }
      // The SDK ends an aborted stream as if it were complete.
      signal.throwIfAborted()
    },
    async models(signal) {
      try {
        const listed = await list(signal)
        learnt.list(listed, kind)
        return listed.map((model) => ({
          id: model.id,
          name: model.name,
          capabilities: capabilities(model.id),
        }))
      } catch (error) {
        throw failure(error, signal)
      }
    },
    async count(request, signal) {
      const { messages } = clientFor(request.model).beta
      if (!messages.countTokens || !capabilities(request.model).countsTokens) return null
      try {
        return await asking(request, async (outgoing) =>
          tokenCount(await messages.countTokens?.(countRequest(outgoing), { signal })),
        )
      } catch (error) {
        if (kind === 'server' && cannotCount(error)) {
          learnt.noCount()
          return null
        }
        throw failure(error, signal, request.model)
      }
    },
    cost: (model, usage) => costOf(capabilities(model).prices, usage),
  }
}

/** What a host told or showed of itself while it was used. */
function learning() {
  const says = new Map<string, ModelSays>()
  const refusals = new Map<string, ReadonlySet<Extra>>()
  let counts = true
  return {
    says: (model: string) => says.get(model),
    /** A model is known by its dated id and without the date, as long as both mean one model. */
    list(models: readonly ListedModel[], kind: HostKind) {
      for (const model of models) {
        if (model.says) says.set(model.id, model.says)
        const plain = plainId(model.id)
        if (model.says && kind !== 'server' && !says.has(plain)) says.set(plain, model.says)
      }
    },
    refusals: (model: string): ReadonlySet<Extra> => refusals.get(model) ?? NOTHING,
    refuse(model: string, extra: Extra) {
      refusals.set(model, new Set([...(refusals.get(model) ?? []), extra]))
    },
    counts: () => counts,
    noCount() {
      counts = false
    },
  }
}

const NOTHING: ReadonlySet<Extra> = new Set()

/**
 * Waits for the first event, because some hosts refuse a request only there. `server`: its name, when it may be one that answers
 * any address with something else.
 */
async function begun(
  stream: AsyncIterable<WireEvent>,
  server: string | null,
): Promise<AsyncIterable<WireEvent>> {
  const events = stream[Symbol.asyncIterator]()
  const first = await events.next()
  if (first.done && server !== null) throw silentError(server)
  return (async function* () {
    try {
      for (let next = first; !next.done; next = await events.next()) yield next.value
    } finally {
      await events.return?.()
    }
  })()
}

function tokenCount(counted: Anthropic.Beta.BetaMessageTokensCount | undefined): TokenCount | null {
  if (typeof counted?.input_tokens !== 'number') return null
  return { tokens: counted.input_tokens, original: counted.context_management?.original_input_tokens ?? null }
}

function cannotCount(error: unknown): boolean {
  const status = error instanceof Error ? Reflect.get(error, 'status') : undefined
  return error instanceof NotFoundError || status === 405 || status === 501
}
