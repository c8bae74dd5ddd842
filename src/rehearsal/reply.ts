import { BINDING_CONTROLS } from './betas.ts'
import { type Bound, checkThinking } from './binding.ts'
import { type PromptCache, promptParts } from './cache.ts'
import { applyEdits } from './clearing.ts'
import type { Fingerprints } from './diagnostics.ts'
import { Refused } from './errors.ts'
import { thinks } from './models.ts'
import { type Played, play } from './play/play.ts'
import { print } from './prints.ts'
import type { Reply } from './reply-events.ts'
import { sealThinking } from './seal.ts'
import { conversationTokens } from './tokens.ts'
import type { MessagesRequest, ReplyBlock } from './wire.ts'

/** Tokens of a prompt, after what context editing would take out of it. Refuses what a message would be refused for. */
export function countPrompt(request: MessagesRequest): Readonly<Record<string, unknown>> {
  const { messages } = checkThinking(request)
  if (request.edits === undefined) {
    return { input_tokens: conversationTokens({ ...request, messages }), context_management: null }
  }
  const { tokens, originalTokens } = applyEdits({ ...request, messages }, request.edits)
  return { input_tokens: tokens, context_management: { original_input_tokens: originalTokens } }
}

/** What is remembered between requests; bounded. */
export interface Remembered {
  readonly cache: PromptCache
  readonly fingerprints: Fingerprints
}

export interface Composed {
  readonly reply: Reply
  /** Remembers what is to be remembered; to be called when the reply begins. */
  begun(): void
}

/** The reply to a request, whole. Throws `Refused` when the request cannot be answered. */
export function composeReply(
  wanted: MessagesRequest,
  now: Date,
  { cache, fingerprints }: Remembered,
): Composed {
  const { model } = wanted
  const bound = checkThinking(wanted)
  const cleared = applyEdits({ ...wanted, messages: bound.messages }, wanted.edits ?? [])
  const room = model.contextWindow - cleared.tokens
  if (room < 0) {
    throw new Refused(400, `prompt is too long: ${cleared.tokens} tokens > ${model.contextWindow} maximum`)
  }
  const request = { ...wanted, messages: cleared.messages }
  const used = cache.use(promptParts(request), model.cacheMinimum, now.getTime())
  const blocks = wanted.maxTokens === 0 ? [] : withThinking(wanted, play(request, now), bound)
  const name = nameOf(wanted, bound)
  const id = `msg_rehearsal_${name}`
  const diagnosis = fingerprints.compare(request, used.usage.read)
  return {
    reply: {
      id,
      model: model.id,
      blocks,
      toolIds: blocks.map((_, index) => `toolu_re_${name}_${index}`),
      prompt: used.usage,
      maxTokens: wanted.maxTokens,
      room,
      stopSequences: wanted.stopSequences,
      ...(wanted.edits === undefined ? {} : { applied: cleared.applied }),
      ...(wanted.betas.has(BINDING_CONTROLS) && thinks(model) ? { dropped: bound.dropped } : {}),
      ...(wanted.diagnostics === undefined ? {} : { diagnostics: diagnosis }),
    },
    begun() {
      used.commit()
      fingerprints.remember(request, id, used.kept)
    },
  }
}

/** The same for the same conversation, so that it is the same reply; another for every other one. */
function nameOf(request: MessagesRequest, { bond }: Bound): string {
  return `${request.messages.length.toString(36)}_${print(bond.model, bond.account, bond.prefix).slice(0, 13)}`
}

/** The blocks of a reply with the thinking that the request asked for. */
function withThinking(
  { thinking }: MessagesRequest,
  { thought, blocks, rounds }: Played,
  { bond }: Bound,
): readonly ReplyBlock[] {
  const block = (text: string, shown: boolean): ReplyBlock => ({
    type: 'thinking',
    text,
    shown,
    seal: (said) => sealThinking(bond, said),
  })
  if (thinking === undefined) return blocks
  switch (thinking.kind) {
    case 'adaptive':
    case 'enabled':
      return [block(thought, thinking.shown), ...blocks]
    case 'between_tools': {
      // Only what is said between two calls of tools comes as thinking.
      const between = rounds > 0 && blocks.some(({ type }) => type === 'tool_use')
      return between ? blocks.map((one) => (one.type === 'text' ? block(one.text, true) : one)) : blocks
    }
    case 'disabled':
      return blocks
    default:
      return thinking.kind satisfies never
  }
}
