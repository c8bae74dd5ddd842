import { invalid } from './errors.ts'
import type { Message } from './wire.ts'

/**
 * The rules between messages: who begins, who ends, and that each tool call is answered at once.
 * Throws `Refused` (400). Linear in the number of blocks.
 */
export function checkConversation(messages: readonly Message[], summarising: boolean): void {
  const first = messages[0]
  // A summary stands for what people said before it.
  if (first?.role !== 'user' && first?.content[0]?.type !== 'compaction')
    invalid('messages: first message must use the "user" role')
  messages.forEach((message, index) => {
    if (message.content.length === 0) {
      invalid(`messages.${index}: all messages must have non-empty content`)
    }
  })
  const last = messages.at(-1)
  if (summarising) {
    if (last?.role === 'assistant' && last.content.some(({ type }) => type === 'tool_use')) {
      invalid('compaction: the last assistant turn has a tool call without a result; send its results first')
    }
  } else if (last?.role === 'assistant' && last.content.at(-1)?.type !== 'compaction') {
    invalid(
      'This model does not support assistant message prefill. The conversation must end with a user message.',
    )
  }
  checkToolUses(messages)
}

function checkToolUses(messages: readonly Message[]): void {
  const known = new Set<string>()
  let open: readonly string[] = []
  messages.forEach((message, index) => {
    if (message.role === 'assistant') {
      if (open.length > 0) unanswered(index - 1, open)
      open = message.content.flatMap((block) => (block.type === 'tool_use' ? [block.id] : []))
      for (const id of open) {
        if (known.has(id)) invalid(`messages.${index}: \`tool_use\` ids must be unique`)
        known.add(id)
      }
    } else if (message.role === 'user') {
      checkAnswers(message, index, open)
      open = []
    }
  })
}

function checkAnswers(message: Message, index: number, open: readonly string[]): void {
  const waiting = new Set(open)
  const answered = new Set<string>()
  let other = false
  message.content.forEach((block, at) => {
    if (block.type !== 'tool_result') {
      other = true
      return
    }
    if (answered.has(block.toolUse)) {
      invalid(
        `messages.${index}.content.${at}: each tool_use must have a single result. Found multiple \`tool_result\` blocks with id: ${block.toolUse}`,
      )
    }
    if (!waiting.has(block.toolUse)) {
      invalid(
        `messages.${index}.content.${at}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${block.toolUse}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`,
      )
    }
    if (!other) waiting.delete(block.toolUse)
    answered.add(block.toolUse)
  })
  if (waiting.size > 0) unanswered(index - 1, [...waiting])
}

function unanswered(index: number, ids: readonly string[]): never {
  invalid(
    `messages.${index}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${ids.join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`,
  )
}
