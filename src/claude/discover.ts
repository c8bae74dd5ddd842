/** Which host to use when nobody said so: what can be found by reading, never by asking the network. */
import type { HostId } from './contract.ts'

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  /** The text of a file, or null when it cannot be read. */
  readonly readFile: (path: string) => string | null
}

export interface BedrockFinding {
  readonly region: string
  readonly profile?: string
  readonly because: string
}

export interface Findings {
  /** The key in `ANTHROPIC_API_KEY`; never shown. */
  readonly anthropicKey: string | null
  /** Credentials and a region for Bedrock; null with the reason why not. */
  readonly bedrock: BedrockFinding | null
  readonly bedrockMissing: string
}

export interface HostChoice {
  readonly host: HostId
  /** In words, for people. */
  readonly because: string
}

/** An explicit wish wins; then the Claude API's key; then AWS credentials with a region; else the rehearsal model. */
export function chooseHost(
  wish: HostId | 'auto',
  findings: Findings,
  because = 'it was chosen in the settings',
): HostChoice {
  if (wish !== 'auto') return { host: wish, because }
  if (findings.anthropicKey !== null) return { host: 'anthropic', because: 'ANTHROPIC_API_KEY is set' }
  if (findings.bedrock) return { host: 'bedrock', because: findings.bedrock.because }
  return { host: 'rehearsal', because: 'no key or AWS credentials were found' }
}

/** Looks into the environment and AWS's profile files. Reads only; holds on to no secret but the API key. */
export function findHosts(around: Surroundings): Findings {
  const key = set(around.env.ANTHROPIC_API_KEY)
  const profiles = readProfiles(around)
  const named = set(around.env.AWS_PROFILE) ?? set(around.env.AWS_DEFAULT_PROFILE)
  const profile = named ?? 'default'
  const credentials = findCredentials(around.env, profiles.get(profile), named, profile)
  const region =
    set(around.env.AWS_REGION) ?? set(around.env.AWS_DEFAULT_REGION) ?? set(profiles.get(profile)?.region)
  const missing = credentials
    ? 'AWS credentials were found, but no region: set AWS_REGION'
    : 'no AWS credentials were found'
  const bedrock =
    credentials && region
      ? { region, profile: named ?? undefined, because: `${credentials}, region ${region}` }
      : null
  return { anthropicKey: key, bedrock, bedrockMissing: bedrock ? '' : missing }
}

type Profile = Readonly<Record<string, string>>

function findCredentials(
  env: Surroundings['env'],
  own: Profile | undefined,
  named: string | null,
  profile: string,
): string | null {
  if (set(env.AWS_BEARER_TOKEN_BEDROCK)) return 'AWS_BEARER_TOKEN_BEDROCK is set'
  if (set(env.AWS_ACCESS_KEY_ID) && set(env.AWS_SECRET_ACCESS_KEY) && !named)
    return 'AWS_ACCESS_KEY_ID is set'
  if (set(env.AWS_WEB_IDENTITY_TOKEN_FILE) && set(env.AWS_ROLE_ARN)) return 'a web identity role is set'
  if (!own) return null
  const usable =
    own.aws_access_key_id ??
    own.role_arn ??
    own.sso_session ??
    own.sso_account_id ??
    own.credential_process ??
    own.login_session
  return usable ? `the AWS profile "${profile}" has credentials` : null
}

/** All profiles of both files; `[profile x]` of the config file and `[x]` of the credentials file are one. */
function readProfiles(around: Surroundings): ReadonlyMap<string, Profile> {
  const { env, home } = around
  const files = [
    set(env.AWS_CONFIG_FILE) ?? `${home}/.aws/config`,
    set(env.AWS_SHARED_CREDENTIALS_FILE) ?? `${home}/.aws/credentials`,
  ]
  const profiles = new Map<string, Record<string, string>>()
  for (const file of files) {
    for (const [name, values] of parseIni(around.readFile(file) ?? '')) {
      profiles.set(name, { ...profiles.get(name), ...values })
    }
  }
  return profiles
}

function parseIni(text: string): ReadonlyMap<string, Record<string, string>> {
  const sections = new Map<string, Record<string, string>>()
  let current: Record<string, string> = {}
  for (const line of text.split(/\r?\n/)) {
    const header = /^\s*\[\s*(?:profile\s+)?([^\]]+?)\s*\]/.exec(line)?.[1]
    if (header !== undefined) {
      current = sections.get(header) ?? {}
      sections.set(header, current)
      continue
    }
    const pair = /^([\w.-]+)\s*=\s*(.*?)\s*$/.exec(line)
    if (pair?.[1] && pair[2]) current[pair[1]] = pair[2]
  }
  return sections
}

function set(value: string | undefined): string | null {
  const trimmed = value?.trim()
  return trimmed ? trimmed : null
}
