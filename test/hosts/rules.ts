/**
 * What the Messages API refuses, as the pages of platform.claude.com say (October 2026), written down a second time here so that
 * nothing of `src/claude` is judged by itself. Knows a handful of models; of others it checks the shape alone.
 */

/** What one host knows beside the plain wire. */
export interface HostRules {
  /** Beta flags it takes; any other is refused. */
  readonly betas: ReadonlySet<string>
  /** One mark at the top of a request. */
  readonly automaticCaching: boolean
  readonly diagnostics: boolean
  /** `eager_input_streaming` on a custom tool. */
  readonly eagerField: boolean
}

interface ModelRules {
  readonly thinking: readonly string[]
  readonly efforts: readonly string[]
  readonly maxOutput: number
}

const ALL = ['low', 'medium', 'high', 'xhigh', 'max']
const FOUR = ['low', 'medium', 'high', 'max']
const ADAPTIVE = ['adaptive', 'disabled']

const MODELS: Readonly<Record<string, ModelRules>> = {
  'claude-fable-5-1': { thinking: ['adaptive'], efforts: ALL, maxOutput: 128_000 },
  'claude-opus-5-5': { thinking: ['adaptive'], efforts: ALL, maxOutput: 128_000 },
  'claude-sonnet-5-5': { thinking: ['adaptive', 'between_tools'], efforts: ALL, maxOutput: 128_000 },
  'claude-haiku-5-5': { thinking: ADAPTIVE, efforts: ALL, maxOutput: 128_000 },
  'claude-sonnet-5': { thinking: ADAPTIVE, efforts: ALL, maxOutput: 128_000 },
  'claude-opus-4-7': { thinking: ADAPTIVE, efforts: ALL, maxOutput: 128_000 },
  'claude-opus-4-6': { thinking: [...ADAPTIVE, 'enabled'], efforts: FOUR, maxOutput: 128_000 },
  'claude-sonnet-4-6': { thinking: [...ADAPTIVE, 'enabled'], efforts: FOUR, maxOutput: 128_000 },
  'claude-sonnet-4-5': { thinking: ['enabled', 'disabled'], efforts: [], maxOutput: 64_000 },
  'claude-haiku-4-5': { thinking: ['enabled', 'disabled'], efforts: [], maxOutput: 64_000 },
}

const COUNTING = 'token-counting-2024-11-01'

type Json = Readonly<Record<string, unknown>>

/** Fields of the body, and the flag that each needs; null for none. */
const FIELDS: Readonly<Record<string, string | null>> = {
  model: null,
  messages: null,
  max_tokens: null,
  stream: null,
  system: null,
  tools: null,
  tool_choice: null,
  thinking: null,
  output_config: null,
  cache_control: null,
  diagnostics: null,
  metadata: null,
  stop_sequences: null,
  context_management: 'context',
  compaction: 'compact-2026-09-04',
}

const EDITS: Readonly<Record<string, string>> = {
  clear_thinking_20251015: 'context-management-2025-06-27',
  clear_tool_uses_20250919: 'context-management-2025-06-27',
  compact_20260112: 'compact-2026-01-12',
}

/** The host's words for what is wrong with a request; null when nothing is. `purpose`: a count has no limit of a reply. */
export function wrongWith(
  body: unknown,
  betas: readonly string[],
  rules: HostRules,
  purpose: 'create' | 'count' = 'create',
): string | null {
  if (!isRecord(body)) return 'Input should be a valid dictionary'
  // The SDK sends this one with every count.
  const known = (beta: string) => rules.betas.has(beta) || (purpose === 'count' && beta === COUNTING)
  const unknown = betas.find((beta) => !known(beta))
  if (unknown)
    return `Unexpected value(s) \`${unknown}\` for the \`anthropic-beta\` header. Please consult our documentation or try again without the header.`
  return (
    wrongFields(body, betas, rules, purpose) ??
    wrongThinking(body, betas) ??
    wrongEdits(body, betas) ??
    wrongTools(body, rules) ??
    wrongMessages(body) ??
    wrongMarks(body, rules)
  )
}

function wrongFields(
  body: Json,
  betas: readonly string[],
  rules: HostRules,
  purpose: 'create' | 'count',
): string | null {
  for (const [name, value] of Object.entries(body)) {
    const flag = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined
    const missing = flag === 'context' ? betas.length === 0 : flag && !betas.includes(flag)
    const beyond =
      (name === 'cache_control' && !rules.automaticCaching) || (name === 'diagnostics' && !rules.diagnostics)
    const notCounted = purpose === 'count' && ['max_tokens', 'stream', 'diagnostics'].includes(name)
    if (flag === undefined || missing || beyond || notCounted)
      return `${name}: Extra inputs are not permitted`
    if (value === undefined) return `${name}: Input should be valid`
  }
  if (purpose === 'count') return null
  if (typeof body.max_tokens !== 'number') return 'max_tokens: Field required'
  const { maxOutput } = modelOf(body) ?? { maxOutput: 128_000 }
  if (body.max_tokens > maxOutput)
    return `max_tokens: ${body.max_tokens} > ${maxOutput}, which is the maximum allowed number of output tokens for ${String(body.model)}`
  return null
}

function wrongThinking(body: Json, betas: readonly string[]): string | null {
  const model = modelOf(body)
  const off = isRecord(body.thinking) && ['disabled', 'between_tools'].includes(String(body.thinking.type))
  const thinking = isRecord(body.thinking) ? body.thinking : null
  const effort = isRecord(body.output_config) ? body.output_config.effort : undefined
  if (model && effort !== undefined && !model.efforts.includes(String(effort)))
    return 'This model does not support the effort parameter.'
  if (off && (effort === 'xhigh' || effort === 'max'))
    return `thinking.type.${String(thinking?.type)} is not supported with effort ${effort}`
  if (!thinking) return null
  if (model && !model.thinking.includes(String(thinking.type)))
    return `thinking: Input tag '${String(thinking.type)}' found using 'type' is not supported by this model`
  const allowed = {
    enabled: ['budget_tokens', 'display', 'block_binding'],
    adaptive: ['display', 'block_binding'],
  }
  const fields: readonly string[] = allowed[thinking.type as 'enabled'] ?? []
  const stray = Object.keys(thinking).find((name) => name !== 'type' && !fields.includes(name))
  const unflagged = 'block_binding' in thinking && !betas.includes('thinking-binding-controls-2026-08-01')
  if (stray || unflagged)
    return `thinking.${String(thinking.type)}.${stray ?? 'block_binding'}: Extra inputs are not permitted`
  const budget = thinking.budget_tokens
  if (thinking.type === 'enabled' && !(Number(budget) >= 1024 && Number(budget) < Number(body.max_tokens)))
    return '`max_tokens` must be greater than `thinking.budget_tokens`.'
  return null
}

function wrongEdits(body: Json, betas: readonly string[]): string | null {
  const management = body.context_management
  if (!isRecord(management)) return null
  if (body.compaction) return 'compaction: cannot be combined with context_management'
  const edits = Array.isArray(management.edits) ? management.edits.filter(isRecord) : []
  if (edits.length === 0) return 'context_management.edits: List should have at least 1 item'
  const types = edits.map(({ type }) => String(type))
  const unflagged = types.find((type) => !EDITS[type] || !betas.includes(EDITS[type]))
  if (unflagged) return `context_management.edits: Input tag '${unflagged}' found using 'type' does not match`
  if (types.indexOf('clear_thinking_20251015') > 0)
    return 'context_management.edits: `clear_thinking_20251015` strategy must be first in the list of edits'
  const compact = edits.find(({ type }) => type === 'compact_20260112')
  const trigger = isRecord(compact?.trigger) ? compact.trigger.value : undefined
  if (compact && Number(trigger ?? 150_000) < 50_000)
    return 'context_management.edits: compact trigger must be at least 50000'
  return null
}

function wrongTools(body: Json, rules: HostRules): string | null {
  const tools = Array.isArray(body.tools) ? body.tools.filter(isRecord) : []
  for (const [i, tool] of tools.entries()) {
    const typed = typeof tool.type === 'string' && tool.type !== 'custom'
    if (typed && 'input_schema' in tool) return `tools.${i}.input_schema: Extra inputs are not permitted`
    if (!typed && !('input_schema' in tool)) return `tools.${i}.custom.input_schema: Field required`
    if ('eager_input_streaming' in tool && (typed || !rules.eagerField))
      return `tools.${i}.eager_input_streaming: Extra inputs are not permitted`
  }
  return null
}

function wrongMessages(body: Json): string | null {
  const messages = messagesOf(body)
  if (messages.length === 0) return 'messages: at least one message is required'
  const empty = messages.findIndex(({ content }) => contentOf(content).length === 0)
  if (empty >= 0) return `messages.${empty}: all messages must have non-empty content`
  if (messages.at(-1)?.role === 'assistant' && !body.compaction)
    return 'This model does not support assistant message prefill. The conversation must end with a user message.'
  for (const [i, message] of messages.entries()) {
    const asked = contentOf(message.content).flatMap((b) => (b.type === 'tool_use' ? [b.id] : []))
    const next = contentOf(messages[i + 1]?.content)
    const answered = next.flatMap((b) => (b.type === 'tool_result' ? [b.tool_use_id] : []))
    if (asked.some((id) => !answered.includes(id)))
      return `messages.${i}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after`
  }
  return null
}

/** Cache marks in the order of the prompt: tools, system, messages, and the one at the top, which falls on the last block. */
function wrongMarks(body: Json, rules: HostRules): string | null {
  const blocks = [
    ...(Array.isArray(body.tools) ? body.tools : []),
    ...(Array.isArray(body.system) ? body.system : []),
    ...messagesOf(body).flatMap(({ content }) => contentOf(content)),
  ].filter(isRecord)
  const marked = blocks.filter((block) => block.cache_control)
  const wrong = marked.find(
    ({ type, text }) => type === 'thinking' || type === 'redacted_thinking' || text === '',
  )
  if (wrong) return `messages: cache_control cannot be set on ${String(wrong.type)} blocks or for empty text`
  const automatic = rules.automaticCaching && isRecord(body.cache_control) ? [body.cache_control] : []
  const marks = [...marked.map((block) => block.cache_control), ...automatic].filter(isRecord)
  if (marks.length > 4)
    return `A maximum of 4 blocks with cache_control may be provided. Found ${marks.length}.`
  const lives = marks.map(({ ttl }) => ttl ?? '5m')
  if (lives.lastIndexOf('1h') > lives.indexOf('5m') && lives.includes('5m'))
    return "a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block"
  const last = blocks.at(-1)?.cache_control
  if (automatic.length > 0 && isRecord(last) && (last.ttl ?? '5m') !== (automatic[0]?.ttl ?? '5m'))
    return 'cache_control: differs from the ttl of the last block'
  return null
}

/** The model under any host's id for it. */
function modelOf({ model }: Json): ModelRules | undefined {
  const plain = String(model)
    .replace(/^.*anthropic\./, '')
    .replace(/(-\d{8}|@\d{8})?(-v\d+(:\d+)?)?$/, '')
  return MODELS[plain]
}

function messagesOf({ messages }: Json): readonly Json[] {
  return Array.isArray(messages) ? messages.filter(isRecord) : []
}

function contentOf(content: unknown): readonly Json[] {
  return Array.isArray(content) ? content.filter(isRecord) : []
}

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
