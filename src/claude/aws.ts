import { listModels } from './anthropic.ts'
import { type AwsAccess, signing } from './aws-access.ts'
import { CLIENT_OPTIONS, type HostFacts, openConnection } from './connection.ts'
import type { Connection } from './contract.ts'
import { lazily } from './lazy.ts'
import { offering } from './offering.ts'

const FACTS: HostFacts = {
  host: 'aws',
  kind: 'aws',
  name: 'Claude Platform on AWS',
  defaultModel: 'claude-sonnet-5-5',
}

export interface AwsOptions extends AwsAccess {
  readonly region: string
  readonly workspaceId: string
  /** Wins over AWS credentials. */
  readonly apiKey?: string | undefined
  readonly baseURL?: string | undefined
  readonly models?: readonly string[]
}

/** Anthropic's own platform, reached and paid through AWS. It has the Models API. Makes no request before it is used. */
export function connectAws(options: AwsOptions): Connection {
  let opened: ReturnType<typeof openClient> | null = null
  const ready = () => {
    opened ??= openClient(options)
    return opened
  }
  const client = lazily(ready)
  const { models = [] } = options
  return openConnection(
    { ...FACTS, defaultModel: models[0] ?? FACTS.defaultModel },
    () => client,
    async (signal) => offering(models, await listModels(await ready(), signal)),
  )
}

async function openClient(options: AwsOptions) {
  const { AnthropicAws } = await import('@anthropic-ai/aws-sdk')
  return new AnthropicAws({
    ...CLIENT_OPTIONS,
    awsRegion: options.region,
    workspaceId: options.workspaceId,
    baseURL: options.baseURL,
    // null keeps the client from looking for one by itself: it could be meant for another address.
    apiKey: options.apiKey ?? null,
    ...signing(options),
  })
}
