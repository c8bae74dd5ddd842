/**
 * From stored turns to the messages of the wire. Append-only: a later turn never changes the messages of earlier ones,
 * because newest models bind their thinking to the exact conversation before it.
 */
import type { WireBlock, WireMessage } from '../claude/contract.ts'
import type { StopReason, ToolResult } from './events.ts'
import { isOnDemand, type Opening, openingOf, SUMMARY_WORDS, type SummaryReader } from './opening.ts'
import type { PastBlock, PastStep, PastTurn } from './past.ts'
import { firstSealed, isThinking, sealedFrom } from './seal.ts'
import { parseToolInput } from './tool-input.ts'

export type { PastBlock, PastStep, PastTurn } from './past.ts'

/** Who a conversation is sent to, and what of its thinking may go. */
export interface Audience extends SummaryReader {
  /** The epoch of the request; null: no thinking at all. */
  readonly epoch: string | null
}

/**
 * The conversation up to now. Of the last turn, when it is running (again), everything that is finished is part of it; calls
 * of its last finished step that lack a result are left for the agent to run, so the messages then end with the assistant's.
 * Linear in what is sent; what a step or a person's message becomes is kept with it and not made again.
 */
export function wireMessages(
  turns: readonly PastTurn[],
  audience: Audience,
  opening: Opening = openingOf(turns, audience),
): readonly WireMessage[] {
  const messages: WireMessage[] = opening.lead ? [leadMessage(opening.lead)] : []
  for (const [turn, place] of sentTurns(turns, audience.epoch, opening)) addTurn(messages, turn, place)
  return messages
}

/** The turns that are sent, and how. */
export function* sentTurns(
  turns: readonly PastTurn[],
  epoch: string | null,
  opening: Opening,
): Generator<readonly [PastTurn, TurnPlace]> {
  const from = sealedFrom(turns, epoch)
  for (let t = opening.turn; t < turns.length; t++) {
    const turn = turns[t]
    if (!turn || isOnDemand(turn)) continue
    const { step, middle } = t === opening.turn ? opening : { step: 0, middle: false }
    yield [turn, { isLast: t === turns.length - 1, step, middle, sealedFrom: firstSealed(from, t) }]
  }
}

/** Adds a turn to a conversation, in place. */
export function addTurn(messages: WireMessage[], turn: PastTurn, place: TurnPlace): void {
  for (const message of turnMessages(turn, place)) addMessage(messages, message)
}

/** A summary in the place of what it sums up. */
export function leadMessage({ as, summary }: NonNullable<Opening['lead']>): WireMessage {
  if (as === 'block') return { role: 'assistant', content: [summary.raw as WireBlock] }
  const text = `${SUMMARY_WORDS}\n\n<summary>\n${summary.text.trim()}\n</summary>`
  return { role: 'user', content: [{ type: 'text', text }] }
}

/** Adds a message to a conversation, in place. A reply that goes on from a paused one becomes part of it: roles alternate. */
function addMessage(messages: WireMessage[], message: WireMessage): void {
  const last = messages.at(-1)
  if (last?.role !== message.role) messages.push(message)
  else messages[messages.length - 1] = { role: last.role, content: [...last.content, ...message.content] }
}

/** Where a turn stands in the conversation. */
export interface TurnPlace {
  readonly isLast: boolean
  /** The first step that is sent. `middle`: what came before the rest of that step is summed up already. */
  readonly step: number
  readonly middle: boolean
  /** The first step whose thinking may be sent. */
  readonly sealedFrom: number
}

function turnMessages(turn: PastTurn, place: TurnPlace): readonly WireMessage[] {
  const { isLast, step: first, middle } = place
  const running = isLast && turn.status.kind !== 'finished'
  const messages: WireMessage[] = middle ? [] : [spokenMessage(turn)]
  for (let i = first; i < turn.steps.length; i++) {
    const step = turn.steps[i]
    if (!step) continue
    const newest = i === turn.steps.length - 1
    const stepPlace = {
      goesOn: running || !newest,
      mayHavePending: running && newest,
      sealed: i >= place.sealedFrom,
      afterSummary: middle && i === first,
    }
    messages.push(...keptStepMessages(step, stepPlace))
  }
  return running ? messages : endWithAssistant(messages)
}

const spoken = new WeakMap<PastTurn, WireMessage>()

function spokenMessage(turn: PastTurn): WireMessage {
  const kept = spoken.get(turn)
  if (kept) return kept
  const made = personMessage(turn.speaker, turn.text)
  spoken.set(turn, made)
  return made
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
interface StepPlace {
  /** Another step of the same turn follows, or is about to. */
  readonly goesOn: boolean
  /** Calls without a result are about to be run. */
  readonly mayHavePending: boolean
  /** Its thinking may be sent. */
  readonly sealed: boolean
  /** Only what comes after the summary in it is sent. */
  readonly afterSummary: boolean
}

const made = new WeakMap<PastStep, Map<number, readonly WireMessage[]>>()

function keptStepMessages(step: PastStep, place: StepPlace): readonly WireMessage[] {
  const { goesOn, mayHavePending, sealed, afterSummary } = place
  const key = (goesOn ? 1 : 0) + (mayHavePending ? 2 : 0) + (sealed ? 4 : 0) + (afterSummary ? 8 : 0)
  const known = made.get(step)
  const kept = known ?? new Map<number, readonly WireMessage[]>()
  if (!known) made.set(step, kept)
  const found = kept.get(key)
  if (found) return found
  const messages = stepMessages(step, place)
  kept.set(key, messages)
  return messages
}

/** What one step adds to the conversation: what was said, and the answers to the calls in it. */
function stepMessages(step: PastStep, place: StepPlace): readonly WireMessage[] {
  if (!step.finished) return brokenStep(step, place.goesOn)
  const { stop } = step.finished
  // Calls in a reply that was cut may be incomplete: they are never run and never sent back.
  const asked = stop === 'tool_use'
  const blocks = place.afterSummary ? afterSummary(step.blocks) : step.blocks
  const all = blocks.filter((block) => asked || block.kind !== 'tool').flatMap(wireBlock)
  const sent = place.sealed ? all : all.filter((block) => !isThinking(block))
  // A paused reply goes back as it came; any other must not end with a thought.
  const content = stop === 'pause_turn' ? sent : withoutLastThoughts(sent)
  // After an empty answer to results Claude was asked once more (claude-api.md 9); the empty one is not sent back.
  if (content.length === 0) return stop === 'end_turn' && place.goesOn ? [CONTINUE] : []
  const assistant: WireMessage = { role: 'assistant', content }
  const calls = asked ? blocks.filter((block) => block.kind === 'tool') : []
  if (calls.length === 0) return place.goesOn && !goesOnByItself(stop) ? [assistant, GO_ON] : [assistant]
  if (place.mayHavePending && calls.some((call) => call.progress.kind !== 'finished')) return [assistant]
  const results = calls.map(({ id, progress }) => ({
    id,
    result: progress.kind === 'finished' ? progress.result : NOT_RUN,
  }))
  return [assistant, resultMessage(results)]
}

/** Whether a reply is gone on from by sending it back. */
function goesOnByItself(stop: StopReason): boolean {
  return stop === 'pause_turn' || stop === 'compaction'
}

function afterSummary(blocks: readonly PastBlock[]): readonly PastBlock[] {
  return blocks.slice(blocks.findLastIndex(({ kind }) => kind === 'compaction') + 1)
}

/** The API refuses a message of the assistant that ends with thinking; leaving it out at the end is always allowed. */
function withoutLastThoughts(blocks: readonly WireBlock[]): readonly WireBlock[] {
  const last = blocks.findLastIndex((block) => !isThinking(block))
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

/** After an empty answer: the documents advise words of the person's, which join the results. */
const CONTINUE: WireMessage = { role: 'user', content: [{ type: 'text', text: '(Please go on.)' }] }

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
      // One that this host cannot read has become the beginning; an empty one, of a summing up that failed, means nothing.
      return block.raw === null || block.text.trim() === '' ? [] : [block.raw as WireBlock]
    case 'opaque':
      // Kept as it came from the same wire; nothing here knows what it holds.
      return [block.raw as WireBlock]
    default:
      return block satisfies never
  }
}

/** All answers to the calls of one reply: one message, as the API demands. */
function resultMessage(
  results: readonly { readonly id: string; readonly result: ToolResult }[],
): WireMessage {
  return { role: 'user', content: results.map(({ id, result }) => resultBlock(id, result)) }
}

function resultBlock(id: string, result: ToolResult): WireBlock {
  const content = result.text === '' ? '(no output)' : result.text
  return { type: 'tool_result', tool_use_id: id, content, ...(result.isError ? { is_error: true } : {}) }
}
