/** Which host to use when nobody said so: what can be found by reading, never by asking the network. */

/** Hosts that can be found by looking; others are set up. */
type HostId = 'rehearsal' | 'anthropic' | 'bedrock'

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
  const { env } = around
  const profiles = readProfiles(around)
  const profile = set(env.AWS_PROFILE) ?? 'default'
  const credentials =
    credentialsIn(env) ?? credentialsOf(profiles.get(profile), profile) ?? containerCredentials(env)
  const region =
    set(env.AWS_REGION) ?? set(env.AWS_DEFAULT_REGION) ?? set(profiles.get(profile)?.region) ?? null
  return {
    anthropicKey: set(env.ANTHROPIC_API_KEY),
    bedrock:
      credentials && region
        ? { region, profile: credentials.profile, because: `${credentials.because}, region ${region}` }
        : null,
    bedrockMissing: whatIsMissing(credentials !== null, region !== null, set(env.AWS_PROFILE)),
  }
}

function whatIsMissing(credentials: boolean, region: boolean, profile: string | null): string {
  if (credentials)
    return region ? '' : 'AWS credentials were found, but no region: set AWS_REGION, for example to us-east-1'
  return profile === null
    ? 'no AWS credentials were found in the environment or in ~/.aws'
    : `no usable AWS credentials were found for AWS_PROFILE "${profile}"`
}

interface FoundCredentials {
  readonly because: string
  /** Set when they are those of a named profile. */
  readonly profile?: string
}

/** In the order in which the Bedrock clients themselves look: the environment comes before a named profile. */
function credentialsIn(env: Surroundings['env']): FoundCredentials | null {
  if (set(env.AWS_BEARER_TOKEN_BEDROCK)) return { because: 'AWS_BEARER_TOKEN_BEDROCK is set' }
  if (set(env.AWS_ACCESS_KEY_ID) && set(env.AWS_SECRET_ACCESS_KEY))
    return { because: 'AWS_ACCESS_KEY_ID is set' }
  return null
}

/** Fields of which one makes a profile usable: keys, a role, single sign-on, or a program that gives keys. */
const USABLE = [
  'aws_access_key_id',
  'role_arn',
  'sso_session',
  'sso_account_id',
  'credential_process',
  'login_session',
]

function credentialsOf(found: Profile | undefined, profile: string): FoundCredentials | null {
  if (!found || !USABLE.some((field) => field in found)) return null
  return {
    because: `the AWS profile "${profile}" has credentials`,
    ...(profile === 'default' ? {} : { profile }),
  }
}

/** What a container or a cluster hands to a task. */
function containerCredentials(env: Surroundings['env']): FoundCredentials | null {
  if (set(env.AWS_WEB_IDENTITY_TOKEN_FILE) && set(env.AWS_ROLE_ARN))
    return { because: 'AWS_WEB_IDENTITY_TOKEN_FILE is set' }
  const container = ['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', 'AWS_CONTAINER_CREDENTIALS_FULL_URI']
  const name = container.find((each) => set(env[each]))
  return name ? { because: `${name} is set` } : null
}

type Profile = Readonly<Record<string, string>>

/** All profiles of both files; where both hold a field, the credentials file wins. */
function readProfiles({ env, home, readFile }: Surroundings): ReadonlyMap<string, Profile> {
  const config = readFile(fileName(set(env.AWS_CONFIG_FILE) ?? '~/.aws/config', home))
  const credentials = readFile(fileName(set(env.AWS_SHARED_CREDENTIALS_FILE) ?? '~/.aws/credentials', home))
  const profiles = new Map<string, Profile>()
  const sections = [...parseIni(config ?? '').flatMap(configProfile), ...parseIni(credentials ?? '')]
  for (const { name, fields } of sections) profiles.set(name, { ...profiles.get(name), ...fields })
  return profiles
}

function fileName(path: string, home: string): string {
  return path.replace(/^~(?=[\\/])/, () => home)
}

interface Section {
  readonly name: string
  readonly fields: Profile
}

/** In the config file a profile stands under `[profile name]`; only `[default]` goes without the word. */
function configProfile(section: Section): readonly Section[] {
  if (section.name === 'default') return [section]
  const name = /^profile\s+(.+)$/.exec(section.name)?.[1]?.replace(/^(["'])(.*)\1$/, '$2')
  return name ? [{ ...section, name }] : []
}

/** Indented lines belong to a nested setting and are none of ours. */
function parseIni(text: string): readonly Section[] {
  const sections: { name: string; fields: Record<string, string> }[] = []
  for (const line of text.split(/\r?\n/)) {
    const name = /^\s*\[\s*([^\]]+?)\s*\]/.exec(line)?.[1]
    if (name !== undefined) sections.push({ name, fields: {} })
    const pair = /^([\w.-]+)\s*=\s*(.*?)\s*$/.exec(line)
    const fields = sections.at(-1)?.fields
    if (fields && pair?.[1] && pair[2]) fields[pair[1].toLowerCase()] = pair[2]
  }
  return sections
}

function set(value: string | undefined): string | null {
  return value?.trim() || null
}
