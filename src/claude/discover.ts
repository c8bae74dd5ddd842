/** Which hosts can be used, and which one when nobody said so: what can be found by reading, never by asking the network. */
import { type AwsFindings, fileName, findAws, type Surroundings, set } from './aws-files.ts'
import type { HostKind } from './contract.ts'
import { ADDRESSES, type FieldName, type Fields, formOf } from './forms.ts'
import { REHEARSAL } from './kinds.ts'

export type { Surroundings } from './aws-files.ts'

/** A way to a host: all that is known of its fields, or what is missing. `because` is for people and holds no secret. */
export interface Way {
  readonly ok: boolean
  readonly because: string
  readonly fields: Fields
}

/** The kinds that `auto` takes, first those that it prefers. */
export const PREFERRED: readonly HostKind[] = ['anthropic', 'aws', 'bedrock', 'vertex', 'foundry', 'server']

/** What was typed for a host, else what the surroundings hold. Reads files and variables only. */
export function findWay(kind: HostKind, typed: Fields | null, around: Surroundings): Way {
  const fields = gather(kind, typed, around)
  const given = { fields, typed: typed ?? {}, around }
  switch (kind) {
    case REHEARSAL:
      return { ok: true, because: 'it is built in', fields }
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
      return fields.baseUrl
        ? { ok: true, because: 'it was set up here', fields }
        : { ok: false, because: 'it has no address', fields }
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
  if (!fields.apiKey)
    return {
      ok: false,
      because: 'no key was found; set ANTHROPIC_API_KEY or type one into the settings',
      fields,
    }
  const because = typed.apiKey ? 'a key was typed into the settings' : 'ANTHROPIC_API_KEY is set'
  return { ok: true, because, fields }
}

function bedrock(given: Given): Way {
  const { typed, fields } = given
  if (typed.bearerToken)
    return inRegion(given, findAws(given.around), 'a Bedrock API key was typed into the settings')
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
    return { ok: false, because: 'no workspace id was found; set ANTHROPIC_AWS_WORKSPACE_ID', fields }
  if (typed.apiKey) return inRegion(given, findAws(given.around), 'a key was typed into the settings')
  if (fields.apiKey && !typed.accessKeyId && !typed.profile)
    return inRegion(given, findAws(given.around), 'ANTHROPIC_AWS_API_KEY is set')
  return signed({ ...given, fields: without(fields, 'apiKey'), around: unborne(given.around) })
}

function without(fields: Fields, name: FieldName): Fields {
  return { ...fields, [name]: undefined }
}

/** By AWS credentials. Keys of the environment are left to AWS's client, which renews them. */
function signed(given: Given): Way {
  const { typed, around } = given
  const aws = findAws(around, typed.profile)
  if (typed.accessKeyId && typed.secretAccessKey)
    return inRegion(given, aws, 'AWS keys were typed into the settings')
  const fields = {
    ...given.fields,
    accessKeyId: undefined,
    secretAccessKey: undefined,
    sessionToken: undefined,
  }
  const found = { ...given, fields: { ...fields, profile: typed.profile ?? aws.profile ?? undefined } }
  if (aws.credentials) return inRegion(found, aws, aws.credentials)
  // Only asking can find the role of a machine, so a host that somebody set up is believed.
  if (Object.keys(typed).length > 0 && !typed.profile)
    return inRegion(found, aws, 'it was set up here, with the credentials of this machine')
  const because =
    aws.wanted === null
      ? 'no AWS credentials were found in the environment or in ~/.aws'
      : `no usable AWS credentials were found for AWS_PROFILE "${aws.wanted}"`
  return { ok: false, because, fields: given.fields }
}

function inRegion({ fields }: Given, aws: AwsFindings, because: string): Way {
  const region = fields.region ?? aws.region
  if (!region)
    return {
      ok: false,
      because: 'AWS credentials were found, but no region: set AWS_REGION, for example to us-east-1',
      fields,
    }
  return { ok: true, because: `${because}, region ${region}`, fields: { ...fields, region } }
}

function vertex(given: Given): Way {
  const { fields, typed, around } = given
  const project = fields.project ?? projectOf(typed.serviceAccount) ?? set(around.env.GOOGLE_CLOUD_PROJECT)
  if (!project) return { ok: false, because: 'no project was found; set ANTHROPIC_VERTEX_PROJECT_ID', fields }
  if (!fields.region)
    return { ok: false, because: 'no region was found; set CLOUD_ML_REGION, for example to global', fields }
  const because = googleCredentials(given)
  const ready = { ...fields, project }
  if (because === null) {
    const missing = isElsewhere(given)
      ? 'an address of your own needs a service account or a token of its own'
      : 'no Google credentials were found; run gcloud auth application-default login, or type the key of a service account'
    return { ok: false, because: missing, fields: ready }
  }
  return { ok: true, because: `${because}, project ${project}, region ${fields.region}`, fields: ready }
}

function projectOf(serviceAccount: string | undefined): string | null {
  const named = /"project_id"\s*:\s*"([^"]+)"/.exec(serviceAccount ?? '')?.[1]
  return named ?? null
}

/** Where gcloud leaves application default credentials. */
const GOOGLE_FILE = '~/.config/gcloud/application_default_credentials.json'
/** Set where Google's own machines hand out credentials. */
const GOOGLE_MACHINES = ['GCE_METADATA_HOST', 'K_SERVICE', 'KUBERNETES_SERVICE_HOST', 'CLOUD_RUN_JOB']

function googleCredentials(given: Given): string | null {
  const { typed, around } = given
  if (typed.serviceAccount) return 'the key of a service account was typed into the settings'
  if (typed.accessToken) return 'a token was typed into the settings'
  if (isElsewhere(given)) return null
  const { env, home, readFile } = around
  const named = set(env.GOOGLE_APPLICATION_CREDENTIALS)
  if (named) return readFile(fileName(named, home)) === null ? null : 'GOOGLE_APPLICATION_CREDENTIALS is set'
  if (readFile(fileName(GOOGLE_FILE, home)) !== null) return 'gcloud is signed in on this machine'
  const machine = GOOGLE_MACHINES.find((name) => set(env[name]))
  if (machine) return `${machine} is set`
  return Object.keys(typed).length > 0 ? 'it was set up here, with the credentials of this machine' : null
}

function foundry({ fields, typed }: Given): Way {
  if (!fields.resource && !fields.baseUrl)
    return { ok: false, because: 'no resource was found; set ANTHROPIC_FOUNDRY_RESOURCE', fields }
  if (typed.entraToken && !typed.apiKey)
    return {
      ok: true,
      because: 'an Entra token was typed into the settings',
      fields: without(fields, 'apiKey'),
    }
  if (!fields.apiKey)
    return {
      ok: false,
      because: 'no key was found; set ANTHROPIC_FOUNDRY_API_KEY or type one into the settings',
      fields,
    }
  const because = typed.apiKey ? 'a key was typed into the settings' : 'ANTHROPIC_FOUNDRY_API_KEY is set'
  return { ok: true, because, fields }
}
