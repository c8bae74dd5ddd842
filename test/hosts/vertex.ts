/** Google Cloud: the model in the path, the version in the body, a bearer token, and Google's errors in front of the Claude API's. */
import { type Answer, apiError, refuses, sse, streams } from '../../src/claude/server-for-tests.ts'
import { type HostRules, isRecord, wrongWith } from './rules.ts'
import { betasOf, type Dialect, pathOf } from './server.ts'

const VERTEX: HostRules = {
  betas: new Set([
    'context-management-2025-06-27',
    'compact-2026-01-12',
    'compact-2026-09-04',
    'fine-grained-tool-streaming-2025-05-14',
    'interleaved-thinking-2025-05-14',
    'thinking-binding-controls-2026-08-01',
  ]),
  automaticCaching: true,
  diagnostics: false,
  eagerField: true,
}

interface Options {
  readonly token: string
  readonly project: string
  readonly location: string
  /** Models that the project has enabled. */
  readonly models: readonly string[]
}

export function vertex({ token, project, location, models }: Options): Dialect {
  const prefix = `/v1/projects/${project}/locations/${location}/publishers/anthropic/models/`
  const refusal = (asked: Parameters<Dialect['refusal']>[0], purpose: 'create' | 'count'): Answer | null => {
    if (asked.headers.authorization !== `Bearer ${token}`)
      return googleError(
        401,
        'UNAUTHENTICATED',
        'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
      )
    const path = pathOf(asked)
    if (!path.startsWith(prefix))
      return googleError(
        403,
        'PERMISSION_DENIED',
        `Permission 'aiplatform.endpoints.predict' denied on resource '/${path}'`,
      )
    const body = isRecord(asked.body) ? asked.body : {}
    const model = purpose === 'count' ? String(body.model) : path.slice(prefix.length).replace(/:.*$/, '')
    if (!models.includes(model))
      return googleError(
        404,
        'NOT_FOUND',
        `Publisher Model \`projects/${project}/locations/${location}/publishers/anthropic/models/${model}\` was not found or your project does not have access to it.`,
      )
    const { anthropic_version: version, ...rest } = body
    if (typeof version !== 'string') return invalid('anthropic_version: Field required')
    if (purpose === 'create' && 'model' in rest) return invalid('model: Extra inputs are not permitted')
    const wrong = wrongWith({ ...rest, model }, betasOf(asked), VERTEX, purpose)
    return wrong === null ? null : invalid(wrong)
  }
  return {
    asksForReply: (asked) => pathOf(asked).endsWith(':streamRawPredict'),
    refusal: (asked) => refusal(asked, 'create'),
    streams: (events) => streams(sse(events)),
    beside: (asked) =>
      pathOf(asked).endsWith('/count-tokens:rawPredict')
        ? (refusal(asked, 'count') ?? refuses(200, { input_tokens: 42 }))
        : null,
  }
}

function invalid(message: string): Answer {
  return refuses(400, apiError('invalid_request_error', message))
}

export function googleError(code: number, status: string, message: string): Answer {
  return refuses(code, { error: { code, message, status } })
}
