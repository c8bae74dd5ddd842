import type { Bound } from './binding.ts'
import type { PromptUsage } from './cache.ts'
import { recall, summarise } from './play/summary.ts'
import { plainJson, print } from './prints.ts'
import { sealSummary } from './seal.ts'
import { textTokens } from './tokens.ts'
import type { Block, CompactionBlock, Message, MessagesRequest, ReplyBlock } from './wire.ts'

/** What writing one summary cost. It is no part of the usage of the reply. */
export interface Pass {
  readonly prompt: PromptUsage
  readonly output: number
  /** Tokens of the conversation that was summarised. */
  readonly original: number
}

export interface Compacted {
  readonly block: ReplyBlock
  /** The same as it will be sent back. */
  readonly sent: Block
  readonly pass: Pass
}

/** Summarises the conversation of a request as it is read. */
export function compact(
  request: MessagesRequest,
  tokens: number,
  { base, bond }: Bound,
  prompt: PromptUsage,
  instructions: string,
): Compacted {
  const signed = request.compactNow !== undefined
  const summary = summarise(readable(request.messages), instructions)
  const seal = sealSummary({ base, prefix: bond.prefix, before: bond.before }, summary)
  return {
    block: { type: 'compaction', summary, seal, signed },
    sent: compactionBlock({ summary, seal, signed }),
    pass: { prompt, output: textTokens(summary), original: tokens },
  }
}

/** A compaction block as it stands in a conversation. */
export function compactionBlock({ summary, seal, signed }: Omit<CompactionBlock, 'type'>): Block {
  return { type: 'compaction', summary, seal, signed, print: print('compaction', plainJson([summary, seal])) }
}

/** Messages as the rules read them: what a summary tells in its place. */
export function readable(messages: readonly Message[]): readonly Message[] {
  return messages.flatMap((message) => {
    const summary = message.content.find((block) => block.type === 'compaction')
    if (summary === undefined) return [message]
    const rest = message.content.filter((block) => block !== summary)
    return [
      ...(summary.summary === null ? [] : recall(summary.summary)),
      ...(rest.length === 0 ? [] : [{ ...message, content: rest }]),
    ]
  })
}
