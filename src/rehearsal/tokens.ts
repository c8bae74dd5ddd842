import { readSeal } from './seal.ts'
import type { Block, Conversation, Tool } from './wire.ts'

/**
 * Tokens by a rule of thumb, the same everywhere: usage, count_tokens, triggers and what a clearing saves.
 * English prose is near four characters a token; Markdown and JSON are nearer to three and a half.
 */
const CHARACTERS_PER_TOKEN = 3.6
export const PER_MESSAGE = 4
const PER_TOOL_BLOCK = 12
/** What the typed memory tool adds to a prompt: its description and the memory protocol. An estimate. */
const MEMORY_TOOL = 420

/** Constant time: it looks at the length only. */
export function textTokens(text: string): number {
  return charactersTokens(text.length)
}

export function charactersTokens(characters: number): number {
  return Math.ceil(characters / CHARACTERS_PER_TOKEN)
}

export function blockTokens(block: Block): number {
  switch (block.type) {
    case 'text':
      return textTokens(block.text)
    case 'tool_use':
      return PER_TOOL_BLOCK + inputTokens(block.input)
    case 'tool_result':
      return PER_TOOL_BLOCK + textTokens(block.text)
    case 'thinking':
      // What was not shown was thought all the same, and is read again.
      return charactersTokens(readSeal(block.signature)?.length ?? block.text.length)
    case 'compaction':
      return PER_TOOL_BLOCK + textTokens(block.summary ?? '')
    case 'opaque':
      return charactersTokens(block.size)
    default:
      return block satisfies never
  }
}

export function inputTokens(input: Readonly<Record<string, unknown>>): number {
  return textTokens(JSON.stringify(input))
}

export function toolTokens(tool: Tool): number {
  return charactersTokens(tool.size) + (tool.type === 'memory_20250818' ? MEMORY_TOOL : PER_TOOL_BLOCK)
}

/** The parts of a system prompt are read as one text, a line each. */
export function systemTokens(system: Conversation['system']): number {
  return textTokens(system.map((part) => part.text).join('\n'))
}

/** Tokens of a whole prompt. Linear in the number of blocks. */
export function conversationTokens(conversation: Conversation): number {
  let total = systemTokens(conversation.system)
  for (const tool of conversation.tools) total += toolTokens(tool)
  for (const message of conversation.messages) {
    total += PER_MESSAGE
    for (const block of message.content) total += blockTokens(block)
  }
  return total
}
