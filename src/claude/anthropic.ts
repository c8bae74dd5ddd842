import Anthropic from '@anthropic-ai/sdk'
import { CLIENT_OPTIONS, type HostFacts, openConnection } from './connection.ts'
import type { Connection } from './contract.ts'
import { type ListedModel, readListed } from './models-listed.ts'
import { offering } from './offering.ts'

const FACTS: HostFacts = {
  host: 'anthropic',
  kind: 'anthropic',
  name: 'The Claude API',
  defaultModel: 'claude-sonnet-5-5',
}

/** Models listed at most; the API has a few dozen. */
const MODELS_LISTED = 200

/** The Claude API with a key. `baseURL` is for a server that speaks the same wire. Makes no request before it is used. */
export function connectAnthropic(options: {
  readonly apiKey: string
  readonly baseURL?: string | undefined
  /** Offered first; the first one answers unless a chat says otherwise. */
  readonly models?: readonly string[]
}): Connection {
  const client = new Anthropic({
    ...CLIENT_OPTIONS,
    apiKey: options.apiKey,
    authToken: null,
    baseURL: options.baseURL ?? 'https://api.anthropic.com',
  })
  const { models = [] } = options
  return openConnection(
    { ...FACTS, defaultModel: models[0] ?? FACTS.defaultModel },
    () => client,
    async (signal) => offering(models, await listModels(client, signal)),
  )
}

/** The host's own list, by its Models API; servers that are no Claude list ids alone. */
export async function listModels(
  client: Pick<Anthropic, 'models'>,
  signal?: AbortSignal,
): Promise<readonly ListedModel[]> {
  const found: ListedModel[] = []
  for await (const entry of client.models.list({ limit: 100 }, { signal })) {
    const model = readListed(entry)
    if (model) found.push(model)
    if (found.length >= MODELS_LISTED) break
  }
  return found
}
