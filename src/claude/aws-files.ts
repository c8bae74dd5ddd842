/** AWS credentials and a region, as far as they can be found by reading: the environment and the files of AWS's own tools. */
import { type Saying, saying } from './sayings.ts'

/** What may be looked into. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  /** The text of a file, or null when it cannot be read. */
  readonly readFile: (path: string) => string | null
}

export interface AwsFindings {
  /** In words, for people; null when no credentials were found. Says nothing of a machine's own role, which only asking could find. */
  readonly credentials: Saying | null
  /** The named profile that the credentials are of. */
  readonly profile: string | null
  readonly region: string | null
  /** The profile that the environment names. */
  readonly wanted: string | null
}

/** `typed`: a profile that a person chose; it wins over the environment's. */
export function findAws(around: Surroundings, typed?: string): AwsFindings {
  const { env } = around
  const profiles = readProfiles(around)
  const wanted = typed ?? set(env.AWS_PROFILE)
  const profile = wanted ?? 'default'
  const ofProfile = credentialsOf(profiles.get(profile), profile)
  const found = typed ? ofProfile : (credentialsIn(env) ?? ofProfile ?? containerCredentials(env))
  const ofEnvironment = set(env.AWS_REGION) ?? set(env.AWS_DEFAULT_REGION)
  return {
    credentials: found?.because ?? null,
    profile: found?.profile ?? null,
    region: ofEnvironment ?? set(profiles.get(profile)?.region) ?? null,
    wanted,
  }
}

interface FoundCredentials {
  readonly because: Saying
  /** Set when they are those of a named profile. */
  readonly profile?: string
}

/** In the order in which the Bedrock clients themselves look: the environment comes before a named profile. */
function credentialsIn(env: Surroundings['env']): FoundCredentials | null {
  if (set(env.AWS_BEARER_TOKEN_BEDROCK)) return { because: isSet('AWS_BEARER_TOKEN_BEDROCK') }
  if (set(env.AWS_ACCESS_KEY_ID) && set(env.AWS_SECRET_ACCESS_KEY))
    return { because: isSet('AWS_ACCESS_KEY_ID') }
  return null
}

const isSet = (variable: string) => saying('isSet', { variable })

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
    because: saying('awsProfile', { profile }),
    ...(profile === 'default' ? {} : { profile }),
  }
}

/** What a container or a cluster hands to a task. */
function containerCredentials(env: Surroundings['env']): FoundCredentials | null {
  if (set(env.AWS_WEB_IDENTITY_TOKEN_FILE) && set(env.AWS_ROLE_ARN))
    return { because: isSet('AWS_WEB_IDENTITY_TOKEN_FILE') }
  const container = ['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', 'AWS_CONTAINER_CREDENTIALS_FULL_URI']
  const name = container.find((each) => set(env[each]))
  return name ? { because: isSet(name) } : null
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

/** A path as people write it, with `~` for the home folder. */
export function fileName(path: string, home: string): string {
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

/** A variable's text; an empty one counts as not set. */
export function set(value: string | undefined): string | null {
  return value?.trim() || null
}
