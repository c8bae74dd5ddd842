import { BINDING_CONTROLS } from './betas.ts'
import { afterBlock, type Bound, checkThinking } from './binding.ts'
import { type CacheUse, type PromptCache, type PromptUsage, promptParts } from './cache.ts'
import { applyEdits } from './clearing.ts'
import { compact, readable } from './compacting.ts'
import type { Fingerprints } from './diagnostics.ts'
import { Refused } from './errors.ts'
import { thinks } from './models.ts'
import { type Play, type Played, play } from './play/play.ts'
import { print } from './prints.ts'
import type { Reply } from './reply-events.ts'
import { type Bond, sealThinking } from './seal.ts'
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

/** What a reply is made of, and what it costs to take its prompt in. */
interface Said extends Pick<Reply, 'blocks' | 'passes' | 'stop'> {
  readonly uses: readonly CacheUse[]
  readonly prompt: PromptUsage
}

/** The reply to a request, whole. Throws `Refused` when the request cannot be answered. */
export function composeReply(
  wanted: MessagesRequest,
  now: Date,
  remembered: Remembered,
  decide: Play = play,
): Composed {
  const { model } = wanted
  const bound = checkThinking(wanted)
  const cleared = applyEdits({ ...wanted, messages: bound.messages }, wanted.edits ?? [])
  const room = model.contextWindow - cleared.tokens
  if (room < 0) {
    throw new Refused(400, `prompt is too long: ${cleared.tokens} tokens > ${model.contextWindow} maximum`)
  }
  const request = { ...wanted, messages: cleared.messages }
  const said = speak(request, cleared.tokens, bound, now, remembered.cache, decide)
  const name = nameOf(wanted, bound)
  const id = `msg_rehearsal_${name}`
  const diagnosis = remembered.fingerprints.compare(request, said.uses[0]?.usage.read ?? 0)
  return {
    reply: {
      id,
      model: model.id,
      ...said,
      toolIds: said.blocks.map((_, index) => `toolu_re_${name}_${index}`),
      maxTokens: wanted.maxTokens,
      room,
      stopSequences: wanted.stopSequences,
      ...(wanted.edits === undefined ? {} : { applied: cleared.applied }),
      ...(wanted.betas.has(BINDING_CONTROLS) && thinks(model) ? { dropped: bound.dropped } : {}),
      ...(wanted.diagnostics === undefined ? {} : { diagnostics: diagnosis }),
    },
    begun() {
      for (const use of said.uses) use.commit()
      remembered.fingerprints.remember(request, id, said.uses.at(-1)?.kept ?? 0)
    },
  }
}

/** A reply, a summary and a reply, or a summary alone. `tokens`: of the prompt as it is read. */
function speak(
  request: MessagesRequest,
  tokens: number,
  bound: Bound,
  now: Date,
  cache: PromptCache,
  decide: Play,
): Said {
  const take = (taken: MessagesRequest) =>
    cache.use(promptParts(taken), request.model.cacheMinimum, now.getTime())
  const used = take(request)
  const { compactNow, compactAt } = request
  if (compactNow !== undefined) {
    const { block, pass } = compact(request, tokens, bound, used.usage, compactNow.instructions)
    const fits = pass.output <= request.maxTokens
    return {
      blocks: fits ? [block] : [],
      prompt: NOTHING,
      passes: [{ ...pass, output: Math.min(pass.output, request.maxTokens) }],
      stop: fits ? 'compaction' : 'max_tokens',
      uses: [used],
    }
  }
  const answer = (bond: Bond) =>
    request.maxTokens === 0
      ? []
      : withThinking(request, decide({ ...request, messages: readable(request.messages) }, now), bond)
  const passes = compactAt === undefined ? {} : { passes: [] }
  if (compactAt === undefined || tokens <= compactAt.trigger) {
    return { blocks: answer(bound.bond), prompt: used.usage, uses: [used], ...passes }
  }
  const { block, pass, sent } = compact(request, tokens, bound, used.usage, compactAt.instructions)
  if (compactAt.pause) {
    return { blocks: [block], prompt: NOTHING, passes: [pass], stop: 'compaction', uses: [used] }
  }
  const after = take({ ...request, messages: [{ role: 'assistant', content: [sent] }] })
  const bond = { ...bound.bond, ...afterBlock(bound.base, bound.bond, 'assistant', sent) }
  return { blocks: [block, ...answer(bond)], prompt: after.usage, passes: [pass], uses: [used, after] }
}

const NOTHING: PromptUsage = { input: 0, read: 0, write5m: 0, write1h: 0 }

/** The same for the same conversation, so that it is the same reply; another for every other one. */
function nameOf(request: MessagesRequest, { bond, messages }: Bound): string {
  const kind = request.compactNow === undefined ? '' : 'summary'
  return `${messages.length.toString(36)}_${print(bond.model, bond.account, bond.prefix, kind).slice(0, 13)}`
}

/** The blocks of a reply with the thinking that the request asked for. */
function withThinking(
  { thinking }: MessagesRequest,
  { thought, blocks, rounds }: Played,
  bond: Bond,
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
