/**
 * Values that are secrets only by what stands before them: `password: …`, `api_key = …`, an authorization header, an
 * address with a password. Pure.
 *
 * Documents speak of passwords and tokens more often than they hold one. A value counts when it looks drawn or made up:
 * no word, no name of a variable or an algorithm, no path, no placeholder, no piece of code.
 */

/** `from`: where the value begins; `value`: as it stands in the text. */
export interface Value {
  readonly kind: 'password' | 'token' | 'authorization' | 'connection-string'
  readonly from: number
  readonly value: string
}

const PASSWORD = 'passwor[dt]|passwd|passphrase|kennwort|pwd'
const TOKEN =
  'secret|token|api[ _-]?key|access[ _-]?key|auth[ _-]?key|private[ _-]?key|account[ _-]?key|schlüssel|credentials?'
/** What joins a name to its value, in prose, Markdown, tables, configuration and code. */
const JOINED = '["\'`*_\\])\\t ]{0,6}(?:=>|:=|[:=|]|\\bis\\b|\\blautet\\b|\\bist\\b)["\'`*_\\t ]{0,6}'

export const ASSIGNED = new RegExp(
  `(?:(${PASSWORD})|(?:${TOKEN}))s?${JOINED}(?<value>[^\\s"'\`|]{6,300})`,
  'gi',
)
export const HEADER =
  /\b(?:bearer|authorization: {0,3}basic)[ \t]{1,3}(?<value>[A-Za-z0-9._~+/-]{12,300}={0,2})/gi
export const ADDRESS =
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/?#:@"'`<>]{0,80}:(?<value>[^\s/@"'`]{3,120})@[A-Za-z0-9[]/gi

/** Values in the text that count as secrets. */
export function findValues(text: string): readonly Value[] {
  const found: Value[] = []
  for (const match of text.matchAll(ASSIGNED)) {
    const raw = match.groups?.value ?? ''
    const value = trimmed(raw)
    const kind = match[1] === undefined ? 'token' : 'password'
    const from = match.index + match[0].length - raw.length
    if (kind === 'password' ? isPassword(value) : isToken(value)) found.push({ kind, from, value })
  }
  for (const match of text.matchAll(HEADER)) {
    const value = match.groups?.value ?? ''
    const from = match.index + match[0].length - value.length
    if (isToken(value)) found.push({ kind: 'authorization', from, value })
  }
  for (const match of text.matchAll(ADDRESS)) {
    const value = match.groups?.value ?? ''
    const from = match.index + match[0].lastIndexOf(`${value}@`)
    if (!isPlaceholder(value)) found.push({ kind: 'connection-string', from, value })
  }
  return found
}

/** Without what ends a sentence, a Markdown mark or one part of a longer line. */
function trimmed(raw: string): string {
  const cut = raw.search(/[;&]|\\[nr]/)
  let value = cut < 0 ? raw : raw.slice(0, cut)
  while (/[.,:)\]}>*_]$/.test(value)) value = value.slice(0, -1)
  return value
}

/** A made-up word with figures or signs in it. */
function isPassword(value: string): boolean {
  if (value.length < 6 || isPlaceholder(value) || isSomethingElse(value)) return false
  if (/^[0-9]+$/.test(value)) return true
  const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((each) => each.test(value)).length
  return (/[0-9]/.test(value) && classes >= 2) || classes >= 3
}

/** Long, with letters and figures, and with no two alike words in it. */
function isToken(value: string): boolean {
  if (value.length < 12 || isPlaceholder(value) || isSomethingElse(value)) return false
  if (!/[0-9]/.test(value) || !/[A-Za-z]/.test(value) || isSlug(value)) return false
  return entropy(value) >= 3
}

const PLACEHOLDER =
  /^[<[{$%]|\$\{|\{\{|\.\.\.|…|^[xX*•._-]+$|your|example|placeholder|redacted|changeme|change-me|dummy|^(?:password|passwort|passwd|pass|pwd|secret|token)[0-9]{0,3}$|^[a-z]{0,20}(?:password|passwort)$|^(?:true|false|null|none|undefined|string|required|optional)\b/i

function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value)
}

/** What often follows such a name and is no secret. */
const OTHER: readonly RegExp[] = [
  // Names of methods and products.
  /^(?:sha-?[0-9]+|md5|bcrypt[0-9]*|scrypt|argon2(?:id|[id])?|pbkdf2|base(?:32|58|64)(?:url)?|[hrep]s(?:256|384|512)|aes-?(?:128|192|256)(?:-?[a-z]+)?|ed25519|x25519|oauth-?[12](?:\.[01])?|saml-?2|utf-?8|1password|auth0|fido2|webauthn[0-9]?)\b/i,
  // Where it can be found: addresses, paths, files, other stores.
  /^(?:[a-z][a-z0-9+.-]{1,20}:\/\/|arn:|env:|vault:|file:)/i,
  /^(?:~|\.{1,2})?\/[\w.~/-]+$/,
  /^[\w./-]+\.(?:ya?ml|json|md|txt|env|pem|key|ts|tsx|js|py|rb|go|rs|toml|ini|cfg|conf|sh|html?|pdf|docx?|xlsx?)$/i,
  /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i,
  // Variables, members, calls, types.
  /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+(?:[(["'?!]|$)/,
  /^[A-Za-z_$][\w$]*[([<]/,
  /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/,
  // Dates, times, versions, numbers with a unit.
  /^[0-9]{1,4}[-/.][0-9]{1,2}(?:[-/.][0-9]{1,4})?(?:T[0-9:.Z+-]*)?$/,
  /^v?[0-9]+(?:\.[0-9]+)+[a-z0-9.-]*$/i,
  /^[0-9]{1,5}[ -]?[a-z]{1,8}$/i,
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
]

function isSomethingElse(value: string): boolean {
  return OTHER.some((each) => each.test(value))
}

/** Words and short numbers joined by signs: a name that somebody gave, such as `step-3-of-5` or `release_2024`. */
function isSlug(value: string): boolean {
  return value
    .split(/[^A-Za-z0-9]+/)
    .every((part) => /^(?:[A-Z]?[a-z]*|[A-Z]+|[0-9]{0,4}|v[0-9]+)$/.test(part))
}

/** Shannon's, in bits for each character. */
function entropy(value: string): number {
  const counts = new Map<string, number>()
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length)
  return bits
}
