/** Makes the request of a step out of the conversation and the settings, for whichever model answers. */
import type { ModelRequest, WireMessage } from '../claude/contract.ts'
import type { Capabilities } from './capabilities.ts'
import { type ClearedUses, clearThinking, clearUses, usesToClear } from './clearing.ts'
import { divide, wireContextManagement } from './context-editing.ts'
import type { Clearing, HostId, ThinkingSettings } from './events.ts'
import { wireMessages } from './history.ts'
import { type Opening, openingOf, type SummaryReader } from './opening.ts'
import type { PastTurn } from './past.ts'
import { epochOf, isThinking } from './seal.ts'
import { promptTokens } from './tokens.ts'
import type { Answerer, TurnInput } from './turn.ts'

/** What is done about thinking that the host may refuse: sent as it is, dropped by the host, or left out. */
export type Seal = 'kept' | 'dropped_by_host' | 'left_out'

export interface Asked {
  readonly request: ModelRequest
  readonly epoch: string
  /** What we took out of the messages. */
  readonly clearings: readonly Clearing[]
  /** Whether thinking goes along. Looked for when it is asked. */
  readonly thinks: boolean
}

/** The settings that a request is made of. */
export type Settings = Pick<
  TurnInput,
  'systemPrompt' | 'tools' | 'contextEditing' | 'thinking' | 'compaction' | 'cacheFor'
>

/** What a request is made of beside its messages. */
export interface Frame extends Pick<ModelRequest, 'system' | 'tools'> {
  /** Where its messages begin, and for whom they are. */
  readonly opening: Opening
  readonly reader: SummaryReader
  /** Its epoch, when this is taken out of the messages; empty: nothing. */
  epochWith(cleared: string): string
}

export function frameOf(input: Settings, { connection, model }: Answerer, turns: readonly PastTurn[]): Frame {
  const { host } = connection
  const capabilities = connection.capabilities(model)
  const system = systemFor(input, capabilities)
  const tools = input.tools.map(({ declare }) => declare(capabilities))
  const reader = { host, compaction: capabilities.compaction }
  const opening = openingOf(turns, reader)
  const epochWith = (cleared: string) =>
    epochOf({ host, model, system, tools, opening: opening.name, cleared })
  return { system, tools, opening, reader, epochWith }
}

/** The request for the conversation's next reply. Pure: the same conversation and settings give the same request. */
export function ask(
  input: Settings,
  { connection, model }: Answerer,
  turns: readonly PastTurn[],
  seal: Seal,
): Asked {
  const capabilities = connection.capabilities(model)
  const frame = frameOf(input, { connection, model }, turns)
  const { system, tools, opening, reader } = frame
  const messagesIn = (epoch: string | null) => wireMessages(turns, { ...reader, epoch }, opening)
  const division = divide(input.contextEditing, capabilities)
  const framed = { system, tools, epochWith: frame.epochWith, division, messagesIn }
  const { messages, clearings, epoch } = clearedMessages(input, capabilities, framed)
  const sent = seal === 'left_out' ? withoutThinking(messages) : messages
  const thinking = thinkingFor(input.thinking, capabilities, sent)
  // The host that takes a summary first refuses a threshold beside it.
  const summed = opening.lead?.as === 'block'
  const contextManagement = wireContextManagement(input.contextEditing, division)
  const request: ModelRequest = {
    model,
    system,
    messages: sent,
    tools,
    ...(contextManagement ? { contextManagement } : {}),
    ...(thinking ? { thinking } : {}),
    ...(input.compaction?.enabled && !summed ? { compaction: input.compaction } : {}),
    ...(seal === 'dropped_by_host' ? { dropUnsealed: true } : {}),
    ...(input.cacheFor ? { cacheFor: input.cacheFor } : {}),
    previousMessage: previousMessage(turns, connection.host),
  }
  return {
    request,
    epoch,
    clearings,
    get thinks() {
      return sent.some(({ content }) => content.some(isThinking))
    },
  }
}

function systemFor({ systemPrompt, tools }: Settings, capabilities: Capabilities): string {
  const protocols = tools.map(({ protocol }) => protocol?.(capabilities) ?? '')
  return [systemPrompt, ...protocols].filter((part) => part !== '').join('\n\n')
}

interface Framed extends Pick<Frame, 'system' | 'tools' | 'epochWith'> {
  /** Who clears what. */
  readonly division: ReturnType<typeof divide>
  readonly messagesIn: (epoch: string | null) => readonly WireMessage[]
}

/**
 * The messages, with what is ours to clear taken out. Where thinking is bound to the conversation, results that we take out
 * change what it is bound to; so what was taken out is part of the epoch, and thinking from before that goes too.
 */
function clearedMessages(
  { contextEditing }: Settings,
  capabilities: Capabilities,
  { division, messagesIn, epochWith, system, tools }: Framed,
): { messages: readonly WireMessage[]; clearings: readonly Clearing[]; epoch: string } {
  const whole = epochWith('')
  const counted = division.toolUses === 'agent' ? messagesIn(capabilities.bindsThinking ? null : whole) : []
  const uses: ClearedUses =
    division.toolUses === 'agent'
      ? usesToClear(counted, contextEditing, promptTokens({ system, tools, messages: counted }))
      : new Set()
  const keep = division.thinking === 'agent' ? contextEditing.keepThinking : null
  const marks = [
    ...uses,
    ...(uses.size > 0 && contextEditing.clearToolInputs ? ['inputs'] : []),
    `keep ${keep}`,
  ]
  const ours = uses.size > 0 || keep !== null
  const epoch = ours && capabilities.bindsThinking ? epochWith(marks.join(' ')) : whole
  const thought = keep === null ? null : clearThinking(messagesIn(epoch), keep)
  const cut = clearUses(thought?.messages ?? messagesIn(epoch), uses, contextEditing.clearToolInputs)
  const clearings = [thought?.clearing, cut.clearing].flatMap((clearing) => clearing ?? [])
  return { messages: cut.messages, clearings, epoch }
}

function withoutThinking(messages: readonly WireMessage[]): readonly WireMessage[] {
  return clearThinking(messages, 0).messages
}

/**
 * A model that thinks with a budget wants the thinking of an open round of tools back. Where that cannot be sent, it is asked
 * to think as little as it can.
 */
function thinkingFor(
  settings: ThinkingSettings | undefined,
  { thinking }: Capabilities,
  messages: readonly WireMessage[],
): ThinkingSettings | undefined {
  if (thinking.kind !== 'budget') return settings
  const newest = messages.findLast(({ role }) => role === 'assistant')
  const open = messages.at(-1)?.content.some(({ type }) => type === 'tool_result') ?? false
  if (!open || newest?.content.some(isThinking)) return settings
  return { mode: 'least', effort: settings?.effort ?? null }
}

/** The id of the chat's newest reply at this host; null when there is none. */
function previousMessage(turns: readonly PastTurn[], host: HostId): string | null {
  for (let t = turns.length - 1; t >= 0; t--) {
    const step = turns[t]?.steps.findLast((each) => each.host === host && each.finished?.message)
    if (step?.finished?.message) return step.finished.message
  }
  return null
}
