import { AnthropicBedrock, AnthropicBedrockMantle } from '@anthropic-ai/bedrock-sdk'
import { CLIENT_OPTIONS, type HostFacts, type MessagesClient, openConnection } from './connection.ts'
import type { Connection } from './contract.ts'
import { goesToMantle, KNOWN_MODELS, modelName } from './models.ts'

const FACTS: HostFacts = {
  host: 'bedrock',
  kind: 'bedrock',
  name: 'Amazon Bedrock',
  defaultModel: 'anthropic.claude-sonnet-5-5',
}

/** Profiles of bedrock-runtime that stay useful for accounts without the newest models. */
const PROFILES = [
  'global.anthropic.claude-sonnet-4-6',
  'global.anthropic.claude-haiku-4-5-20251001-v1:0',
] as const

export interface BedrockOptions {
  readonly region: string
  readonly profile?: string
  readonly model?: string
  /** For a server that speaks Bedrock's wire instead of AWS. */
  readonly baseURL?: string
  /** Leaves requests unsigned, for a gateway that signs them. */
  readonly skipAuth?: boolean
}

/**
 * Amazon Bedrock with the credentials of the environment or the profile files. Ids of the newest models
 * (`anthropic.claude-…`) go to the Mantle endpoint; profiles, ARNs and ids with a version (`global.…`, `…-v1:0`) to InvokeModel.
 * Bedrock cannot list its models over this wire: our table is offered, and any other id can be set. Makes no request before it is used.
 */
export function connectBedrock(options: BedrockOptions): Connection {
  const common = {
    ...CLIENT_OPTIONS,
    awsRegion: options.region,
    baseURL: options.baseURL,
    skipAuth: options.skipAuth ?? false,
  }
  let mantle: AnthropicBedrockMantle | undefined
  let runtime: AnthropicBedrock | undefined
  const clientFor = (model: string): MessagesClient => {
    if (goesToMantle(model)) {
      mantle ??= new AnthropicBedrockMantle({ ...common, awsProfile: options.profile })
      return mantle
    }
    runtime ??= new AnthropicBedrock(common)
    return runtime
  }
  const ids = [...KNOWN_MODELS.map((id) => `anthropic.${id}`), ...PROFILES]
  const offered = ids.map((id) => ({ id, name: nameOf(id) }))
  return openConnection(
    { ...FACTS, defaultModel: options.model ?? FACTS.defaultModel },
    clientFor,
    async () => offered,
  )
}

function nameOf(id: string): string {
  return goesToMantle(id) ? modelName(id) : `${modelName(id)} (global profile)`
}
