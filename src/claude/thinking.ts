/**
 * Thinking blocks are signed for the conversation, model and account they were made in. A changed system prompt, cleared turns
 * or another host make the host refuse them; dropping all of them is always allowed (claude-api.md 2d), and what was said and done stays.
 */
import { APIError } from '@anthropic-ai/sdk'
import type { ModelRequest, WireBlock, WireMessage } from './contract.ts'

/** The words differ: "Invalid `signature` in `thinking` block", "The block is bound to a different conversation". */
export function refusesThinking(error: unknown): boolean {
  return (
    error instanceof APIError &&
    error.status === 400 &&
    /signature.{0,20}thinking|thinking.{0,80}(signature|cannot be modified)|bound to a different/i.test(
      error.message,
    )
  )
}

export function hasThinking({ messages }: ModelRequest): boolean {
  return messages.some(({ content }) => content.some(isThinking))
}

export function withoutThinking(request: ModelRequest): ModelRequest {
  return { ...request, messages: request.messages.map(withoutBlocks) }
}

function withoutBlocks(message: WireMessage): WireMessage {
  const content = message.content.filter((block) => !isThinking(block))
  // A message must hold something.
  return { ...message, content: content.length > 0 ? content : [{ type: 'text', text: '(thought)' }] }
}

function isThinking({ type }: WireBlock): boolean {
  return type === 'thinking' || type === 'redacted_thinking'
}
