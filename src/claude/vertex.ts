import { CLIENT_OPTIONS, type HostFacts, type MessagesClient, openConnection } from './connection.ts'
import type { Connection } from './contract.ts'
import { lazily } from './lazy.ts'
import { KNOWN_MODELS } from './models.ts'
import { fromTable, offering } from './offering.ts'

const FACTS: HostFacts = {
  host: 'vertex',
  kind: 'vertex',
  name: 'Google Cloud',
  defaultModel: 'claude-sonnet-5-5',
}

export interface VertexOptions {
  readonly project: string
  /** `global`, `us`, `eu`, or one region. */
  readonly region: string
  /** The JSON of a service account's key. */
  readonly serviceAccount?: string | undefined
  /** Instead: a token that somebody fetched; Google lets it live for an hour. */
  readonly accessToken?: string | undefined
  readonly baseURL?: string | undefined
  readonly models?: readonly string[]
}

const SCOPE = 'https://www.googleapis.com/auth/cloud-platform'

/**
 * Claude on Vertex AI, with a service account, a token, or application default credentials. Vertex cannot list its models over
 * this wire: our table is offered, and any other id can be set. Makes no request before it is used.
 */
export function connectVertex(options: VertexOptions): Connection {
  const client = lazily(async () => await openClient(options))
  const { models = [] } = options
  const offered = offering(models, KNOWN_MODELS.map(fromTable))
  return openConnection(
    { ...FACTS, defaultModel: models[0] ?? FACTS.defaultModel, regional: options.region !== 'global' },
    () => client,
    async () => offered,
  )
}

async function openClient(options: VertexOptions): Promise<MessagesClient> {
  const { AnthropicVertex } = await import('@anthropic-ai/vertex-sdk')
  return new AnthropicVertex({
    ...CLIENT_OPTIONS,
    projectId: options.project,
    region: options.region,
    baseURL: options.baseURL,
    ...(await access(options)),
  })
}

/** Nothing leaves the looking for credentials to the client. */
async function access({ serviceAccount, accessToken }: VertexOptions) {
  if (accessToken) {
    const { OAuth2Client } = await import('google-auth-library')
    return { authClient: new OAuth2Client({ credentials: { access_token: accessToken } }) }
  }
  if (!serviceAccount) return {}
  const { GoogleAuth } = await import('google-auth-library')
  return { googleAuth: new GoogleAuth({ scopes: SCOPE, credentials: JSON.parse(serviceAccount) }) }
}
