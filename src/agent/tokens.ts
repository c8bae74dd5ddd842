/**
 * Tokens by a rule of thumb, where no host has counted. Browser-safe. English prose is near four bytes a token, Markdown and JSON
 * nearer to three and a half; counting bytes keeps other scripts near the truth as well.
 */
import type { WireBlock, WireMessage, WireTool } from '../claude/contract.ts'

const BYTES_PER_TOKEN = 3.6
export const PER_MESSAGE = 4
export const PER_CALL = 12
/** What hosts add for the typed memory tool: its description and a protocol. */
const MEMORY_TOOL = 420

/** About how many tokens a text has. Linear in its length. */
export function textTokens(text: string): number {
  return Math.ceil(bytesOf(text) / BYTES_PER_TOKEN)
}

function bytesOf(text: string): number {
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    // Half of a surrogate pair counts two, so that a pair makes its four bytes.
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1
  }
  return bytes
}

/** What stands where a result was that we cleared. */
export const CLEARED = '[This old result was cleared to save room. Call the tool again if you need it.]'

const kept = new WeakMap<WireBlock, number>()

/** About how many tokens a block of a message has. Blocks never change, so each is looked at once. */
export function blockTokens(block: WireBlock): number {
  const known = kept.get(block)
  if (known !== undefined) return known
  const tokens = estimateBlock(block)
  kept.set(block, tokens)
  return tokens
}

function estimateBlock(block: WireBlock): number {
  switch (block.type) {
    case 'text':
      return textTokens(block.text)
    case 'thinking':
      // What is thought may be hidden behind an empty text; the signature grows with it.
      return textTokens(block.thinking === '' ? block.signature : block.thinking)
    case 'tool_use':
      return PER_CALL + textTokens(JSON.stringify(block.input))
    case 'tool_result':
      return PER_CALL + textTokens(contentText(block.content))
    case 'compaction':
      return textTokens(block.content ?? '')
    default:
      return textTokens(JSON.stringify(block))
  }
}

function contentText(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content ?? '')
}

export function toolTokens(tool: WireTool): number {
  return (
    textTokens(JSON.stringify(tool)) + ('type' in tool && tool.type === 'memory_20250818' ? MEMORY_TOOL : 0)
  )
}

export function messageTokens({ content }: WireMessage): number {
  return content.reduce((sum, block) => sum + blockTokens(block), PER_MESSAGE)
}

/** About how many tokens a whole prompt has. */
export function promptTokens(prompt: {
  readonly system: string
  readonly tools: readonly WireTool[]
  readonly messages: readonly WireMessage[]
}): number {
  const tools = prompt.tools.reduce((sum, tool) => sum + toolTokens(tool), 0)
  const messages = prompt.messages.reduce((sum, message) => sum + messageTokens(message), 0)
  return textTokens(prompt.system) + tools + messages
}
