import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseHost, findHosts } from './discover.ts'

type Env = Readonly<Record<string, string>>

/** `files` by path; a path that is not there cannot be read. */
function find(env: Env, files: Readonly<Record<string, string>> = {}) {
  return findHosts({ env, home: '/home/alice', readFile: (path) => files[path] ?? null })
}
function choose(env: Env, files: Readonly<Record<string, string>> = {}) {
  return chooseHost('auto', find(env, files))
}

const CREDENTIALS = '/home/alice/.aws/credentials'
const CONFIG = '/home/alice/.aws/config'
const KEYS = 'aws_access_key_id = AKIA1\naws_secret_access_key = hush'

describe('the host of a server that nobody has set up', () => {
  it('is the rehearsal model', () => {
    expect(choose({})).toEqual({ host: 'rehearsal', because: 'no key or AWS credentials were found' })
  })

  it('is what was asked for, whatever is found', () => {
    const found = find({ ANTHROPIC_API_KEY: 'sk' })
    expect(chooseHost('rehearsal', found).host).toBe('rehearsal')
    expect(chooseHost('bedrock', found)).toEqual({
      host: 'bedrock',
      because: 'it was chosen in the settings',
    })
  })

  it('is the Claude API when it has a key, also beside AWS credentials', () => {
    const both = { ANTHROPIC_API_KEY: ' sk-ant-1 ', AWS_BEARER_TOKEN_BEDROCK: 'b', AWS_REGION: 'us-east-1' }
    expect(choose(both)).toEqual({ host: 'anthropic', because: 'ANTHROPIC_API_KEY is set' })
    expect(find(both).anthropicKey).toBe('sk-ant-1')
    expect(choose({ ANTHROPIC_API_KEY: '  ' }).host).toBe('rehearsal')
  })

  it('is Bedrock by what the environment holds', () => {
    const region = { AWS_REGION: 'eu-central-1' }
    const keys = { AWS_ACCESS_KEY_ID: 'AKIA1', AWS_SECRET_ACCESS_KEY: 'hush', ...region }
    expect(choose(keys)).toEqual({
      host: 'bedrock',
      because: 'AWS_ACCESS_KEY_ID is set, region eu-central-1',
    })
    expect(choose({ AWS_BEARER_TOKEN_BEDROCK: 'b', ...region }).host).toBe('bedrock')
    expect(choose({ AWS_WEB_IDENTITY_TOKEN_FILE: '/t', AWS_ROLE_ARN: 'arn', ...region }).host).toBe('bedrock')
    expect(choose({ AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2', ...region }).host).toBe('bedrock')
    expect(choose({ AWS_ACCESS_KEY_ID: 'AKIA1', ...region }).host).toBe('rehearsal')
  })

  it.each([
    ['keys', KEYS],
    ['single sign-on', 'sso_session = corp\nsso_account_id = 1'],
    ['a role', 'role_arn = arn:aws:iam::1:role/x\nsource_profile = base'],
    ['a program that gives keys', 'credential_process = /opt/keys'],
  ])('is Bedrock by a profile with %s', (_, fields) => {
    const files = { [CONFIG]: `[profile work]\nregion = us-west-2\n${fields}\n` }
    const found = find({ AWS_PROFILE: 'work' }, files)
    expect(found.bedrock).toEqual({
      region: 'us-west-2',
      profile: 'work',
      because: 'the AWS profile "work" has credentials, region us-west-2',
    })
    expect(find({}, files).bedrock).toBeNull()
  })

  it('reads both files as one, with comments, CRLF, quotes and other sections', () => {
    const files = {
      [CREDENTIALS]: `# mine\r\n[default]\r\naws_access_key_id=AKIA1\r\naws_secret_access_key=hush\r\n`,
      [CONFIG]:
        '[sso-session corp]\nsso_region = xx-1\n[default]\nregion=us-east-2 \ns3 =\n  region = nested\n',
    }
    expect(find({}, files).bedrock).toMatchObject({ region: 'us-east-2' })
    const quoted = { [CONFIG]: `[profile "two words"]\nregion = us-east-1\n${KEYS}` }
    expect(find({ AWS_PROFILE: 'two words' }, quoted).bedrock?.profile).toBe('two words')
    const nameless = { [CONFIG]: `[work]\nregion = us-east-1\n${KEYS}` }
    expect(find({ AWS_PROFILE: 'work' }, nameless).bedrock).toBeNull()
  })

  it('reads the files that the environment names', () => {
    const env = { AWS_SHARED_CREDENTIALS_FILE: '~/keys', AWS_CONFIG_FILE: '/etc/aws', AWS_PROFILE: 'p' }
    const files = { '/home/alice/keys': `[p]\n${KEYS}`, '/etc/aws': '[profile p]\nregion=us-east-1' }
    expect(find(env, files).bedrock?.profile).toBe('p')
  })

  it('prefers the keys and the region of the environment to those of a profile, as the clients do', () => {
    const files = { [CREDENTIALS]: `[work]\n${KEYS}`, [CONFIG]: '[profile work]\nregion=us-west-2' }
    const env = {
      AWS_PROFILE: 'work',
      AWS_ACCESS_KEY_ID: 'A',
      AWS_SECRET_ACCESS_KEY: 'B',
      AWS_REGION: 'eu-west-1',
    }
    const { bedrock } = find(env, files)
    expect(bedrock).toEqual({
      region: 'eu-west-1',
      profile: undefined,
      because: 'AWS_ACCESS_KEY_ID is set, region eu-west-1',
    })
  })

  it('says what is missing', () => {
    expect(find({}).bedrockMissing).toBe('no AWS credentials were found in the environment or in ~/.aws')
    expect(find({ AWS_PROFILE: 'nobody' }).bedrockMissing).toBe(
      'no usable AWS credentials were found for AWS_PROFILE "nobody"',
    )
    expect(find({ AWS_BEARER_TOKEN_BEDROCK: 'b' }).bedrockMissing).toMatch(/no region: set AWS_REGION/)
    expect(find({ AWS_BEARER_TOKEN_BEDROCK: 'b', AWS_REGION: 'r' }).bedrockMissing).toBe('')
  })

  it('never shows a secret, whatever the files hold', () => {
    const secrets = {
      AWS_ACCESS_KEY_ID: 'canary1',
      AWS_SECRET_ACCESS_KEY: 'canary2',
      AWS_REGION: 'us-east-1',
    }
    expect(JSON.stringify(choose(secrets))).not.toContain('canary')
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => void find({}, { [CONFIG]: text, [CREDENTIALS]: text }),
      ),
    )
  })
})
