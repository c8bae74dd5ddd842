/** What each kind of host needs, by name: the one place from which the form, the environment and the checks are made. */
import type { HostKind } from './contract.ts'
import { type Saying, type SayingCode, saying } from './sayings.ts'

/** A kind of host as people set it up. */
export interface HostForm {
  readonly kind: HostKind
  readonly name: string
  /** One sentence: what it is and who has it. */
  readonly about: string
  readonly fields: readonly HostField[]
  /** The page of the docs that tells step by step. */
  readonly guide: string
  /** Whether several of them can be set up, each with a name of its own. */
  readonly several: boolean
}

export interface HostField {
  readonly name: FieldName
  readonly label: string
  /** Never given out again, kept encrypted. */
  readonly secret: boolean
  readonly required: boolean
  /** Needed by few: shown when somebody asks for more. */
  readonly rare: boolean
  /** What it looks like, for people. */
  readonly example: string
  readonly help: string
  /** The environment variable that it is taken from when it is left empty; null: none. */
  readonly variable: string | null
}

export type FieldName =
  | 'apiKey'
  | 'baseUrl'
  | 'mantleUrl'
  | 'region'
  | 'profile'
  | 'bearerToken'
  | 'accessKeyId'
  | 'secretAccessKey'
  | 'sessionToken'
  | 'workspaceId'
  | 'project'
  | 'serviceAccount'
  | 'accessToken'
  | 'resource'
  | 'entraToken'
  | 'models'

/** What is known of a host's fields: typed by people, else from the environment. */
export type Fields = Partial<Readonly<Record<FieldName, string>>>

/** Fields that say where a secret is sent. A secret that was given for one address is never sent to another. */
export const ADDRESSES: readonly FieldName[] = ['baseUrl', 'mantleUrl', 'resource']

const field = (name: FieldName, label: string, more: Partial<HostField> = {}): HostField => ({
  name,
  label,
  secret: false,
  required: false,
  rare: false,
  example: '',
  help: '',
  variable: null,
  ...more,
})

const secret = (name: FieldName, label: string, more: Partial<HostField> = {}) =>
  field(name, label, { secret: true, ...more })

const models = (example: string, help: string) =>
  field('models', 'Models', {
    rare: true,
    example,
    help: `Ids with commas between; the first answers unless a chat says otherwise. ${help}`,
  })

const baseUrl = (variable: string, example: string) =>
  field('baseUrl', 'Address', {
    rare: true,
    example,
    variable,
    help: 'Only for a gateway of your own. Leave it empty to talk with the host itself.',
  })

const awsRegion = field('region', 'Region', {
  required: true,
  example: 'us-east-1',
  variable: 'AWS_REGION',
  help: 'Where the models are enabled for your account.',
})

const AWS_KEYS: readonly HostField[] = [
  field('profile', 'AWS profile', {
    example: 'work',
    variable: 'AWS_PROFILE',
    help: 'Its name in ~/.aws on the machine where Commonplace runs. Without one, AWS looks for credentials in its usual order.',
  }),
  secret('accessKeyId', 'Access key id', {
    rare: true,
    example: 'AKIA…',
    variable: 'AWS_ACCESS_KEY_ID',
    help: 'Only together with the secret access key.',
  }),
  secret('secretAccessKey', 'Secret access key', { rare: true, variable: 'AWS_SECRET_ACCESS_KEY' }),
  secret('sessionToken', 'Session token', {
    rare: true,
    variable: 'AWS_SESSION_TOKEN',
    help: 'Only with temporary keys.',
  }),
]

/** In the order in which people look for them. Rehearsal needs nothing and has none. */
export const FORMS: readonly HostForm[] = [
  {
    kind: 'anthropic',
    name: 'Claude API',
    about: 'Claude from Anthropic itself, with a key from platform.claude.com.',
    guide: 'docs/guide/hosts/claude-api.md',
    several: false,
    fields: [
      secret('apiKey', 'API key', {
        required: true,
        example: 'sk-ant-…',
        variable: 'ANTHROPIC_API_KEY',
        help: 'Keys are made at platform.claude.com.',
      }),
      baseUrl('ANTHROPIC_BASE_URL', 'https://api.anthropic.com'),
      models('claude-sonnet-5-5', 'Empty: what the Claude API lists for the key.'),
    ],
  },
  {
    kind: 'bedrock',
    name: 'Amazon Bedrock',
    about: 'Claude in your AWS account, with AWS credentials or a Bedrock API key.',
    guide: 'docs/guide/hosts/bedrock.md',
    several: false,
    fields: [
      awsRegion,
      secret('bearerToken', 'Bedrock API key', {
        variable: 'AWS_BEARER_TOKEN_BEDROCK',
        help: 'From the Bedrock console. Leave it empty to use AWS credentials.',
      }),
      ...AWS_KEYS,
      models(
        'anthropic.claude-sonnet-5-5, global.anthropic.claude-sonnet-4-6',
        'Profiles (global.…, us.…) and ARNs go to InvokeModel, ids without a prefix to Mantle.',
      ),
      baseUrl('ANTHROPIC_BEDROCK_BASE_URL', 'https://bedrock-runtime.us-east-1.amazonaws.com'),
      field('mantleUrl', 'Address of Mantle', {
        rare: true,
        example: 'https://bedrock-mantle.us-east-1.api.aws/anthropic',
        variable: 'ANTHROPIC_BEDROCK_MANTLE_BASE_URL',
        help: 'Only for a gateway of your own.',
      }),
    ],
  },
  {
    kind: 'aws',
    name: 'Claude Platform on AWS',
    about: "Anthropic's own platform, bought and signed in through AWS.",
    guide: 'docs/guide/hosts/claude-platform-on-aws.md',
    several: false,
    fields: [
      field('workspaceId', 'Workspace id', {
        required: true,
        example: 'wrkspc_…',
        variable: 'ANTHROPIC_AWS_WORKSPACE_ID',
        help: 'The Claude workspace that is billed, from the console.',
      }),
      awsRegion,
      secret('apiKey', 'API key', {
        variable: 'ANTHROPIC_AWS_API_KEY',
        help: 'Leave it empty to sign with AWS credentials.',
      }),
      ...AWS_KEYS,
      baseUrl('ANTHROPIC_AWS_BASE_URL', 'https://aws-external-anthropic.us-east-1.api.aws'),
      models('claude-sonnet-5-5', 'Empty: what the platform lists.'),
    ],
  },
  {
    kind: 'vertex',
    name: 'Google Cloud',
    about: 'Claude in a Google Cloud project, through Vertex AI.',
    guide: 'docs/guide/hosts/google-cloud.md',
    several: false,
    fields: [
      field('project', 'Project id', {
        required: true,
        example: 'my-project-123',
        variable: 'ANTHROPIC_VERTEX_PROJECT_ID',
      }),
      field('region', 'Region', {
        required: true,
        example: 'global',
        variable: 'CLOUD_ML_REGION',
        help: '"global" has the newest models first; "us" and "eu" keep requests there.',
      }),
      secret('serviceAccount', 'Service account key', {
        example: '{ "type": "service_account", … }',
        help: 'The whole JSON file. Leave it empty to use application default credentials (gcloud auth application-default login).',
      }),
      secret('accessToken', 'Access token', {
        rare: true,
        help: 'From gcloud auth print-access-token, to try something: it ends after an hour.',
      }),
      baseUrl('ANTHROPIC_VERTEX_BASE_URL', 'https://aiplatform.googleapis.com/v1'),
      models('claude-sonnet-5-5', 'Google Cloud does not list them over this wire.'),
    ],
  },
  {
    kind: 'foundry',
    name: 'Microsoft Foundry',
    about: 'Claude deployed to a Foundry resource in Azure.',
    guide: 'docs/guide/hosts/microsoft-foundry.md',
    several: false,
    fields: [
      field('resource', 'Resource', {
        example: 'my-resource',
        variable: 'ANTHROPIC_FOUNDRY_RESOURCE',
        help: 'Its name, from https://<resource>.services.ai.azure.com. Give either this or the address.',
      }),
      secret('apiKey', 'API key', {
        variable: 'ANTHROPIC_FOUNDRY_API_KEY',
        help: 'One of the two keys of the resource.',
      }),
      secret('entraToken', 'Entra token', {
        rare: true,
        help: 'Instead of a key. It ends after about an hour and then has to be typed again.',
      }),
      baseUrl('ANTHROPIC_FOUNDRY_BASE_URL', 'https://my-resource.services.ai.azure.com/anthropic/'),
      models(
        'claude-sonnet-5-5',
        'The names of your deployments; Foundry does not list them over this wire.',
      ),
    ],
  },
  {
    kind: 'server',
    name: 'Another server',
    about:
      'Any server that speaks the Messages API: Ollama, llama.cpp, LM Studio, vLLM, LiteLLM, OpenRouter.',
    guide: 'docs/guide/hosts/other-servers.md',
    several: true,
    fields: [
      field('baseUrl', 'Address', {
        required: true,
        example: 'http://localhost:11434',
        help: 'Where the server is, without /v1/messages.',
      }),
      secret('apiKey', 'API key', { help: 'Only if the server asks for one.' }),
      field('models', 'Models', {
        example: 'qwen3:8b',
        help: 'Ids with commas between; the first answers unless a chat says otherwise. Empty: what the server lists.',
      }),
    ],
  },
]

export const KIND_NAMES: Readonly<Record<HostKind, string>> = {
  ...Object.fromEntries(FORMS.map(({ kind, name }) => [kind, name])),
  rehearsal: 'Rehearsal',
} as Record<HostKind, string>

export function formOf(kind: HostKind): HostForm | null {
  return FORMS.find((form) => form.kind === kind) ?? null
}

interface Shape {
  readonly fits: (text: string) => boolean
  /** "Expected …". */
  readonly expected: SayingCode
}

const matches = (pattern: RegExp, expected: SayingCode): Shape => ({
  fits: (text) => pattern.test(text),
  expected,
})
const key = matches(/^[\x21-\x7e]{4,4000}$/, 'shapeKey')
const address: Shape = {
  fits: isAddress,
  expected: 'shapeAddress',
}

const SHAPES: Readonly<Record<FieldName, Shape>> = {
  apiKey: key,
  bearerToken: key,
  accessKeyId: matches(/^[A-Z0-9]{4,128}$/, 'shapeCapitals'),
  secretAccessKey: key,
  sessionToken: key,
  accessToken: key,
  entraToken: key,
  baseUrl: address,
  mantleUrl: address,
  region: matches(/^[a-z0-9-]{2,40}$/, 'shapeRegion'),
  profile: matches(/^[^\p{C}[\]]{1,100}$/u, 'shapeProfile'),
  workspaceId: matches(/^[\w-]{4,100}$/, 'shapeWorkspace'),
  project: matches(/^[a-z0-9:.-]{4,100}$/, 'shapeProject'),
  serviceAccount: { fits: isServiceAccount, expected: 'shapeServiceAccount' },
  resource: matches(/^[a-zA-Z0-9-]{2,64}$/, 'shapeResource'),
  models: {
    fits: (text) =>
      modelIds(text).length <= 50 && modelIds(text).every((id) => /^[\x21-\x7e]{1,200}$/.test(id)),
    expected: 'shapeModels',
  },
}

/** What a value was expected to be, when it is not; does not quote it. */
export function whatIsExpected({ name }: HostField, value: string): Saying | null {
  const { fits, expected } = SHAPES[name]
  return fits(value) ? null : saying(expected)
}

/** The name of a field, by which a browser finds its own word for it. */
export function labelOf(kind: HostKind, { name, label }: HostField): Saying {
  return saying('whatField', { kind, name, field: label })
}

/** The ids in a list that a person typed. */
export function modelIds(text: string | undefined): readonly string[] {
  return (text ?? '').split(/[,\s]+/).filter((id) => id !== '')
}

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, hash } = new URL(text)
  return /^https?:$/.test(protocol) && username + password + hash === '' && text.length <= 500
}

function isServiceAccount(text: string): boolean {
  if (text.length > 20_000) return false
  try {
    const parsed: unknown = JSON.parse(text)
    const has = (name: string) => typeof Reflect.get(Object(parsed), name) === 'string'
    return has('client_email') && has('private_key')
  } catch {
    return false
  }
}
