/** Which hosts can be used, and which one when nobody said so: what can be found by reading, never by asking the network. */
import { type AwsFindings, fileName, findAws, type Surroundings, set } from './aws-files.ts'
import type { HostKind } from './contract.ts'
import { ADDRESSES, type FieldName, type Fields, formOf } from './forms.ts'
import { REHEARSAL } from './kinds.ts'
import { inWords, type Saying, saying } from './sayings.ts'

export type { Surroundings } from './aws-files.ts'

/** A way to a host: all that is known of its fields, or what is missing. `because` is for people and holds no secret. */
export interface Way {
  readonly ok: boolean
  readonly because: string
  /** The same as a saying. */
  readonly reason: Saying
  readonly fields: Fields
}

function way(ok: boolean, reason: Saying, fields: Fields): Way {
  return { ok, because: inWords(reason), reason, fields }
}

/** The kinds that `auto` takes, first those that it prefers. */
export const PREFERRED: readonly HostKind[] = ['anthropic', 'aws', 'bedrock', 'vertex', 'foundry', 'server']

/** What was typed for a host, else what the surroundings hold. Reads files and variables only. */
export function findWay(kind: HostKind, typed: Fields | null, around: Surroundings): Way {
  const fields = gather(kind, typed, around)
  const given = { fields, typed: typed ?? {}, around }
  switch (kind) {
    case REHEARSAL:
      return way(true, saying('builtIn'), fields)
    case 'anthropic':
      return anthropic(given)
    case 'bedrock':
      return bedrock(given)
    case 'aws':
      return platform(given)
    case 'vertex':
      return vertex(given)
    case 'foundry':
      return foundry(given)
    case 'server':
      return fields.baseUrl ? way(true, saying('setUpHere'), fields) : way(false, saying('noAddress'), fields)
    default:
      return kind satisfies never
  }
}

interface Given {
  readonly fields: Fields
  readonly typed: Fields
  readonly around: Surroundings
}

/**
 * A typed address keeps the secrets of the environment away: they were given for another one, and whoever may set up a host
 * could otherwise have them sent to themselves.
 */
function gather(kind: HostKind, typed: Fields | null, { env }: Surroundings): Fields {
  const elsewhere = isElsewhere({ typed: typed ?? {} })
  const found: Partial<Record<FieldName, string>> = {}
  for (const { name, variable, secret } of formOf(kind)?.fields ?? []) {
    const value = variable && !(secret && elsewhere) ? set(env[variable]) : null
    if (value !== null) found[name] = value
  }
  // Two ways to say where Foundry is exclude each other.
  if (typed?.resource) delete found.baseUrl
  else if (typed?.baseUrl) delete found.resource
  return { ...found, ...typed }
}

function isElsewhere({ typed }: Pick<Given, 'typed'>): boolean {
  return ADDRESSES.some((name) => typed[name] !== undefined)
}

function anthropic({ fields, typed }: Given): Way {
  if (!fields.apiKey) return way(false, saying('noKey', { variable: 'ANTHROPIC_API_KEY' }), fields)
  return way(true, keyOf(typed, 'ANTHROPIC_API_KEY'), fields)
}

function keyOf({ apiKey }: Fields, variable: string): Saying {
  return apiKey ? saying('keyTyped') : saying('isSet', { variable })
}

function bedrock(given: Given): Way {
  const { typed, fields } = given
  if (typed.bearerToken) return inRegion(given, findAws(given.around), saying('bedrockKeyTyped'))
  // Keys that were typed are not to be beaten by a bearer token of the environment, nor is it sent to a typed address.
  const chosen = typed.accessKeyId || typed.profile || isElsewhere(given)
  if (!chosen) return signed(given)
  return signed({ ...given, fields: without(fields, 'bearerToken'), around: unborne(given.around) })
}

function unborne(around: Surroundings): Surroundings {
  const { AWS_BEARER_TOKEN_BEDROCK: _, ...env } = around.env
  return { ...around, env }
}

function platform(given: Given): Way {
  const { fields, typed } = given
  if (!fields.workspaceId)
    return way(false, saying('noWorkspace', { variable: 'ANTHROPIC_AWS_WORKSPACE_ID' }), fields)
  if (typed.apiKey) return inRegion(given, findAws(given.around), saying('keyTyped'))
  if (fields.apiKey && !typed.accessKeyId && !typed.profile)
    return inRegion(given, findAws(given.around), saying('isSet', { variable: 'ANTHROPIC_AWS_API_KEY' }))
  return signed({ ...given, fields: without(fields, 'apiKey'), around: unborne(given.around) })
}

function without(fields: Fields, name: FieldName): Fields {
  return { ...fields, [name]: undefined }
}

/** By AWS credentials. Keys of the environment are left to AWS's client, which renews them. */
function signed(given: Given): Way {
  const { typed, around } = given
  const aws = findAws(around, typed.profile)
  if (typed.accessKeyId && typed.secretAccessKey) return inRegion(given, aws, saying('awsKeysTyped'))
  const fields = {
    ...given.fields,
    accessKeyId: undefined,
    secretAccessKey: undefined,
    sessionToken: undefined,
  }
  const found = { ...given, fields: { ...fields, profile: typed.profile ?? aws.profile ?? undefined } }
  if (aws.credentials) return inRegion(found, aws, aws.credentials)
  // Only asking can find the role of a machine, so a host that somebody set up is believed.
  if (Object.keys(typed).length > 0 && !typed.profile) return inRegion(found, aws, saying('ofThisMachine'))
  const reason = aws.wanted === null ? saying('noAws') : saying('noAwsProfile', { profile: aws.wanted })
  return way(false, reason, given.fields)
}

function inRegion({ fields }: Given, aws: AwsFindings, because: Saying): Way {
  const region = fields.region ?? aws.region
  if (!region) return way(false, saying('noAwsRegion'), fields)
  return way(true, saying('inRegion', { because, region }), { ...fields, region })
}

function vertex(given: Given): Way {
  const { fields, typed, around } = given
  const project = fields.project ?? projectOf(typed.serviceAccount) ?? set(around.env.GOOGLE_CLOUD_PROJECT)
  if (!project) return way(false, saying('noProject', { variable: 'ANTHROPIC_VERTEX_PROJECT_ID' }), fields)
  if (!fields.region) return way(false, saying('noRegion', { variable: 'CLOUD_ML_REGION' }), fields)
  const because = googleCredentials(given)
  const ready = { ...fields, project }
  if (because === null) {
    return way(false, saying(isElsewhere(given) ? 'ownSecret' : 'noGoogle'), ready)
  }
  return way(true, saying('inProject', { because, project, region: fields.region }), ready)
}

function projectOf(serviceAccount: string | undefined): string | null {
  const named = /"project_id"\s*:\s*"([^"]+)"/.exec(serviceAccount ?? '')?.[1]
  return named ?? null
}

/** Where gcloud leaves application default credentials. */
const GOOGLE_FILE = '~/.config/gcloud/application_default_credentials.json'
/** Set where Google's own machines hand out credentials. */
const GOOGLE_MACHINES = ['GCE_METADATA_HOST', 'K_SERVICE', 'KUBERNETES_SERVICE_HOST', 'CLOUD_RUN_JOB']

function googleCredentials(given: Given): Saying | null {
  const { typed, around } = given
  if (typed.serviceAccount) return saying('serviceAccountTyped')
  if (typed.accessToken) return saying('tokenTyped')
  if (isElsewhere(given)) return null
  const { env, home, readFile } = around
  const named = set(env.GOOGLE_APPLICATION_CREDENTIALS)
  if (named)
    return readFile(fileName(named, home)) === null
      ? null
      : saying('isSet', { variable: 'GOOGLE_APPLICATION_CREDENTIALS' })
  if (readFile(fileName(GOOGLE_FILE, home)) !== null) return saying('gcloud')
  const machine = GOOGLE_MACHINES.find((name) => set(env[name]))
  if (machine) return saying('isSet', { variable: machine })
  return Object.keys(typed).length > 0 ? saying('ofThisMachine') : null
}

function foundry({ fields, typed }: Given): Way {
  if (!fields.resource && !fields.baseUrl)
    return way(false, saying('noResource', { variable: 'ANTHROPIC_FOUNDRY_RESOURCE' }), fields)
  if (typed.entraToken && !typed.apiKey) return way(true, saying('entraTyped'), without(fields, 'apiKey'))
  if (!fields.apiKey) return way(false, saying('noKey', { variable: 'ANTHROPIC_FOUNDRY_API_KEY' }), fields)
  return way(true, keyOf(typed, 'ANTHROPIC_FOUNDRY_API_KEY'), fields)
}
