/**
 * Summing a conversation up on demand: by the host's own way where it has one (claude-api.md 2c), else by asking the model in
 * words. Either way the reply is one summary, which stands for everything before it from then on.
 */
import type { WireMessage } from '../claude/contract.ts'
import type { Asked } from './asking.ts'
import type { Failure, Outcome } from './events.ts'
import { summaryIn } from './opening.ts'
import type { PastStep } from './past.ts'
import type { Answerer, TurnInput } from './turn.ts'

const IN_WORDS =
  '(Please sum up this conversation up to here, for yourself: your summary will stand in its place from now on. Keep what the work needs to go on: what people asked for and why, who said what when it matters, what was decided, found out and done, names, numbers and paths as they were given, and what is still open. Call no tool. Answer with the summary alone.)'

/** Turns the request for a reply into one for a summary. */
export function requestForSummary(
  { compaction }: TurnInput,
  { connection, model }: Answerer,
  asked: Asked,
): Asked {
  // A request for a summary takes no other way of making room beside it.
  const { contextManagement: _, compaction: __, ...request } = asked.request
  const instructions = compaction?.instructions.trim() ?? ''
  if (connection.capabilities(model).compaction.onDemand)
    return { ...asked, request: { ...request, compactNow: { instructions } } }
  const words = instructions === '' ? IN_WORDS : `(${instructions})`
  return { ...asked, request: { ...request, messages: withWords(request.messages, words) } }
}

function withWords(messages: readonly WireMessage[], words: string): readonly WireMessage[] {
  const text = { type: 'text', text: words } as const
  const last = messages.at(-1)
  if (last?.role !== 'user') return [...messages, { role: 'user', content: [text] }]
  return [...messages.slice(0, -1), { role: 'user', content: [...last.content, text] }]
}

/** How a turn that summed up ended. Without a summary the conversation stays as it was. */
export function summedUp(step: PastStep): Outcome {
  if (summaryIn({ purpose: 'compaction' }, step)) return { kind: 'answered' }
  if (step.finished?.stop === 'max_tokens') return { kind: 'cut', by: 'max_tokens' }
  if (step.finished?.stop === 'model_context_window_exceeded') return { kind: 'cut', by: 'context_full' }
  return { kind: 'failed', failure: NO_SUMMARY }
}

const NO_SUMMARY: Failure = {
  kind: 'bad_reply',
  message: 'The model made no summary. The conversation is kept as it was.',
  retryable: true,
}
