import Anthropic from '@anthropic-ai/sdk'
import { type HostFacts, openConnection } from './connection.ts'
import type { Connection, ModelInfo } from './contract.ts'

const FACTS: HostFacts = {
  host: 'anthropic',
  name: 'The Claude API',
  defaultModel: 'claude-sonnet-5-5',
  fineGrainedHeader: true,
  contextEditing: true,
  caching: true,
  free: false,
}

/** Models listed at most; the API has a few dozen. */
const MODELS_LISTED = 200
/** Silence of the network after which a request counts as failed. Milliseconds. */
const TIMEOUT = 600_000

/** The Claude API with a key. `baseURL` is for a server that speaks the same wire. Makes no request before it is used. */
export function connectAnthropic(options: {
  readonly apiKey: string
  readonly baseURL?: string
  readonly model?: string
}): Connection {
  const client = new Anthropic({
    apiKey: options.apiKey,
    authToken: null,
    baseURL: options.baseURL ?? 'https://api.anthropic.com',
    maxRetries: 0,
    timeout: TIMEOUT,
  })
  const list = async (signal?: AbortSignal): Promise<readonly ModelInfo[]> => {
    const found: ModelInfo[] = []
    for await (const model of client.models.list({ limit: 100 }, { signal })) {
      found.push({ id: model.id, name: model.display_name })
      if (found.length >= MODELS_LISTED) break
    }
    return found
  }
  return openConnection({ ...FACTS, defaultModel: options.model ?? FACTS.defaultModel }, () => client, list)
}
