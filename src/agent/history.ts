/**
 * From stored turns to the messages of the wire. Append-only: a later turn never changes the messages of earlier ones,
 * because newest models bind their thinking to the exact conversation before it.
 */
import type { WireBlock, WireMessage } from '../claude/contract.ts'
import type { Outcome, StopReason, ToolResult } from './events.ts'
import { parseToolInput } from './tool-input.ts'

/** A stored turn, as far as the model's history is concerned. `TurnState` of the workspace has this shape. */
export interface PastTurn {
  readonly speaker: string
  readonly text: string
  readonly steps: readonly PastStep[]
  readonly status:
    | { readonly kind: 'running' | 'waiting' }
    | { readonly kind: 'finished'; readonly outcome: Outcome }
}

export interface PastStep {
  readonly blocks: readonly PastBlock[]
  readonly finished: { readonly stop: StopReason } | null
}

export type PastBlock =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'thinking'; readonly text: string; readonly signature: string | null }
  | {
      readonly kind: 'tool'
      readonly id: string
      readonly name: string
      readonly input: string
      readonly progress:
        | { readonly kind: 'arriving' | 'ready' | 'running' }
        | { readonly kind: 'finished'; readonly result: ToolResult }
    }
  /** Stands for everything before it. `raw`: as it came, to be sent back; null when it never came whole. */
  | { readonly kind: 'compaction'; readonly text: string; readonly raw: unknown }
  | { readonly kind: 'opaque'; readonly raw: unknown }

/**
 * The conversation up to now. Of the last turn, when it is running again (taken up after an interruption), everything that
 * is finished is part of it; calls of its last finished step that lack a result are left for the agent to run, so the
 * messages then end with the assistant's.
 */
export function wireMessages(turns: readonly PastTurn[]): readonly WireMessage[] {
  return turns.flatMap((turn, i) => turnMessages(turn, i === turns.length - 1)).reduce(addMessage, [])
}

/** Adds a message to a conversation, in place. A reply that goes on from a paused one becomes part of it: roles alternate. */
export function addMessage(messages: WireMessage[], message: WireMessage): WireMessage[] {
  const last = messages.at(-1)
  if (last?.role !== message.role) messages.push(message)
  else messages[messages.length - 1] = { role: last.role, content: [...last.content, ...message.content] }
  return messages
}

function turnMessages(turn: PastTurn, isLast: boolean): readonly WireMessage[] {
  const running = isLast && turn.status.kind !== 'finished'
  const messages: WireMessage[] = [personMessage(turn.speaker, turn.text)]
  for (const [i, step] of turn.steps.entries()) {
    const newest = i === turn.steps.length - 1
    messages.push(...stepMessages(step, { goesOn: running || !newest, mayHavePending: running && newest }))
  }
  return running ? messages : endWithAssistant(messages)
}

/** Every turn but the running one ends with the assistant, so that roles alternate. */
function endWithAssistant(messages: readonly WireMessage[]): readonly WireMessage[] {
  if (messages.at(-1)?.role === 'assistant') return messages
  return [
    ...messages,
    { role: 'assistant', content: [{ type: 'text', text: '(No answer was given: the turn ended here.)' }] },
  ]
}

/** The label is written here and nowhere else; whatever looks like one in a person's text is made harmless. */
export function personMessage(speaker: string, text: string): WireMessage {
  return {
    role: 'user',
    content: [
      { type: 'text', text: `<speaker>${plainName(speaker)}</speaker>` },
      { type: 'text', text: text.trim() === '' ? '(empty message)' : withoutLabels(text.toWellFormed()) },
    ],
  }
}

function plainName(name: string): string {
  return (
    name
      .toWellFormed()
      .replace(/[<>\p{Cc}\p{Cf}]/gu, ' ')
      .trim() || 'Somebody'
  )
}

/** `<speaker` in any spelling becomes `‹speaker`, which reads the same to people and labels nothing. */
function withoutLabels(text: string): string {
  return text.replace(
    /[<＜]([\s\p{Cf}/]*s[\p{Cf}]*p[\p{Cf}]*e[\p{Cf}]*a[\p{Cf}]*k[\p{Cf}]*e[\p{Cf}]*r)/giu,
    '‹$1',
  )
}

/** Where a step stands in its turn. */
export interface StepPlace {
  /** Another step of the same turn follows, or is about to. */
  readonly goesOn: boolean
  /** Calls without a result are about to be run. */
  readonly mayHavePending: boolean
}

/** What one step adds to the conversation: what was said, and the answers to the calls in it. */
export function stepMessages(step: PastStep, place: StepPlace): readonly WireMessage[] {
  if (!step.finished) return brokenStep(step, place.goesOn)
  // Calls in a reply that was cut may be incomplete: they are never run and never sent back.
  const asked = step.finished.stop === 'tool_use'
  const sent = step.blocks.filter((block) => asked || block.kind !== 'tool').flatMap(wireBlock)
  // A paused reply goes back as it came; any other must not end with a thought.
  const content = step.finished.stop === 'pause_turn' ? sent : withoutLastThoughts(sent)
  if (content.length === 0) return []
  const assistant: WireMessage = { role: 'assistant', content }
  const calls = asked ? step.blocks.filter((block) => block.kind === 'tool') : []
  if (calls.length === 0)
    return place.goesOn && step.finished.stop !== 'pause_turn' ? [assistant, GO_ON] : [assistant]
  if (place.mayHavePending && calls.some((call) => call.progress.kind !== 'finished')) return [assistant]
  const results = calls.map(({ id, progress }) => ({
    id,
    result: progress.kind === 'finished' ? progress.result : NOT_RUN,
  }))
  return [assistant, resultMessage(results)]
}

/** The API refuses a message of the assistant that ends with thinking; leaving it out at the end is always allowed. */
function withoutLastThoughts(blocks: readonly WireBlock[]): readonly WireBlock[] {
  const last = blocks.findLastIndex(({ type }) => type !== 'thinking' && type !== 'redacted_thinking')
  return blocks.slice(0, last + 1)
}

const NOT_RUN: ToolResult = {
  text: 'Error: This call was not run, because the turn was ended before it.',
  isError: true,
  seen: [],
}

/** After an answer that was cut: newest models take no prefilled answer, so they are asked to go on. */
const GO_ON: WireMessage = {
  role: 'user',
  content: [{ type: 'text', text: '(Please go on exactly where your answer was cut off.)' }],
}

/** A step that never finished: its text counts, thinking and calls without an end cannot be sent back. */
function brokenStep(step: PastStep, goesOn: boolean): readonly WireMessage[] {
  const text = step.blocks
    .flatMap((block) => (block.kind === 'text' ? block.text : []))
    .join('\n\n')
    .trim()
  if (text === '') return []
  const assistant: WireMessage = {
    role: 'assistant',
    content: [{ type: 'text', text: `${text}\n\n(The answer was interrupted here.)` }],
  }
  return goesOn ? [assistant, GO_ON] : [assistant]
}

function wireBlock(block: PastBlock): readonly WireBlock[] {
  switch (block.kind) {
    case 'text':
      return block.text.trim() === '' ? [] : [{ type: 'text', text: block.text }]
    case 'thinking':
      return block.signature === null
        ? []
        : [{ type: 'thinking', thinking: block.text, signature: block.signature }]
    case 'tool': {
      const parsed = parseToolInput(block.input)
      return [{ type: 'tool_use', id: block.id, name: block.name, input: parsed.ok ? parsed.input : {} }]
    }
    case 'compaction':
      return block.raw === null ? [] : [block.raw as WireBlock]
    case 'opaque':
      // Kept as it came from the same wire; nothing here knows what it holds.
      return [block.raw as WireBlock]
    default:
      return block satisfies never
  }
}

/** All answers to the calls of one reply: one message, as the API demands. */
export function resultMessage(
  results: readonly { readonly id: string; readonly result: ToolResult }[],
): WireMessage {
  return { role: 'user', content: results.map(({ id, result }) => resultBlock(id, result)) }
}

function resultBlock(id: string, result: ToolResult): WireBlock {
  const content = result.text === '' ? '(no output)' : result.text
  return { type: 'tool_result', tool_use_id: id, content, ...(result.isError ? { is_error: true } : {}) }
}
