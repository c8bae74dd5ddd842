import Anthropic from '@anthropic-ai/sdk'
import { CLIENT_OPTIONS, type HostFacts, openConnection } from './connection.ts'
import type { Connection, ModelInfo } from './contract.ts'
import { capabilitiesOf } from './models.ts'

const FACTS: HostFacts = {
  host: 'anthropic',
  kind: 'anthropic',
  name: 'The Claude API',
  defaultModel: 'claude-sonnet-5-5',
  fineGrainedHeader: true,
  contextEditing: true,
  caching: true,
  free: false,
}

/** Models listed at most; the API has a few dozen. */
const MODELS_LISTED = 200

/** The Claude API with a key. `baseURL` is for a server that speaks the same wire. Makes no request before it is used. */
export function connectAnthropic(options: {
  readonly apiKey: string
  readonly baseURL?: string
  readonly model?: string
}): Connection {
  const client = new Anthropic({
    ...CLIENT_OPTIONS,
    apiKey: options.apiKey,
    authToken: null,
    baseURL: options.baseURL ?? 'https://api.anthropic.com',
  })
  const facts = { ...FACTS, defaultModel: options.model ?? FACTS.defaultModel }
  return openConnection(
    facts,
    () => client,
    (signal) => listModels(client, signal),
  )
}

/** The host's own list, by its Models API. */
export async function listModels(client: Anthropic, signal?: AbortSignal): Promise<readonly ModelInfo[]> {
  const found: ModelInfo[] = []
  for await (const model of client.models.list({ limit: 100 }, { signal })) {
    found.push({
      id: model.id,
      name: model.display_name,
      capabilities: capabilitiesOf(model.id),
    })
    if (found.length >= MODELS_LISTED) break
  }
  return found
}
