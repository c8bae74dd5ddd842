/**
 * Takes out of a host's words what looks like a key, a token, a signature or an account. Errs on the side of taking out: what
 * people need of an error is its sentence.
 */
export function withoutSecrets(text: string): string {
  return PATTERNS.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text)
}

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  // Named: what follows the name of a header or a field that holds a secret.
  [/\b(bearer|basic)\s+[^\s,;"']+/gi, '$1 …'],
  [
    /\b((?:x-)?(?:api|subscription|access|secret)[-_ ]?(?:access[-_ ]?)?key(?:[-_ ]?id)?|authorization|x-amz-[\w-]+|(?:security|session|access|id|refresh)[-_ ]?token|token|password|secret|signature|credential)(["']?\s*[:=]\s*["']?)[^\s,;"']+/gi,
    '$1$2…',
  ],
  // By their looks: keys of Anthropic, AWS and Google, tokens of Google, and JSON web tokens.
  [/sk-[a-z]{2,10}-[\w-]+/gi, 'sk-…'],
  [/\b(?:AKIA|ASIA|ABSK|AROA|AIDA)[A-Za-z0-9+/=]{8,}/g, '…'],
  [/\bAIza[\w-]{20,}/g, '…'],
  [/\bya29\.[\w.-]+/g, '…'],
  [/\beyJ[\w-]{8,}(?:\.[\w-]*)*/g, '…'],
  [/-----BEGIN[\s\S]*?(?:-----END[^-]*-----|$)/g, '…'],
  // Accounts: ARNs, projects, subscriptions, mailboxes, and AWS's numbers of twelve digits.
  [/\barn:[\w-]*:[^\s,;"')]+/gi, 'arn:…'],
  [/\b(projects|subscriptions|organizations|resourceGroups|accounts)\/[^\s/,;"')]+/gi, '$1/…'],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '…'],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '…'],
  [/\b\d{12}\b/g, '…'],
  // Whatever is long and looks like chance.
  [/\b[0-9a-f]{32,}\b/gi, '…'],
  [/(?=[A-Za-z0-9+/=_-]*[a-z])(?=[A-Za-z0-9+/=_-]*[A-Z])(?=[A-Za-z0-9+/=_-]*\d)[A-Za-z0-9+/=_-]{24,}/g, '…'],
  [/[A-Za-z0-9+/=_-]{48,}/g, '…'],
]
