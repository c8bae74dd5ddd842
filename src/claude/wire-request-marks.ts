/** Where the marks of a host's cache stand. They change nothing of what a message means, and never move what thinking is bound to. */
import type Anthropic from '@anthropic-ai/sdk'
import type { WireBlock, WireMessage } from './contract.ts'

export type Mark = Anthropic.Beta.BetaCacheControlEphemeral

/** The last of the blocks with the mark; all of them as they are when there is none. */
export function markedBlocks<Block extends object>(blocks: readonly Block[], mark: Mark | null): Block[] {
  const last = blocks.at(-1)
  return mark && last ? [...blocks.slice(0, -1), { ...last, cache_control: mark }] : [...blocks]
}

/**
 * Messages as the SDK types them, those without a mark as they are, with up to two marks: at the end of the conversation (left out where the host marks that by
 * itself), and at the end of the request before. A host looks for what it has cached at most 20 blocks before a mark, and a step with
 * many calls adds more than that; at the end of the request before, what is cached is certain to be found.
 */
export function markedMessages(
  messages: readonly WireMessage[],
  mark: Mark | null,
  end: boolean,
): Anthropic.Beta.BetaMessageParam[] {
  const newest = messages.length - 1
  const before = messages.findLastIndex(({ role }, i) => role === 'user' && i < newest)
  const isMarked = (i: number) => mark !== null && ((end && i === newest) || i === before)
  return messages.map((message, i) => {
    const sent = mark && isMarked(i) ? { role: message.role, content: markLast(message, mark) } : message
    return sent as Anthropic.Beta.BetaMessageParam
  })
}

function markLast({ content }: WireMessage, mark: Mark): WireBlock[] {
  const at = content.findLastIndex(canBeMarked)
  return content.map((block, i) => (i === at ? ({ ...block, cache_control: mark } as WireBlock) : block))
}

/** Thinking and empty text take no mark. */
function canBeMarked(block: WireBlock): boolean {
  if (block.type === 'text') return block.text !== ''
  return block.type === 'tool_result' || block.type === 'tool_use' || block.type === 'compaction'
}
