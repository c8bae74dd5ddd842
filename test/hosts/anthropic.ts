/** The Claude API, and the hosts that speak it unchanged: Mantle, Claude Platform on AWS and Microsoft Foundry. */
import {
  type Answer,
  type Asked,
  apiError,
  refuses,
  sse,
  streams,
} from '../../src/claude/server-for-tests.ts'
import { type HostRules, wrongWith } from './rules.ts'
import { betasOf, type Dialect, pathOf } from './server.ts'
import { type AwsKey, wrongAwsSignature } from './signature.ts'

const COMMON_BETAS = [
  'context-management-2025-06-27',
  'compact-2026-01-12',
  'fine-grained-tool-streaming-2025-05-14',
  'interleaved-thinking-2025-05-14',
]

export const CLAUDE_API: HostRules = {
  betas: new Set([...COMMON_BETAS, 'compact-2026-09-04', 'thinking-binding-controls-2026-08-01']),
  automaticCaching: true,
  diagnostics: true,
  eagerField: true,
}

/** Sources disagree about automatic caching there, so it refuses it. */
export const MANTLE: HostRules = {
  betas: new Set([...COMMON_BETAS, 'thinking-binding-controls-2026-08-01']),
  automaticCaching: false,
  diagnostics: false,
  eagerField: true,
}

export const FOUNDRY: HostRules = { ...CLAUDE_API, diagnostics: false }

interface Options {
  /** The key that is accepted. */
  readonly key?: string
  /** As the Models API lists them. */
  readonly models?: readonly unknown[]
  /** What `count_tokens` answers; null: there is no such address. */
  readonly count?: unknown
  readonly rules?: HostRules
}

/** api.anthropic.com. */
export function claudeApi(options: Options = {}): Dialect {
  const { key = 'sk-ant-test', models = [], count = { input_tokens: 42 }, rules = CLAUDE_API } = options
  const knows = ({ headers }: Asked) =>
    headers['x-api-key'] === key || headers.authorization === `Bearer ${key}`
  const noKey = refuses(401, apiError('authentication_error', 'invalid x-api-key'))
  return {
    asksForReply: (asked) => asked.method === 'POST' && pathOf(asked) === '/v1/messages',
    refusal: (asked) => (knows(asked) ? wrongRequest(asked, rules) : noKey),
    streams: (events) => streams(sse(events)),
    beside(asked) {
      if (!knows(asked)) return noKey
      if (pathOf(asked) === '/v1/models')
        return refuses(200, { data: models, has_more: false, first_id: null, last_id: null })
      if (pathOf(asked) !== '/v1/messages/count_tokens' || count === null) return null
      return wrongRequest(asked, rules, 'count') ?? refuses(200, count)
    },
  }
}

/** `bedrock-mantle.{region}.api.aws`: the Claude API's wire behind AWS's signature or a bearer token. */
export function mantle(key: AwsKey, service = 'bedrock-mantle', rules: HostRules = MANTLE): Dialect {
  return {
    asksForReply: (asked) => asked.method === 'POST' && pathOf(asked) === '/v1/messages',
    refusal(asked) {
      const wrong = wrongAwsSignature(asked, key, service)
      if (wrong) return refuses(403, apiError('permission_error', wrong))
      const model = String(asked.body?.model)
      if (service === 'bedrock-mantle' && !/^anthropic\.claude-/.test(model))
        return refuses(404, apiError('not_found_error', `The model '${model}' does not exist`))
      return wrongRequest(asked, rules)
    },
    streams: (events) => streams(sse(events)),
  }
}

/** `{resource}.services.ai.azure.com/anthropic`: Azure's own errors in front of the Claude API's. Models are deployments. */
export function foundry(options: { readonly key: string; readonly deployments: readonly string[] }): Dialect {
  const unauthorized = refuses(401, {
    error: {
      code: '401',
      message:
        'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription.',
    },
  })
  const knows = ({ headers }: Asked) =>
    headers['x-api-key'] === options.key || headers.authorization === `Bearer ${options.key}`
  const refusal = (asked: Asked, purpose: 'create' | 'count' = 'create') => {
    if (!knows(asked)) return unauthorized
    if (!options.deployments.includes(String(asked.body?.model)))
      return refuses(404, {
        error: {
          code: 'DeploymentNotFound',
          message:
            'The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.',
        },
      })
    return wrongRequest(asked, FOUNDRY, purpose)
  }
  return {
    asksForReply: (asked) => asked.method === 'POST' && pathOf(asked) === '/anthropic/v1/messages',
    refusal,
    streams: (events) => streams(sse(events)),
    beside: (asked) =>
      pathOf(asked) === '/anthropic/v1/messages/count_tokens'
        ? (refusal(asked, 'count') ?? refuses(200, { input_tokens: 42 }))
        : refuses(404, { error: { code: '404', message: 'Resource not found' } }),
  }
}

function wrongRequest(asked: Asked, rules: HostRules, purpose: 'create' | 'count' = 'create'): Answer | null {
  const wrong = wrongWith(asked.body, betasOf(asked), rules, purpose)
  return wrong === null ? null : refuses(400, apiError('invalid_request_error', wrong))
}
