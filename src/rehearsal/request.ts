import { parseBetas } from './betas.ts'
import { invalid, Refused } from './errors.ts'
import type { ModelFacts } from './models.ts'
import { print } from './prints.ts'
import { isRecord } from './record.ts'
import { parseMessages } from './request-blocks.ts'
import { checkMarks, parseDiagnostics, parseMark } from './request-cache.ts'
import { checkCompactions, parseCompactNow } from './request-compaction.ts'
import { parseEdits } from './request-edits.ts'
import { checkConversation } from './request-rules.ts'
import { parseEffort, parseThinking } from './request-thinking.ts'
import { parseToolChoice, parseTools } from './request-tools.ts'
import type { MessagesRequest, SystemPart } from './wire.ts'

/**
 * Parses the body of POST /v1/messages and /v1/messages/count_tokens by hand, in one pass.
 * Throws `Refused` with the API's own words where they are known. Source: API reference and observed 400s.
 */
export function parseRequest(
  body: unknown,
  headers: Headers,
  purpose: 'create' | 'count',
  models: readonly ModelFacts[],
): MessagesRequest {
  const betas = parseBetas(headers)
  if (!isRecord(body)) invalid('Input should be a valid dictionary')
  refuseUnknownFields(body)
  const model = parseModel(body.model, models)
  const messages = parseMessages(body.messages)
  const tools = parseTools(body.tools)
  const compactNow = parseCompactNow(body, { betas, model })
  checkConversation(messages, compactNow !== undefined)
  const maxTokens = purpose === 'create' ? parseMaxTokens(body.max_tokens, model) : model.maxOutput
  const toolChoice = parseToolChoice(body.tool_choice, tools)
  const request: MessagesRequest = {
    model,
    betas,
    account: print(headers.get('x-api-key') ?? headers.get('authorization') ?? ''),
    maxTokens,
    stream: parseStream(body.stream),
    system: parseSystem(body.system),
    messages,
    tools,
    toolChoice,
    stopSequences: parseStopSequences(body.stop_sequences),
    compactNow: purpose === 'create' ? compactNow : undefined,
    ...parseEdits(body.context_management, betas, model),
    ...parseThinking(body, { model, betas, maxTokens, toolChoice }),
    effort: parseEffort(body.output_config, model),
    automatic: parseMark(body.cache_control, 'cache_control').mark,
    diagnostics: parseDiagnostics(body.diagnostics),
  }
  checkMarks(request)
  checkCompactions(request)
  if (maxTokens === 0) checkWarming(body, request)
  return request
}

const FIELDS = new Set(
  `model messages max_tokens system tools tool_choice stream temperature top_k top_p stop_sequences metadata thinking
  context_management container mcp_servers service_tier output_config output_format cache_control inference_geo speed
  diagnostics fallbacks billing_policy
  compaction thread`.split(/\s+/),
)

function refuseUnknownFields(body: Readonly<Record<string, unknown>>): void {
  if (body.thread !== undefined && body.thread !== null) refuseThread()
  for (const field of Object.keys(body)) {
    if (!FIELDS.has(field)) invalid(`${field}: Extra inputs are not permitted`)
  }
}

/** Server-held conversations: the SDK's tool runner tries them first and goes on without on this answer. */
function refuseThread(): never {
  throw new Refused(400, 'thread: This model keeps no conversations; send the full history', {
    error_code: 'thread_unsupported_request',
    unsupported: ['thread'],
  })
}

function parseModel(model: unknown, models: readonly ModelFacts[]): ModelFacts {
  if (model === undefined) invalid('model: Field required')
  if (typeof model !== 'string') invalid('model: Input should be a valid string')
  return modelNamed(model, models)
}

/** Throws `Refused` (404) when there is none of that name. */
export function modelNamed(id: string, models: readonly ModelFacts[]): ModelFacts {
  const found = models.find((model) => model.id === id)
  if (found === undefined) throw new Refused(404, `model: ${id.slice(0, 200)}`)
  return found
}

function parseMaxTokens(value: unknown, { id, maxOutput }: ModelFacts): number {
  if (value === undefined) invalid('max_tokens: Field required')
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    invalid('max_tokens: Input should be a valid integer')
  }
  if (value < 0) invalid('max_tokens: Input should be greater than or equal to 0')
  if (value > maxOutput) {
    invalid(
      `max_tokens: ${value} > ${maxOutput}, which is the maximum allowed number of output tokens for ${id}`,
    )
  }
  return value
}

/** `max_tokens: 0` fills the cache and says nothing, so nothing that shapes a reply may stand beside it. */
function checkWarming(body: Readonly<Record<string, unknown>>, request: MessagesRequest): void {
  const kind = request.thinking?.kind
  const wrong = [
    [request.stream, 'stream'],
    [kind === 'adaptive' || kind === 'enabled', 'thinking'],
    [isRecord(body.output_config) && body.output_config.format != null, 'output_config.format'],
    [request.toolChoice.kind === 'any' || request.toolChoice.kind === 'tool', 'tool_choice'],
  ].find(([is]) => is)
  if (wrong !== undefined) invalid(`max_tokens: 0 cannot be combined with \`${String(wrong[1])}\``)
}

function parseStream(value: unknown): boolean {
  if (value === undefined || value === null) return false
  if (typeof value !== 'boolean') invalid('stream: Input should be a valid boolean')
  return value
}

function parseStopSequences(value: unknown): readonly string[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) invalid('stop_sequences: Input should be a valid list')
  return value.map((item, index) => {
    if (typeof item !== 'string') invalid(`stop_sequences.${index}: Input should be a valid string`)
    if (item.trim() === '') invalid(`stop_sequences: each stop sequence must contain non-whitespace`)
    return item
  })
}

function parseSystem(system: unknown): readonly SystemPart[] {
  if (system === undefined || system === null || system === '') return []
  if (typeof system === 'string') return [{ text: system, print: print(system) }]
  if (!Array.isArray(system)) invalid('system: Input should be a valid string')
  return system.map((block: unknown, index) => {
    if (!isRecord(block) || block.type !== 'text' || typeof block.text !== 'string') {
      invalid(`system.${index}: Input should be a text block`)
    }
    const mark = parseMark(block.cache_control, `system.${index}.cache_control`)
    return { text: block.text, print: print(block.text), ...mark }
  })
}
