import Anthropic from '@anthropic-ai/sdk'
import { listModels } from './anthropic.ts'
import { CLIENT_OPTIONS, openConnection } from './connection.ts'
import type { Connection, HostId } from './contract.ts'
import { fromTable, offering } from './offering.ts'

export interface ServerOptions {
  readonly host: HostId
  readonly name: string
  /** Where it is, without `/v1/messages`. */
  readonly baseURL: string
  readonly apiKey?: string | undefined
  /** Offered first, or alone where the server lists none. */
  readonly models: readonly string[]
}

/** Any server that speaks the Messages API. Makes no request before it is used. */
export function connectServer({ host, name, baseURL, apiKey, models }: ServerOptions): Connection {
  // A key that somebody set for the Claude API is never sent elsewhere; servers without keys still want to see one.
  const client = new Anthropic({
    ...CLIENT_OPTIONS,
    apiKey: apiKey ?? 'none',
    authToken: null,
    baseURL: serverAddress(baseURL),
    // Some look for the key where the Claude API has it, others where OpenAI has it.
    defaultHeaders: apiKey ? { authorization: `Bearer ${apiKey}` } : {},
  })
  return openConnection(
    { kind: 'server', host, name, defaultModel: models[0] ?? '' },
    () => client,
    async (signal) => {
      try {
        return offering(models, await listModels(client, signal))
      } catch (error) {
        if (models.length > 0 && error instanceof Anthropic.NotFoundError) return models.map(fromTable)
        throw error
      }
    },
  )
}

/** People paste addresses as they find them: with `/v1`, `/v1/messages`, or a slash at the end. */
export function serverAddress(text: string): string {
  return text.replace(/\/+$/, '').replace(/\/v1(\/messages)?$/, '')
}
