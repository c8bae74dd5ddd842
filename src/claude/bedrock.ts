import { type AwsAccess, keysOf, providerFor, signing } from './aws-access.ts'
import { CLIENT_OPTIONS, type HostFacts, type MessagesClient, openConnection } from './connection.ts'
import type { Connection } from './contract.ts'
import { lazily } from './lazy.ts'
import { goesToMantle, KNOWN_MODELS, modelName } from './models.ts'
import type { ListedModel } from './models-listed.ts'
import { offering } from './offering.ts'

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

export interface BedrockOptions extends AwsAccess {
  readonly region: string
  /** A Bedrock API key; it wins over AWS credentials. */
  readonly bearerToken?: string | undefined
  /** Offered first; the first one answers unless a chat says otherwise. */
  readonly models?: readonly string[]
  /** For a gateway that speaks the wire of InvokeModel, and of Mantle when `mantleURL` is not given. */
  readonly baseURL?: string | undefined
  readonly mantleURL?: string | undefined
  /** Leaves requests unsigned, for a gateway that signs them. */
  readonly skipAuth?: boolean
}

/**
 * Amazon Bedrock with a Bedrock API key, typed keys, a profile, or what AWS's own order of looking finds. Ids of the newest models
 * (`anthropic.claude-…`) go to the Mantle endpoint; profiles, ARNs and ids with a version (`global.…`, `…-v1:0`) to InvokeModel.
 * Bedrock cannot list its models over this wire: our table is offered, and any other id can be set. Makes no request before it is used.
 */
export function connectBedrock(options: BedrockOptions): Connection {
  const mantle = lazily(async () => await openMantle(options))
  const runtime = lazily(async () => await openRuntime(options))
  const { models = [] } = options
  const offered = offering(models, IN_TABLE)
  return openConnection(
    { ...FACTS, defaultModel: models[0] ?? FACTS.defaultModel },
    (model) => (goesToMantle(model) ? mantle : runtime),
    async () => offered,
  )
}

const IN_TABLE: readonly ListedModel[] = [...KNOWN_MODELS.map((id) => `anthropic.${id}`), ...PROFILES].map(
  (id) => ({ id, name: nameOf(id) }),
)

async function openMantle(options: BedrockOptions): Promise<MessagesClient> {
  const { AnthropicBedrockMantle } = await import('@anthropic-ai/bedrock-sdk')
  return new AnthropicBedrockMantle({
    ...CLIENT_OPTIONS,
    awsRegion: options.region,
    baseURL: options.mantleURL ?? options.baseURL,
    skipAuth: options.skipAuth ?? false,
    // null keeps the client from looking for one by itself: it could be meant for another address.
    apiKey: options.bearerToken ?? null,
    ...signing(options),
  })
}

async function openRuntime(options: BedrockOptions): Promise<MessagesClient> {
  const { AnthropicBedrock } = await import('@anthropic-ai/bedrock-sdk')
  const keys = keysOf(options)
  const common = {
    ...CLIENT_OPTIONS,
    awsRegion: options.region,
    baseURL: options.baseURL,
    skipAuth: options.skipAuth ?? false,
    // null keeps the client from looking for one by itself: it could be meant for another address.
    apiKey: options.bearerToken ?? null,
  }
  if (keys) {
    return new AnthropicBedrock({
      ...common,
      awsAccessKey: keys.accessKeyId,
      awsSecretKey: keys.secretAccessKey,
      awsSessionToken: keys.sessionToken,
    })
  }
  return new AnthropicBedrock({ ...common, providerChainResolver: providerFor(options.profile) })
}

function nameOf(id: string): string {
  return goesToMantle(id) ? modelName(id) : `${modelName(id)} (global profile)`
}
