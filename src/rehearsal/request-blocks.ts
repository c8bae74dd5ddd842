import { invalid } from './errors.ts'
import { plainJson, print } from './prints.ts'
import { isRecord } from './record.ts'
import { parseMark } from './request-cache.ts'
import { parseCompactionBlock } from './request-compaction.ts'
import type { Block, Message } from './wire.ts'

type Fields = Readonly<Record<string, unknown>>

/** The messages of a request with a print of each block. Throws `Refused` (400). */
export function parseMessages(messages: unknown): readonly Message[] {
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
  return { type: 'text', text, print: print('text', text) }
}

function parseBlock(block: unknown, role: Message['role'], where: string): Block {
  if (!isRecord(block)) invalid(`${where}: Input should be a valid dictionary`)
  if (typeof block.type !== 'string') invalid(`${where}.type: Field required`)
  const { cache_control: control } = block
  if (control === undefined || control === null) return parseContent(block, block.type, role, where)
  const mark = parseMark(control, `${where}.${block.type}.cache_control`)
  return { ...parseContent(block, block.type, role, where), ...mark }
}

function parseContent(block: Fields, type: string, role: Message['role'], where: string): Block {
  switch (type) {
    case 'text':
      if (typeof block.text !== 'string') invalid(`${where}.text.text: Field required`)
      if (block.text === '') invalid('messages: text content blocks must be non-empty')
      return textBlock(block.text)
    case 'tool_use':
      return parseToolUse(block, role, where)
    case 'tool_result':
      return parseToolResult(block, role, where)
    case 'thinking':
      return parseThinkingBlock(block, role, where)
    case 'compaction':
      return parseCompactionBlock(block, role, where)
    default:
      if (!OPAQUE.has(type)) {
        invalid(
          `${where}: Input tag '${type.slice(0, 60)}' found using 'type' does not match any of the expected tags: ${[...OPAQUE, 'text', 'thinking', 'tool_use', 'tool_result'].map((tag) => `'${tag}'`).join(', ')}`,
        )
      }
      return opaqueBlock(type, block)
  }
}

function opaqueBlock(kind: string, block: Fields): Block {
  const json = plainJson(block)
  return { type: 'opaque', kind, size: json.length, print: print('opaque', json) }
}

function parseThinkingBlock(block: Fields, role: Message['role'], where: string): Block {
  if (role !== 'assistant') invalid(`${where}: \`thinking\` blocks can only be in \`assistant\` messages`)
  const { thinking: text, signature } = block
  if (typeof text !== 'string') invalid(`${where}.thinking.thinking: Field required`)
  if (typeof signature !== 'string') invalid(`${where}.thinking.signature: Field required`)
  for (const field of Object.keys(block)) {
    if (!['type', 'thinking', 'signature'].includes(field)) {
      invalid(`${where}.thinking.${field}: Extra inputs are not permitted`)
    }
  }
  return { type: 'thinking', text, signature, print: print('thinking', text, signature) }
}

const OPAQUE = new Set(
  `redacted_thinking image document search_result server_tool_use web_search_tool_result
  web_fetch_tool_result code_execution_tool_result bash_code_execution_tool_result mcp_tool_use mcp_tool_result
  container_upload fallback`.split(/\s+/),
)

function parseToolUse(block: Fields, role: Message['role'], where: string): Block {
  if (role !== 'assistant') invalid(`${where}: \`tool_use\` blocks can only be in \`assistant\` messages`)
  const { id, name, input } = block
  if (typeof id !== 'string') invalid(`${where}.tool_use.id: Field required`)
  if (!/^[a-zA-Z0-9_-]+$/.test(id)) {
    invalid(`${where}.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'`)
  }
  if (typeof name !== 'string' || name === '') invalid(`${where}.tool_use.name: Field required`)
  if (!isRecord(input)) invalid(`${where}.tool_use.input: Input should be a valid dictionary`)
  return { type: 'tool_use', id, name, input, print: print('tool_use', id, name, JSON.stringify(input)) }
}

function parseToolResult(block: Fields, role: Message['role'], where: string): Block {
  if (role !== 'user') invalid(`${where}: \`tool_result\` blocks can only be in \`user\` messages`)
  const { tool_use_id: toolUse, content, is_error: isError } = block
  if (typeof toolUse !== 'string') invalid(`${where}.tool_result.tool_use_id: Field required`)
  if (isError !== undefined && isError !== null && typeof isError !== 'boolean') {
    invalid(`${where}.tool_result.is_error: Input should be a valid boolean`)
  }
  const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : (content ?? [])
  return {
    type: 'tool_result',
    toolUse,
    text: resultText(content, where),
    isError: isError === true,
    print: print('tool_result', toolUse, String(isError === true), plainJson(parts)),
  }
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
