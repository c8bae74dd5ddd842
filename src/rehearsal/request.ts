import { invalid, Refused } from './errors.ts'
import { MAX_OUTPUT, MODEL } from './models.ts'
import { isRecord } from './record.ts'
import { parseEdits } from './request-edits.ts'
import { checkConversation } from './request-rules.ts'
import { parseToolChoice, parseTools } from './request-tools.ts'
import type { Block, Message, MessagesRequest } from './wire.ts'

/**
 * Parses the body of POST /v1/messages and /v1/messages/count_tokens by hand, in one pass.
 * Throws `Refused` with the API's own words where they are known. Source: API reference and observed 400s.
 */
export function parseRequest(body: unknown, headers: Headers, purpose: 'create' | 'count'): MessagesRequest {
  if (!isRecord(body)) invalid('Input should be a valid dictionary')
  refuseUnknownFields(body)
  const model = parseModel(body.model)
  const messages = parseMessages(body.messages)
  const tools = parseTools(body.tools)
  checkConversation(messages)
  return {
    model,
    maxTokens: purpose === 'create' ? parseMaxTokens(body.max_tokens) : MAX_OUTPUT,
    stream: parseStream(body.stream),
    system: parseSystem(body.system),
    messages,
    tools,
    toolChoice: parseToolChoice(body.tool_choice, tools),
    stopSequences: parseStopSequences(body.stop_sequences),
    edits: parseEdits(body.context_management, headers),
  }
}

const FIELDS = new Set(
  `model messages max_tokens system tools tool_choice stream temperature top_k top_p stop_sequences metadata thinking
  context_management container mcp_servers service_tier output_config output_format cache_control inference_geo speed
  diagnostics fallbacks billing_policy
  thread`.split(/\s+/),
)

function refuseUnknownFields(body: Readonly<Record<string, unknown>>): void {
  if (body.thread !== undefined && body.thread !== null) refuseThread()
  for (const field of Object.keys(body)) {
    if (!FIELDS.has(field)) invalid(`${field}: Extra inputs are not permitted`)
  }
}

/** Server-held conversations: the SDK's tool runner tries them first and goes on without on this answer. */
function refuseThread(): never {
  throw new Refused(400, `thread: ${MODEL} keeps no conversations; send the full history`, {
    error_code: 'thread_unsupported_request',
    unsupported: ['thread'],
  })
}

function parseModel(model: unknown): string {
  if (model === undefined) invalid('model: Field required')
  if (typeof model !== 'string') invalid('model: Input should be a valid string')
  if (model !== MODEL) throw new Refused(404, `model: ${model.slice(0, 200)}`)
  return model
}

function parseMaxTokens(value: unknown): number {
  if (value === undefined) invalid('max_tokens: Field required')
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    invalid('max_tokens: Input should be a valid integer')
  }
  if (value < 1) invalid('max_tokens: Input should be greater than or equal to 1')
  if (value > MAX_OUTPUT) {
    invalid(
      `max_tokens: ${value} > ${MAX_OUTPUT}, which is the maximum allowed number of output tokens for ${MODEL}`,
    )
  }
  return value
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

function parseSystem(system: unknown): string {
  if (system === undefined || system === null) return ''
  if (typeof system === 'string') return system
  if (!Array.isArray(system)) invalid('system: Input should be a valid string')
  return system
    .map((block: unknown, index) => {
      if (!isRecord(block) || block.type !== 'text' || typeof block.text !== 'string') {
        invalid(`system.${index}: Input should be a text block`)
      }
      return block.text
    })
    .join('\n')
}

function parseMessages(messages: unknown): readonly Message[] {
  if (messages === undefined) invalid('messages: Field required')
  if (!Array.isArray(messages)) invalid('messages: Input should be a valid list')
  if (messages.length === 0) invalid('messages: at least one message is required')
  return messages.map((message: unknown, index) => parseMessage(message, `messages.${index}`))
}

function parseMessage(message: unknown, where: string): Message {
  if (!isRecord(message)) invalid(`${where}: Input should be a valid dictionary`)
  const { role, content } = message
  if (role === undefined) invalid(`${where}.role: Field required`)
  if (role !== 'user' && role !== 'assistant' && role !== 'system') {
    invalid(
      `messages: Unexpected role "${String(role).slice(0, 40)}". Allowed roles are "user" or "assistant"`,
    )
  }
  if (content === undefined) invalid(`${where}.content: Field required`)
  if (typeof content === 'string') {
    if (content === '') return { role, content: [] }
    return { role, content: [textBlock(content)] }
  }
  if (!Array.isArray(content)) invalid(`${where}.content: Input should be a valid list`)
  return {
    role,
    content: content.map((block: unknown, index) => parseBlock(block, role, `${where}.content.${index}`)),
  }
}

function textBlock(text: string): Block {
  if (text.trim() === '') invalid('messages: text content blocks must contain non-whitespace text')
  return { type: 'text', text }
}

function parseBlock(block: unknown, role: Message['role'], where: string): Block {
  if (!isRecord(block)) invalid(`${where}: Input should be a valid dictionary`)
  if (typeof block.type !== 'string') invalid(`${where}.type: Field required`)
  switch (block.type) {
    case 'text':
      if (typeof block.text !== 'string') invalid(`${where}.text.text: Field required`)
      if (block.text === '') invalid('messages: text content blocks must be non-empty')
      return textBlock(block.text)
    case 'tool_use':
      return parseToolUse(block, role, where)
    case 'tool_result':
      return parseToolResult(block, role, where)
    default:
      if (!OPAQUE.has(block.type)) {
        invalid(
          `${where}: Input tag '${block.type.slice(0, 60)}' found using 'type' does not match any of the expected tags: ${[...OPAQUE, 'text', 'tool_use', 'tool_result'].map((tag) => `'${tag}'`).join(', ')}`,
        )
      }
      return { type: 'opaque', kind: block.type, size: JSON.stringify(block).length }
  }
}

const OPAQUE = new Set(
  `thinking redacted_thinking image document search_result server_tool_use web_search_tool_result
  web_fetch_tool_result code_execution_tool_result bash_code_execution_tool_result mcp_tool_use mcp_tool_result
  container_upload compaction fallback`.split(/\s+/),
)

function parseToolUse(block: Readonly<Record<string, unknown>>, role: Message['role'], where: string): Block {
  if (role !== 'assistant') invalid(`${where}: \`tool_use\` blocks can only be in \`assistant\` messages`)
  const { id, name, input } = block
  if (typeof id !== 'string') invalid(`${where}.tool_use.id: Field required`)
  if (!/^[a-zA-Z0-9_-]+$/.test(id)) {
    invalid(`${where}.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'`)
  }
  if (typeof name !== 'string' || name === '') invalid(`${where}.tool_use.name: Field required`)
  if (!isRecord(input)) invalid(`${where}.tool_use.input: Input should be a valid dictionary`)
  return { type: 'tool_use', id, name, input }
}

function parseToolResult(
  block: Readonly<Record<string, unknown>>,
  role: Message['role'],
  where: string,
): Block {
  if (role !== 'user') invalid(`${where}: \`tool_result\` blocks can only be in \`user\` messages`)
  const { tool_use_id: toolUse, content, is_error: isError } = block
  if (typeof toolUse !== 'string') invalid(`${where}.tool_result.tool_use_id: Field required`)
  if (isError !== undefined && isError !== null && typeof isError !== 'boolean') {
    invalid(`${where}.tool_result.is_error: Input should be a valid boolean`)
  }
  return { type: 'tool_result', toolUse, text: resultText(content, where), isError: isError === true }
}

function resultText(content: unknown, where: string): string {
  if (content === undefined || content === null) return ''
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) invalid(`${where}.tool_result.content: Input should be a valid list`)
  return content
    .map((part: unknown, index) => {
      if (!isRecord(part) || typeof part.type !== 'string') {
        invalid(`${where}.tool_result.content.${index}: Input should be a valid dictionary`)
      }
      return part.type === 'text' && typeof part.text === 'string' ? part.text : `[${part.type}]`
    })
    .join('\n')
}
