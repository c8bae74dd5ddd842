import { CLIENT_OPTIONS, type HostFacts, type MessagesClient, openConnection } from './connection.ts'
import type { Connection } from './contract.ts'
import { lazily } from './lazy.ts'
import { KNOWN_MODELS } from './models.ts'
import { fromTable, offering } from './offering.ts'

const FACTS: HostFacts = {
  host: 'foundry',
  kind: 'foundry',
  name: 'Microsoft Foundry',
  defaultModel: 'claude-sonnet-5-5',
}

export interface FoundryOptions {
  /** Name of the resource; not needed with `baseURL`. */
  readonly resource?: string | undefined
  readonly baseURL?: string | undefined
  readonly apiKey?: string | undefined
  /** Instead of a key. It ends after about an hour. */
  readonly entraToken?: string | undefined
  /** Names of deployments. */
  readonly models?: readonly string[]
}

/**
 * Claude as a deployment in Azure. Foundry cannot list its deployments over this wire: the names that Azure suggests are offered, and
 * any other can be set. Makes no request before it is used.
 */
export function connectFoundry(options: FoundryOptions): Connection {
  const client = lazily(async () => await openClient(options))
  const { models = [] } = options
  const offered = offering(models, KNOWN_MODELS.map(fromTable))
  return openConnection(
    { ...FACTS, defaultModel: models[0] ?? FACTS.defaultModel },
    () => client,
    async () => offered,
  )
}

async function openClient({
  resource,
  baseURL,
  apiKey,
  entraToken,
}: FoundryOptions): Promise<MessagesClient> {
  const { AnthropicFoundry } = await import('@anthropic-ai/foundry-sdk')
  // The client takes an address or a resource, never both; what is empty must not be filled from the environment.
  const where = baseURL ? { baseURL, resource: null } : { baseURL: '', resource: resource ?? null }
  const who = apiKey ? { apiKey } : { apiKey: '', azureADTokenProvider: async () => entraToken ?? '' }
  return new AnthropicFoundry({ ...CLIENT_OPTIONS, ...where, ...who })
}
