import { createHash, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findSecrets, newSecrets, SECRET_WORDS } from './secrets.ts'
import { SHAPES } from './secrets-cards.ts'
import { KEY_BLOCK, KEY_BLOCK_END, PUTTY_KEY, TOKEN_RULES } from './secrets-rules.ts'
import { ADDRESS, ASSIGNED, HEADER } from './secrets-values.ts'

const kinds = (text: string) => findSecrets(text).map((each) => each.kind)

/** Joined at run time, so that no scanner of repositories takes this file for a leak. */
const made = (...parts: readonly string[]) => parts.join('')
const LETTERS =
  'Zx8Kq2LmN4pRvT6wYb3Cd5Fg7Hj9SaEu1XoQiPzWkMnBvCxLsDfGhJkQwErTyUiOp0987AbCdEfGhIjKlMnOpQrStUvWxYz12345'
const some = (length: number) => LETTERS.repeat(10).slice(0, length)
const hex = (length: number) => createHash('sha512').update('a').digest('hex').slice(0, length)

const KEY = ['-----BEGIN ', 'RSA PRIVATE KEY-----'].join('')
const KEY_END = KEY.replace('BEGIN', 'END')

const SECRETS: readonly (readonly [kind: string, text: string])[] = [
  ['private-key', `${KEY}\nMIIEpAIBAAKCAQEA7\nabc\n${KEY_END}`],
  ['private-key', `> ${KEY}\r\n> MIIE\r\n> ${KEY_END}`],
  ['private-key', `"key": "${KEY}\\nMIIEpAIB\\n${KEY_END}\\n"`],
  ['private-key', made('-----BEGIN OPENSSH ', 'PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA')],
  ['private-key', made('-----BEGIN PGP ', 'PRIVATE KEY BLOCK-----\nVersion: 2\n\nlQOYBF')],
  ['private-key', made('PuTTY-User-', 'Key-File-3: ssh-ed25519')],
  ['private-key', made('AGE-SECRET', '-KEY-1', 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KHCE')],
  ['aws-key', made('AKIA', 'IOSFODNN7EXAMPLE')],
  ['aws-key', made('the key is (ASIA', 'QWERTZUIOPASDFGH), I think')],
  ['aws-key', made('ABSK', some(120), '=')],
  ['github-token', made('ghp_', some(36))],
  ['github-token', made('github_pat_', some(22), '_', some(59))],
  ['gitlab-token', made('glpat-', some(20))],
  ['slack-token', made('xoxb-', '123456789012-1234567890123-', some(24))],
  ['slack-token', made('https://hooks.slack.com/', 'services/T01234567/B01234567/', some(24))],
  ['stripe-key', made('sk_live_', some(24))],
  ['stripe-key', made('rk_test_', some(24))],
  ['google-key', made('AIza', some(35))],
  ['google-key', made('GOCSPX-', some(28))],
  ['anthropic-key', made('sk-ant-', 'api03-', some(93), 'AA')],
  ['anthropic-key', made('ANTHROPIC_API_KEY=sk-ant-', 'api03-', some(30))],
  ['openai-key', made('sk-', some(48))],
  ['openai-key', made('sk-proj-', some(120))],
  ['azure-key', made('AccountName=a;AccountKey=', some(86), '==;EndpointSuffix=core.windows.net')],
  ['package-token', made('//registry.npmjs.org/:_authToken=npm_', some(36))],
  ['package-token', made('pypi-', 'AgEIcHlwaS5vcmc', some(60))],
  ['service-token', made('SG.', some(22), '.', some(43))],
  ['service-token', made('hf_', 'abcdefghijKLMNOPQRSTuvwxyzABCDEFgh')],
  ['jwt', made('eyJhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiIxMjM0NTY3ODkwIn0.', some(43))],
  ['authorization', made('Authorization: Bearer ', some(32))],
  ['authorization', made('Authorization: Basic ', 'YWxhZGRpbjpvcGVuMXNlc2FtZQ==')],
  ['connection-string', 'postgres://app:s3cr3tW0rd@db.internal:5432/app'],
  ['connection-string', 'See https://alice:Xk29fjQ@git.example.org/repo.'],
  ['password', 'password: hunter2'],
  ['password', '- **Password:** `Tr0ub4dor&3`'],
  ['password', 'Das Passwort lautet Sommer2024!'],
  ['password', 'The password is Blue-Horse-77.'],
  ['password', '| WLAN-Passwort | gE7!kLm2 |'],
  ['password', 'Server=db;User Id=sa;Password=Pa55-w0rd;Encrypt=true'],
  ['password', 'DB_PASSWORD="kX9-pQ2_zz"'],
  ['password', 'Kennwort = 48151623'],
  ['token', made('api_key = "', some(32), '"')],
  ['token', made('aws_secret_access_key: ', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMKEY11')],
  ['token', made('"client_secret": "', hex(40), '"')],
  ['token', made('?access_token=', some(24), '&page=2').replace('access_', 'auth_')],
  ['card-number', '4111 1111 1111 1111'],
  ['card-number', 'Karte: 4242-4242-4242-4242, 12/28'],
  ['card-number', '4242 4242 4242 4242 123'],
  ['card-number', 'Amex 3782 822463 10005'],
  ['card-number', '5555555555554444'],
  ['card-number', 'visa 4222222222222'],
  ['card-number', '6011 1111 1111 1117 12/26'],
]

const PLAIN: readonly string[] = [
  'The password is stored in the vault; ask Alice for it.',
  'Passwords: see 1Password. Rotate every 90days, at least 12 characters.',
  'Passwort vergessen? Bitte den Link in der E-Mail benutzen.',
  'password: <your password>',
  'password: $' + '{DB_PASSWORD}',
  'password = "changeme"',
  'password: ********',
  'password: string',
  'password: argon2id, 64 MiB',
  'password: sha256 of the salt',
  'const token = await readToken2(session)',
  'const token = request.headers.authorization',
  'apiKey: process.env.API_KEY_2,',
  'apiKey: "YOUR_API_KEY_1234567"',
  'secret: config/production.yaml',
  'token: https://docs.example.org/tokens/v2/2024',
  'max_tokens: 4096, tokens = 128000',
  'Token: step-3-of-5',
  'Token budget: 1200000',
  'token: 123e4567-e89b-12d3-a456-426614174000',
  'The secret of a good cake: 250g butter',
  'Authorization: Bearer <token>',
  'curl -H "Authorization: Bearer $TOKEN"',
  'postgres://user:password@localhost/db and redis://:<password>@host',
  'postgres://someuser:somepassword@somehost/db',
  'https://example.org:8080/a@b and mailto:alice@example.org',
  'A key file begins with -----BEGIN PRIVATE KEY----- and is base64.',
  '```\n-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----\n```',
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ3o3LxQ2rQz alice@laptop',
  `commit ${hex(40)} and sha256 ${hex(64)}`,
  'sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==',
  `![x](data:image/png;base64,${Buffer.from(hex(128).repeat(20)).toString('base64')})`,
  'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx and sk-ant-xxxxxxxxxxxxxxxxxxxxxxxxxx',
  'Call +49 30 901820 or (030) 4111-1111; order 4111-1111-222, invoice 2024-000123456789.',
  'ISBN 978-3-16-148410-0, EAN 4006381333931, IMEI 490154203237518',
  '1700000000000 and 1700000000000000 and 20240101123000',
  'Post 1789012345678901234, chat 412345678901234567, 5500 8200 9100',
  '3.141592653589793238 and 0.4111111111111111',
  'https://example.org/items/4111111111111111',
  '4111 1111 1111 1112',
  'IBAN DE89 3704 0044 0532 0130 00',
  'asiatisch, AKIARA, task-based, desk-proj, risk-and-reward, npm_config_registry',
  'The sk-learn package; class="sk-toggleable__content-arrow sk-estimator-doc-link-fitted-x"',
]

describe('findSecrets', () => {
  it.each(SECRETS)('finds %s in one line or several', (kind, text) => {
    expect(kinds(text)).toEqual([kind])
    expect(kinds(`Notes\n\n${text}\n`)).toEqual([kind])
  })

  it.each(PLAIN)('leaves alone: %s', (text) => {
    expect(findSecrets(text)).toEqual([])
  })

  it('tells the line and the range of the secret itself', () => {
    const text = `# Access\n\npassword: hunter2\nkey: ${made('AKIA', 'IOSFODNN7EXAMPLE')} (old)\n`
    const found = findSecrets(text)
    expect(found.map(({ line, from, to }) => [line, text.slice(from, to)])).toEqual([
      [3, 'hunter2'],
      [4, made('AKIA', 'IOSFODNN7EXAMPLE')],
    ])
  })

  it('takes a whole key block as one finding', () => {
    const block = `${KEY}\nMIIEpAIBAAKCAQEA7\n${KEY_END}`
    const found = findSecrets(`a\n${block}\nb`)
    expect(found).toEqual([{ kind: 'private-key', line: 2, from: 2, to: 2 + block.length }])
  })

  it('finds what was planted anywhere in any text, in order and apart', () => {
    const planted = fc.constantFrom(...SECRETS.map(([, text]) => text))
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        planted,
        fc.string({ unit: 'grapheme' }),
        (a, secret, b) => {
          const text = `${a}\n\n${secret}\n\n${b}`
          const found = findSecrets(text)
          const [from, to] = [a.length + 2, a.length + 2 + secret.length]
          expect(found.some((each) => each.from < to && each.to > from)).toBe(true)
          for (const [i, each] of found.entries()) {
            expect(each.from).toBeGreaterThanOrEqual(found[i - 1]?.to ?? 0)
            expect(each.to).toBeGreaterThan(each.from)
            expect(each.line).toBe(text.slice(0, each.from).split('\n').length)
            expect(SECRET_WORDS[each.kind]).toMatch(/^(an?|the) /)
          }
        },
      ),
    )
  })

  it('finds nothing in hashes, ids and random data', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 400 }), (bytes) => {
        const data = Buffer.from(bytes)
        expect(findSecrets(`${data.toString('hex')}\n${data.toString('base64')}`)).toEqual([])
      }),
    )
  })

  it('gives a card number only when its check digit is right', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), (digit) => {
        expect(kinds(`4111 1111 1111 111${digit}`)).toEqual(digit === 1 ? ['card-number'] : [])
      }),
    )
  })
})

describe('newSecrets', () => {
  it('counts only what was not there before, wherever it stands now', () => {
    const old = 'password: hunter2\n'
    expect(newSecrets(`# Title\n\nmore\n${old}`, old)).toEqual([])
    expect(newSecrets(`${old}password: hunter3\n`, old).map(({ line }) => line)).toEqual([2])
    expect(newSecrets(old, '')).toHaveLength(1)
  })
})

/**
 * The most steps that a pattern can take from one beginning. Every quantifier has a bound. Narrow ones can share characters
 * with their neighbours and are multiplied; wide ones end where the next part begins and are added.
 */
function stepsFrom({ source }: RegExp): number {
  const atoms = source.replaceAll(/\\.|\[(?:\\.|[^\]\\])*\]/g, 'x')
  expect(atoms).not.toMatch(/[*+]|\{\d+,\}|\)\{/)
  const ranges = [...atoms.matchAll(/\{(\d+)(?:,(\d+))?\}/g)].map(([, from, to]) => Number(to ?? from))
  const narrow = ranges.filter((each) => each < 10).reduce((product, each) => product * (each + 1), 1)
  return narrow * ranges.filter((each) => each >= 10).reduce((sum, each) => sum + each, 1)
}

describe('the work that a text can cause', () => {
  it('is bounded for each place where a rule can begin, so that it grows as the text does', () => {
    const patterns = [...TOKEN_RULES.map((rule) => rule.pattern), KEY_BLOCK, KEY_BLOCK_END, PUTTY_KEY]
    for (const pattern of [...patterns, ...SHAPES, ASSIGNED, HEADER, ADDRESS])
      expect(stepsFrom(pattern), pattern.source).toBeLessThanOrEqual(15_000)
  })

  it('stays the same for each character of hostile texts of a megabyte', () => {
    const bytes = randomBytes(3).toString('hex')
    const hostile = [
      'eyJ-',
      'eyJaaaaaaaaaaaaaaaaaa.',
      'sk-sk-',
      'password: ',
      'password=\n',
      '4111 1111 ',
      '1 ',
      'a://a:',
      `${KEY}\nMIIE\n`,
      'token is is ',
      'xoxb-',
      '-----BEGIN ',
      'Bearer a',
      '"\'`',
      'AKIA',
      `${bytes}@`,
    ]
    for (const piece of hostile) {
      const text = piece.repeat(Math.ceil(1_000_000 / piece.length))
      const found = findSecrets(text)
      expect(found.length).toBeLessThanOrEqual(text.length / 6)
    }
  })
})
