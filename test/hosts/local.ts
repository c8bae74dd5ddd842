/**
 * Servers that run on one's own machine and speak a part of the Messages API. What each takes is in its own documentation and
 * source, as gathered in October 2026; none of them promises it.
 */
import {
  type Answer,
  type Asked,
  apiError,
  refuses,
  reply,
  sse,
  streams,
} from '../../src/claude/server-for-tests.ts'
import { isRecord } from './rules.ts'
import { type Dialect, pathOf, type WireEvent } from './server.ts'

const asksForReply = (asked: Asked) => asked.method === 'POST' && pathOf(asked) === '/v1/messages'

function toolsOf({ body }: Asked): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(body?.tools) ? body.tools.filter(isRecord) : []
}

/** Ollama: no count, no marks; a tool's input comes in one piece; a typed tool is a function without parameters, so it is told here. */
export function ollama(models: readonly string[] = ['qwen3']): Dialect {
  return {
    asksForReply,
    refusal(asked) {
      const model = String(asked.body?.model)
      if (!models.includes(model))
        return refuses(404, apiError('not_found_error', `model '${model}' not found`))
      if (asked.headers['anthropic-beta'] !== undefined || holds(asked.body, 'cache_control'))
        return refuses(
          400,
          apiError('invalid_request_error', 'this server was sent what it would pass over in silence'),
        )
      if (toolsOf(asked).some((tool) => !isRecord(tool.input_schema)))
        return refuses(
          400,
          apiError('invalid_request_error', 'a tool without a schema would have no parameters'),
        )
      return null
    },
    streams: (events) => streams(sse(inputsInOnePiece(events))),
    beside(asked) {
      if (pathOf(asked) === '/api/version') return refuses(200, { version: '0.14.2' })
      if (pathOf(asked) === '/api/tags')
        return refuses(200, { models: models.map((name) => ({ name, model: name })) })
      if (pathOf(asked) === '/v1/models')
        return refuses(200, {
          object: 'list',
          data: models.map((id) => ({ id, object: 'model', owned_by: 'library' })),
        })
      return refuses(404, '404 page not found')
    },
  }
}

/** llama.cpp's llama-server: its own shape of errors, a count, and a context that is soon full. `loading`: it answers 503. */
export function llamaCpp(
  options: { readonly loading?: boolean; readonly contextSize?: number } = {},
): Dialect {
  const { loading = false, contextSize = 8_192 } = options
  return {
    asksForReply,
    refusal(asked) {
      if (loading) return llamaError(503, 'unavailable_error', 'Loading model')
      if (toolsOf(asked).some((tool) => !isRecord(tool.input_schema)))
        return llamaError(400, 'invalid_request_error', 'Tool must have an input_schema')
      const tokens = Math.ceil(asked.text.length / 4)
      if (tokens > contextSize)
        return refuses(400, {
          error: {
            code: 400,
            message: `request (${tokens} tokens) exceeds the available context size (${contextSize} tokens), try increasing it`,
            type: 'exceed_context_size_error',
            n_prompt_tokens: tokens,
            n_ctx: contextSize,
          },
        })
      return null
    },
    streams: (events) => streams(sse(events)),
    beside(asked) {
      if (pathOf(asked) === '/health')
        return refuses(loading ? 503 : 200, { status: loading ? 'loading' : 'ok' })
      if (pathOf(asked) === '/props')
        return refuses(200, { default_generation_settings: { n_ctx: contextSize } })
      if (pathOf(asked) === '/v1/models')
        return refuses(200, {
          object: 'list',
          data: [{ id: 'local.gguf', object: 'model', meta: { n_ctx_train: 32_768 } }],
        })
      if (pathOf(asked) === '/v1/messages/count_tokens') return refuses(200, { input_tokens: 42 })
      return null
    },
  }
}

/** Fields of vLLM's request; what is not among them is passed over there, and told here. */
const VLLM = new Set(
  'model messages max_tokens stream system tools tool_choice metadata stop_sequences temperature top_k top_p thinking'.split(
    ' ',
  ),
)

/** vLLM: each tool needs a schema, marks and edits are not in its model of a request, errors are FastAPI's. */
export function vllm(
  options: { readonly model?: string; readonly maxModelLen?: number; readonly key?: string } = {},
): Dialect {
  const { model = 'Qwen/Qwen3-8B', maxModelLen = 32_768, key } = options
  return {
    asksForReply,
    refusal(asked) {
      if (key && asked.headers.authorization !== `Bearer ${key}`)
        return refuses(401, { error: 'Unauthorized' })
      const missing = toolsOf(asked).findIndex((tool) => !isRecord(tool.input_schema))
      if (missing >= 0)
        return vllmError(
          400,
          'Bad Request',
          `[{'type': 'missing', 'loc': ('body', 'tools', ${missing}, 'input_schema'), 'msg': 'Field required'}]`,
        )
      const stray = Object.keys(asked.body ?? {}).find((name) => !VLLM.has(name))
      if (stray || holds(asked.body, 'cache_control'))
        return vllmError(400, 'Bad Request', `${stray ?? 'cache_control'}: Extra inputs are not permitted`)
      if (asked.body?.model !== model)
        return vllmError(404, 'NotFoundError', `The model \`${String(asked.body?.model)}\` does not exist.`)
      const tokens = Math.ceil(asked.text.length / 4) + Number(asked.body?.max_tokens ?? 0)
      if (tokens > maxModelLen)
        return vllmError(
          400,
          'BadRequestError',
          `This model's maximum context length is ${maxModelLen} tokens. However, you requested ${tokens} tokens. Please reduce the length of the messages or completion.`,
        )
      return null
    },
    streams: (events) => streams(sse(events)),
    beside(asked) {
      if (pathOf(asked) === '/version') return refuses(200, { version: '0.13.1' })
      if (pathOf(asked) === '/v1/models')
        return refuses(200, {
          object: 'list',
          data: [{ id: model, object: 'model', owned_by: 'vllm', max_model_len: maxModelLen }],
        })
      if (pathOf(asked) === '/v1/messages/count_tokens') return refuses(200, { input_tokens: 42 })
      return refuses(404, { detail: 'Not Found' })
    },
  }
}

/** A server that is too old for the Messages API, or speaks another one: it lists models and knows no `/v1/messages`. */
export function tooOld(): Dialect {
  return {
    asksForReply,
    refusal: () => refuses(200, { error: 'Unexpected endpoint or method. (POST /v1/messages)' }),
    streams: () => streams(sse(reply())),
    beside: (asked) =>
      pathOf(asked) === '/v1/models'
        ? refuses(200, { object: 'list', data: [{ id: 'some-model', object: 'model' }] })
        : null,
  }
}

function llamaError(code: number, type: string, message: string): Answer {
  return refuses(code, { error: { code, message, type } })
}

function vllmError(code: number, type: string, message: string): Answer {
  return refuses(code, { error: { message, type, param: null, code } })
}

/** Joins the pieces of each tool's input into the last of them. */
function inputsInOnePiece(events: readonly WireEvent[]): readonly WireEvent[] {
  const whole = new Map<unknown, string>()
  const isPiece = ({ delta }: WireEvent) => isRecord(delta) && delta.type === 'input_json_delta'
  for (const { index, delta } of events.filter(isPiece))
    whole.set(index, (whole.get(index) ?? '') + String(isRecord(delta) ? delta.partial_json : ''))
  return events.flatMap((event) => {
    if (isPiece(event)) return []
    const json = event.type === 'content_block_stop' ? whole.get(event.index) : undefined
    if (json === undefined) return [event]
    const delta = { type: 'input_json_delta', partial_json: json }
    return [{ type: 'content_block_delta', index: event.index, delta }, event]
  })
}

/** Whether a field of this name lies anywhere in a value. */
function holds(value: unknown, name: string): boolean {
  if (Array.isArray(value)) return value.some((each) => holds(each, name))
  return isRecord(value) && (name in value || Object.values(value).some((each) => holds(each, name)))
}
