import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HostKind } from './contract.ts'
import { findWay } from './discover.ts'
import type { Fields } from './forms.ts'

type Env = Readonly<Record<string, string>>
type Files = Readonly<Record<string, string>>

/** `files` by path; a path that is not there cannot be read. */
function find(kind: HostKind, env: Env, files: Files = {}, typed: Fields | null = null) {
  return findWay(kind, typed, { env, home: '/home/alice', readFile: (path) => files[path] ?? null })
}
const because = (kind: HostKind, env: Env, files: Files = {}, typed: Fields | null = null) =>
  find(kind, env, files, typed).because

const CREDENTIALS = '/home/alice/.aws/credentials'
const CONFIG = '/home/alice/.aws/config'
const KEYS = 'aws_access_key_id = AKIA1\naws_secret_access_key = hush'
const REGION = { AWS_REGION: 'eu-central-1' }

describe('the Claude API', () => {
  it('is there when it has a key, typed before found', () => {
    expect(find('anthropic', { ANTHROPIC_API_KEY: ' sk-ant-1 ' })).toMatchObject({
      ok: true,
      because: 'ANTHROPIC_API_KEY is set',
      fields: { apiKey: 'sk-ant-1' },
    })
    expect(find('anthropic', { ANTHROPIC_API_KEY: 'sk-ant-1' }, {}, { apiKey: 'sk-ant-2' })).toMatchObject({
      because: 'a key was typed into the settings',
      fields: { apiKey: 'sk-ant-2' },
    })
    expect(find('anthropic', { ANTHROPIC_API_KEY: '  ' }).ok).toBe(false)
  })

  it('takes the address of the environment together with its key', () => {
    const env = { ANTHROPIC_API_KEY: 'sk-ant-1', ANTHROPIC_BASE_URL: 'http://gateway' }
    expect(find('anthropic', env).fields).toEqual({ apiKey: 'sk-ant-1', baseUrl: 'http://gateway' })
  })
})

describe('secrets of the environment', () => {
  it.each<[HostKind, Env, Fields]>([
    ['anthropic', { ANTHROPIC_API_KEY: 'canary' }, { baseUrl: 'http://evil' }],
    ['bedrock', { AWS_BEARER_TOKEN_BEDROCK: 'canary', ...REGION }, { baseUrl: 'http://evil' }],
    ['bedrock', { AWS_BEARER_TOKEN_BEDROCK: 'canary', ...REGION }, { mantleUrl: 'http://evil' }],
    [
      'aws',
      { ANTHROPIC_AWS_API_KEY: 'canary', ANTHROPIC_AWS_WORKSPACE_ID: 'w', ...REGION },
      { baseUrl: 'http://evil' },
    ],
    ['foundry', { ANTHROPIC_FOUNDRY_API_KEY: 'canary' }, { resource: 'evil' }],
    ['foundry', { ANTHROPIC_FOUNDRY_API_KEY: 'canary' }, { baseUrl: 'http://evil' }],
  ])('of %s are not sent to an address that somebody typed', (kind, env, typed) => {
    expect(JSON.stringify(find(kind, env, {}, typed).fields)).not.toContain('canary')
  })

  it('of Google are not either', () => {
    const env = {
      ANTHROPIC_VERTEX_PROJECT_ID: 'p',
      CLOUD_ML_REGION: 'global',
      GOOGLE_APPLICATION_CREDENTIALS: '/key.json',
    }
    expect(find('vertex', env, { '/key.json': '{}' }).ok).toBe(true)
    expect(find('vertex', env, { '/key.json': '{}' }, { baseUrl: 'http://evil' })).toMatchObject({
      ok: false,
    })
  })

  it('are in no reason, whatever the files hold', () => {
    const secrets = { AWS_ACCESS_KEY_ID: 'canary1', AWS_SECRET_ACCESS_KEY: 'canary2', ...REGION }
    expect(because('bedrock', secrets)).not.toContain('canary')
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => void find('bedrock', {}, { [CONFIG]: text, [CREDENTIALS]: text }),
      ),
    )
  })
})

describe('Bedrock', () => {
  it('is there by what the environment holds', () => {
    const keys = { AWS_ACCESS_KEY_ID: 'AKIA1', AWS_SECRET_ACCESS_KEY: 'hush', ...REGION }
    expect(because('bedrock', keys)).toBe('AWS_ACCESS_KEY_ID is set, region eu-central-1')
    // The client reads and renews them itself.
    expect(find('bedrock', keys).fields.secretAccessKey).toBeUndefined()
    expect(find('bedrock', { AWS_BEARER_TOKEN_BEDROCK: 'b', ...REGION }).fields.bearerToken).toBe('b')
    const role = { AWS_WEB_IDENTITY_TOKEN_FILE: '/t', AWS_ROLE_ARN: 'arn', ...REGION }
    expect(find('bedrock', role).ok).toBe(true)
    expect(find('bedrock', { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2', ...REGION }).ok).toBe(true)
    expect(find('bedrock', { AWS_ACCESS_KEY_ID: 'AKIA1', ...REGION }).ok).toBe(false)
  })

  it.each([
    ['keys', KEYS],
    ['single sign-on', 'sso_session = corp\nsso_account_id = 1'],
    ['a role', 'role_arn = arn:aws:iam::1:role/x\nsource_profile = base'],
    ['a program that gives keys', 'credential_process = /opt/keys'],
  ])('is there by a profile with %s', (_, fields) => {
    const files = { [CONFIG]: `[profile work]\nregion = us-west-2\n${fields}\n` }
    expect(find('bedrock', { AWS_PROFILE: 'work' }, files)).toMatchObject({
      ok: true,
      because: 'the AWS profile "work" has credentials, region us-west-2',
      fields: { region: 'us-west-2', profile: 'work' },
    })
    expect(find('bedrock', {}, files).ok).toBe(false)
    expect(find('bedrock', {}, files, { profile: 'work' }).fields.profile).toBe('work')
  })

  it('takes what was typed before what is found: keys before a bearer token, a profile before keys', () => {
    const env = { AWS_BEARER_TOKEN_BEDROCK: 'b', ...REGION }
    const typed = { accessKeyId: 'AKIA2', secretAccessKey: 'typed', region: 'us-east-1' }
    expect(find('bedrock', env, {}, typed)).toMatchObject({
      because: 'AWS keys were typed into the settings, region us-east-1',
      fields: { bearerToken: undefined, accessKeyId: 'AKIA2', secretAccessKey: 'typed' },
    })
    const files = { [CREDENTIALS]: `[work]\n${KEYS}` }
    expect(find('bedrock', env, files, { profile: 'work' })).toMatchObject({
      because: 'the AWS profile "work" has credentials, region eu-central-1',
      fields: { bearerToken: undefined, profile: 'work' },
    })
  })

  it('believes whoever set it up that the machine has a role of its own', () => {
    expect(find('bedrock', {}, {}, { region: 'us-east-1' })).toMatchObject({
      ok: true,
      because: 'it was set up here, with the credentials of this machine, region us-east-1',
    })
  })

  it('reads both files as one, with comments, CRLF, quotes and other sections', () => {
    const files = {
      [CREDENTIALS]: `# mine\r\n[default]\r\naws_access_key_id=AKIA1\r\naws_secret_access_key=hush\r\n`,
      [CONFIG]:
        '[sso-session corp]\nsso_region = xx-1\n[default]\nregion=us-east-2 \ns3 =\n  region = nested\n',
    }
    expect(find('bedrock', {}, files).fields.region).toBe('us-east-2')
    const quoted = { [CONFIG]: `[profile "two words"]\nregion = us-east-1\n${KEYS}` }
    expect(find('bedrock', { AWS_PROFILE: 'two words' }, quoted).fields.profile).toBe('two words')
    const nameless = { [CONFIG]: `[work]\nregion = us-east-1\n${KEYS}` }
    expect(find('bedrock', { AWS_PROFILE: 'work' }, nameless).ok).toBe(false)
  })

  it('reads the files that the environment names', () => {
    const env = { AWS_SHARED_CREDENTIALS_FILE: '~/keys', AWS_CONFIG_FILE: '/etc/aws', AWS_PROFILE: 'p' }
    const files = { '/home/alice/keys': `[p]\n${KEYS}`, '/etc/aws': '[profile p]\nregion=us-east-1' }
    expect(find('bedrock', env, files).fields.profile).toBe('p')
  })

  it('prefers the keys and the region of the environment to those of a profile, as the clients do', () => {
    const files = { [CREDENTIALS]: `[work]\n${KEYS}`, [CONFIG]: '[profile work]\nregion=us-west-2' }
    const env = {
      AWS_PROFILE: 'work',
      AWS_ACCESS_KEY_ID: 'A',
      AWS_SECRET_ACCESS_KEY: 'B',
      AWS_REGION: 'eu-west-1',
    }
    expect(find('bedrock', env, files)).toMatchObject({
      because: 'AWS_ACCESS_KEY_ID is set, region eu-west-1',
      fields: { profile: undefined, region: 'eu-west-1' },
    })
  })

  it('says what is missing', () => {
    expect(because('bedrock', {})).toBe('no AWS credentials were found in the environment or in ~/.aws')
    expect(because('bedrock', { AWS_PROFILE: 'nobody' })).toBe(
      'no usable AWS credentials were found for AWS_PROFILE "nobody"',
    )
    expect(because('bedrock', { AWS_BEARER_TOKEN_BEDROCK: 'b' })).toMatch(/no region: set AWS_REGION/)
  })
})

describe('the other hosts', () => {
  it('Claude Platform on AWS needs a workspace, a region, and a key or AWS credentials', () => {
    const workspace = { ANTHROPIC_AWS_WORKSPACE_ID: 'wrkspc_1', ...REGION }
    expect(because('aws', REGION)).toBe('no workspace id was found; set ANTHROPIC_AWS_WORKSPACE_ID')
    expect(because('aws', workspace)).toMatch(/no AWS credentials/)
    expect(because('aws', { ...workspace, ANTHROPIC_AWS_API_KEY: 'k' })).toBe(
      'ANTHROPIC_AWS_API_KEY is set, region eu-central-1',
    )
    // A Bedrock API key opens Bedrock and nothing else.
    expect(find('aws', { ...workspace, AWS_BEARER_TOKEN_BEDROCK: 'b' }).ok).toBe(false)
  })

  it('Google Cloud needs a project, a region and credentials', () => {
    const env = { ANTHROPIC_VERTEX_PROJECT_ID: 'p', CLOUD_ML_REGION: 'global' }
    expect(because('vertex', {})).toMatch(/^no project/)
    expect(because('vertex', { ANTHROPIC_VERTEX_PROJECT_ID: 'p' })).toMatch(/^no region/)
    expect(because('vertex', env)).toMatch(/^no Google credentials/)
    const gcloud = { '/home/alice/.config/gcloud/application_default_credentials.json': '{}' }
    expect(because('vertex', env, gcloud)).toBe(
      'gcloud is signed in on this machine, project p, region global',
    )
    const typed = { region: 'global', serviceAccount: '{"project_id": "of-key"}' }
    expect(find('vertex', {}, {}, typed)).toMatchObject({ ok: true, fields: { project: 'of-key' } })
  })

  it('Microsoft Foundry needs a resource or an address, and a key or a token', () => {
    expect(because('foundry', {})).toMatch(/^no resource/)
    expect(because('foundry', { ANTHROPIC_FOUNDRY_RESOURCE: 'r' })).toMatch(/^no key/)
    const env = { ANTHROPIC_FOUNDRY_RESOURCE: 'r', ANTHROPIC_FOUNDRY_API_KEY: 'k' }
    expect(find('foundry', env)).toMatchObject({ ok: true, because: 'ANTHROPIC_FOUNDRY_API_KEY is set' })
    expect(find('foundry', env, {}, { entraToken: 't' }).fields).toMatchObject({ apiKey: undefined })
  })

  it('a server needs an address, and rehearsal nothing', () => {
    expect(find('server', {}, {}, {}).ok).toBe(false)
    expect(find('server', {}, {}, { baseUrl: 'http://localhost:1' }).ok).toBe(true)
    expect(find('rehearsal', {}).ok).toBe(true)
  })
})
