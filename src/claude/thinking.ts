/**
 * Thinking blocks are signed for the conversation, model and account they were made in. A changed system prompt, cleared turns
 * or another host make the host refuse them (claude-api.md 2d); the agent then goes on without.
 */
import { APIError } from '@anthropic-ai/sdk'
import type { ModelRequest } from './contract.ts'

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
  return messages.some(({ content }) =>
    content.some(({ type }) => type === 'thinking' || type === 'redacted_thinking'),
  )
}
