/** How requests to AWS are signed: with keys that were typed, a profile, or what AWS's own order of looking finds. */
import type { BedrockMantleClientOptions } from '@anthropic-ai/bedrock-sdk'

export interface AwsAccess {
  readonly profile?: string | undefined
  readonly accessKeyId?: string | undefined
  readonly secretAccessKey?: string | undefined
  readonly sessionToken?: string | undefined
}

interface Keys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string | null
}

/** Both halves of a key; null when one is missing. */
export function keysOf({ accessKeyId, secretAccessKey, sessionToken }: AwsAccess): Keys | null {
  if (!accessKeyId || !secretAccessKey) return null
  return { accessKeyId, secretAccessKey, sessionToken: sessionToken ?? null }
}

/** The same as options of the clients that take keys or a profile. */
export function signing(access: AwsAccess) {
  const keys = keysOf(access)
  if (!keys) return { awsProfile: access.profile }
  return {
    awsAccessKey: keys.accessKeyId,
    awsSecretAccessKey: keys.secretAccessKey,
    awsSessionToken: keys.sessionToken,
  }
}

/** For the client that takes no profile by itself; null leaves the looking to it. */
export function providerFor(
  profile: string | undefined,
): BedrockMantleClientOptions['providerChainResolver'] {
  if (!profile) return null
  return async () => {
    const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers')
    return fromNodeProviderChain({ profile })
  }
}
