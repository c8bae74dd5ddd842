/**
 * What secrets look like when a service has given them a shape: a fixed beginning and a known alphabet.
 * Every quantifier is bounded, so that no text can make a rule slow; `secrets.test.ts` computes the bound.
 */
export type SecretKind =
  | 'private-key'
  | 'aws-key'
  | 'github-token'
  | 'gitlab-token'
  | 'slack-token'
  | 'stripe-key'
  | 'google-key'
  | 'anthropic-key'
  | 'openai-key'
  | 'azure-key'
  | 'package-token'
  | 'service-token'
  | 'jwt'
  | 'authorization'
  | 'connection-string'
  | 'password'
  | 'token'
  | 'card-number'

/** What a finding is called for people: "what looks like …". */
export const SECRET_WORDS: Readonly<Record<SecretKind, string>> = {
  'private-key': 'a private key',
  'aws-key': 'an AWS access key',
  'github-token': 'a GitHub token',
  'gitlab-token': 'a GitLab token',
  'slack-token': 'a Slack token',
  'stripe-key': 'a Stripe key',
  'google-key': 'a Google key',
  'anthropic-key': 'an Anthropic API key',
  'openai-key': 'an OpenAI API key',
  'azure-key': 'an Azure key',
  'package-token': 'a token of a package registry',
  'service-token': 'the access token of a service',
  jwt: 'a web token (JWT)',
  authorization: 'an authorization header',
  'connection-string': 'an address with a password in it',
  password: 'a password',
  token: 'a key or token',
  'card-number': 'a payment card number',
}

export interface TokenRule {
  readonly kind: SecretKind
  /** What every match holds; a text without any of them is not searched. */
  readonly marks: readonly string[]
  /** Matches the secret from its first character on; group `tail`, if there is one, is what was drawn at random. */
  readonly pattern: RegExp
}

export const TOKEN_RULES: readonly TokenRule[] = [
  rule('aws-key', ['AKIA', 'ASIA', 'ABIA', 'ACCA'], '(?:AKIA|ASIA|ABIA|ACCA)(?<tail>[A-Z0-9]{16})'),
  // A long-term key of Bedrock.
  rule('aws-key', ['ABSK'], 'ABSK(?<tail>[A-Za-z0-9+/]{60,300})', '={0,2}'),
  rule('github-token', ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], 'gh[pousr]_(?<tail>[A-Za-z0-9]{30,255})'),
  rule('github-token', ['github_pat_'], 'github_pat_(?<tail>[A-Za-z0-9_]{40,100})'),
  rule('gitlab-token', ['gl'], 'gl(?:pat|dt|rt|ft|cbt|ptt|agent|soat)-(?<tail>[A-Za-z0-9_-]{20,64})'),
  rule('slack-token', ['xox'], 'xox[abeoprs]-(?<tail>[A-Za-z0-9-]{10,250})'),
  rule('slack-token', ['xapp-'], 'xapp-[0-9]-(?<tail>[A-Za-z0-9-]{20,250})'),
  rule(
    'slack-token',
    ['hooks.slack.com'],
    'hooks\\.slack\\.com/services/T[A-Z0-9]{6,12}/B[A-Z0-9]{6,12}/(?<tail>[A-Za-z0-9]{16,40})',
  ),
  rule(
    'stripe-key',
    ['sk_live', 'sk_test', 'rk_live', 'rk_test'],
    '[rs]k_(?:live|test)_(?<tail>[A-Za-z0-9]{16,250})',
  ),
  rule('stripe-key', ['whsec_'], 'whsec_(?<tail>[A-Za-z0-9+/]{24,100})', '={0,2}'),
  rule('google-key', ['AIza'], 'AIza(?<tail>[A-Za-z0-9_-]{35})'),
  rule('google-key', ['GOCSPX-'], 'GOCSPX-(?<tail>[A-Za-z0-9_-]{28})'),
  rule('google-key', ['ya29.'], 'ya29\\.(?<tail>[A-Za-z0-9_-]{20,300})'),
  rule('anthropic-key', ['sk-ant-'], 'sk-ant-(?<tail>[A-Za-z0-9_-]{20,250})'),
  rule('openai-key', ['sk-'], 'sk-(?:proj|svcacct|admin|None)-(?<tail>[A-Za-z0-9_-]{20,250})'),
  rule('openai-key', ['sk-'], 'sk-(?<tail>[A-Za-z0-9]{32,100})'),
  rule('service-token', ['sk-or-'], 'sk-or-v[0-9]-(?<tail>[0-9a-f]{64})'),
  rule(
    'azure-key',
    ['AccountKey=', 'AccessKey='],
    '(?:Account|SharedAccess|Access)Key=(?<tail>[A-Za-z0-9+/]{40,90})',
    '={0,2}',
  ),
  rule('azure-key', ['Q~'], '[A-Za-z0-9_~.]{3}[0-9]Q~(?<tail>[A-Za-z0-9_~.-]{31,34})'),
  rule('package-token', ['npm_'], 'npm_(?<tail>[A-Za-z0-9]{36})'),
  rule('package-token', ['pypi-'], 'pypi-AgE(?<tail>[A-Za-z0-9_-]{50,300})'),
  rule('package-token', ['rubygems_'], 'rubygems_(?<tail>[0-9a-f]{48})'),
  rule('service-token', ['hf_'], 'hf_(?<tail>[A-Za-z]{34})'),
  rule('service-token', ['SG.'], 'SG\\.[A-Za-z0-9_-]{22}\\.(?<tail>[A-Za-z0-9_-]{43})'),
  rule('service-token', ['SK'], 'SK(?<tail>[0-9a-f]{32})'),
  rule('service-token', ['dop_v1_'], 'dop_v1_(?<tail>[0-9a-f]{64})'),
  rule('service-token', ['shp'], 'shp(?:at|ca|pa|ss)_(?<tail>[0-9a-fA-F]{32})'),
  rule('service-token', ['hvs.', 'hvb.'], 'hv[sb]\\.(?<tail>[A-Za-z0-9_-]{24,300})'),
  rule('service-token', ['dapi'], 'dapi(?<tail>[0-9a-f]{32})'),
  rule('service-token', [':AA'], '[0-9]{8,10}:AA(?<tail>[A-Za-z0-9_-]{33})'),
  rule(
    'service-token',
    ['/api/webhooks/'],
    'discord(?:app)?\\.com/api/webhooks/[0-9]{17,20}/(?<tail>[A-Za-z0-9_-]{40,100})',
  ),
  rule('private-key', ['AGE-SECRET-KEY-1'], 'AGE-SECRET-KEY-1(?<tail>[A-Z0-9]{58})'),
  rule(
    'jwt',
    ['eyJ'],
    'eyJ[A-Za-z0-9_-]{12,1000}\\.eyJ(?<tail>[A-Za-z0-9_-]{8,1000})',
    '',
    '(?<![A-Za-z0-9_-])',
  ),
]

/**
 * `before`: what must not stand in front: a secret does not begin in the middle of a word. One of a fixed length does not
 * end there either; of a longer one the beginning is enough.
 */
function rule(
  kind: SecretKind,
  marks: readonly string[],
  body: string,
  end = '',
  before = '(?<![A-Za-z0-9])',
): TokenRule {
  const after = /[0-9]\}\)$/.test(body) && !/,[0-9]+\}\)$/.test(body) ? '(?![A-Za-z0-9])' : ''
  return { kind, marks, pattern: new RegExp(`${before}${body}${after}${end}`, 'g') }
}

/** Beginnings of private keys that stand in lines of their own. */
export const KEY_BLOCK = /-----BEGIN (?:[A-Z0-9]{2,10} )?(?:[A-Z0-9]{2,10} )?PRIVATE KEY(?: BLOCK)?-----/g
export const KEY_BLOCK_END = /-----END (?:[A-Z0-9]{2,10} )?(?:[A-Z0-9]{2,10} )?PRIVATE KEY(?: BLOCK)?-----/g
export const PUTTY_KEY = /PuTTY-User-Key-File-[0-9]: /g
