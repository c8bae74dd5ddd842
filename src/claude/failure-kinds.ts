/** Which kind of failure a host means, by its words, its names for errors, and the status. */
import type { Failure } from '../agent/events.ts'

type Kind = Failure['kind']

export interface Told {
  /** Undefined in the middle of a stream. */
  readonly status: number | undefined
  /** All names that the host gave the error. */
  readonly names: string
  readonly said: string
  /** Whether the host said how long to wait. */
  readonly waits: boolean
}

/** Words that mean more than any name or status beside them come first, then names, then other words, then the status. */
export function kindOf({ status, names, said, waits }: Told): Kind {
  const clear = first(CLEAR, said)
  if (clear && (status === undefined || status < 500)) return clear
  if (status === 429 && !waits && SPENT.test(said)) return 'billing'
  const named = first(NAMES, names)
  if (named) return named
  const unclear = status === undefined || status === 400 || status === 422
  return (unclear ? first(WORDS, `${said} ${names}`) : null) ?? byStatus(status)
}

type Patterns = readonly (readonly [RegExp, Kind])[]

function first(patterns: Patterns, text: string): Kind | null {
  return patterns.find(([pattern]) => pattern.test(text))?.[1] ?? null
}

const CLEAR: Patterns = [
  [/signature (has )?expired|signature not yet current|request time.{0,20}too skewed|clock skew/i, 'clock'],
  [
    /prompt is too long|input is too long|too many (input )?tokens in|(exceeds?|maximum|limit).{0,40}context (length|size|window|limit)|context (length|size|window|limit).{0,30}exceed/i,
    'context_full',
  ],
  [/credit balance|spend(ing)? (limit|cap)|insufficient (funds|credits?|quota)/i, 'billing'],
  [
    /^model: |model identifier is invalid|publisher model|on-demand throughput|access to the model|reached the end of its life|model[^.]{0,80}(not found|does not exist|is not (available|enabled|supported in)|(has been|was|is) retired)|deployment[^.]{0,60}does not exist|could not resolve the foundation model|does not work with the specified model/i,
    'model_unavailable',
  ],
]

/** A limit on money is no limit in time: it keeps failing. */
const SPENT = /spend|usage limit|monthly|billing|budget/i

/** Error types and codes of the Claude API, exceptions of AWS, statuses of Google, codes of Azure and of servers at home. */
const NAMES: Patterns = [
  [/requestTimeTooSkewed|requestExpired/i, 'clock'],
  [
    /spend_limit_reached|billing_unavailable|billing_not_authorized|billing_error|insufficient_quota/i,
    'billing',
  ],
  [/exceed_context_size_error|context_length_exceeded/i, 'context_full'],
  [
    /overloaded_error|serviceUnavailable|modelNotReady|unavailable_error|\bUNAVAILABLE\b|EngineOverloaded/i,
    'busy',
  ],
  [
    /rate_limit_error|throttling|tooManyRequests|serviceQuotaExceeded|RESOURCE_EXHAUSTED|RateLimitReached|ramp_limit_exceeded/i,
    'rate_limited',
  ],
  [/timeout_error|modelTimeout|DEADLINE_EXCEEDED|request_body_timeout/i, 'timeout'],
  [/DeploymentNotFound|unavailable_model|modelNotFound|model_not_found/i, 'model_unavailable'],
  [
    /authentication_error|unrecognizedClient|expiredToken|invalidSignature|invalidClientToken|signatureDoesNotMatch|missingAuthenticationToken|incompleteSignature|\bUNAUTHENTICATED\b|invalid_api_key|InvalidAuthenticationToken/i,
    'credentials',
  ],
  [
    /permission_error|accessDenied|PERMISSION_DENIED|PermissionDenied|AuthenticationTypeDisabled|organization_on_hold|cmek_|not_enrolled_in_beta/i,
    'forbidden',
  ],
  [/request_too_large|image_dimensions_too_large/i, 'too_large'],
  [/not_found_error|resourceNotFound|\bNOT_FOUND\b|NotFoundError/i, 'not_found'],
  [/internalServer|modelStreamError|modelError|\bINTERNAL\b/i, 'server'],
]

/** What a plain "bad request" is about, where its words tell. */
const WORDS: Patterns = [
  [/security token|signature .*match/i, 'credentials'],
  [
    /invalid_request_error|validationException|extra inputs|malformed|INVALID_ARGUMENT|FAILED_PRECONDITION/i,
    'bad_request',
  ],
]

function byStatus(status: number | undefined): Kind {
  switch (status) {
    case undefined:
      return 'server'
    case 401:
      return 'credentials'
    case 402:
      return 'billing'
    case 403:
      return 'forbidden'
    case 404:
    case 405:
    case 501:
      return 'not_found'
    case 413:
      return 'too_large'
    case 429:
      return 'rate_limited'
    case 408:
    case 504:
      return 'timeout'
    case 503:
    case 529:
      return 'busy'
    default:
      // 409 and 424 (Bedrock: the model broke) may pass; every other 4xx will be the same next time.
      return status >= 500 || status === 409 || status === 424 ? 'server' : 'bad_request'
  }
}
