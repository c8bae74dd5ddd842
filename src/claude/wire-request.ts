/** A request as it goes out: what the host and the model take, and nothing that they refuse. */
import type Anthropic from '@anthropic-ai/sdk'
import type { Capabilities, Effort } from '../agent/capabilities.ts'
import type { ModelRequest, WireBlock, WireTool } from './contract.ts'
import { EFFORTS } from './models.ts'
import { BETAS, type Place } from './models-places.ts'
import { type Mark, markedBlocks, markedMessages } from './wire-request-marks.ts'
import type { Extra, Refusals } from './wire-request-refusals.ts'

type Params = Anthropic.Beta.MessageCreateParamsStreaming

export interface Outgoing {
  readonly params: Params
  /** What is in it that a host could be asked without. */
  readonly extras: ReadonlySet<Extra>
}

/** A reply longer than this is cut; people can continue it. Thinking counts, so those who think hard get more. Tokens. */
const REPLY_LIMIT = 32_000
const LONG_REPLY_LIMIT = 64_000
/** Tokens that a model which thinks with a budget may think with; never more than half of its reply. */
const BUDGET = 10_000
/** The levels of effort with which thinking can be turned off. */
const CALM: ReadonlySet<Effort> = new Set(['low', 'medium', 'high'])

/** `can`: what the model can do here, without what was refused. */
export function wireRequest(
  request: ModelRequest,
  can: Capabilities,
  place: Place,
  refused: Refusals,
): Outgoing {
  const parts = [
    thoughtful(request, can),
    edited(request, can),
    liveTools(request, can, place, refused),
    diagnosed(request, can),
    { betas: summaryFlags(request, place) },
  ]
  const betas = [...new Set(parts.flatMap((part) => part.betas ?? []))].sort()
  const extras = new Set(parts.flatMap((part) => part.extras ?? []))
  const fields = Object.assign({}, ...parts.map((part) => part.fields ?? {})) as Partial<Params>
  const marks = marked(request, can, fields.tools ?? [])
  for (const extra of marks.extras) extras.add(extra)
  return {
    params: {
      model: request.model,
      max_tokens: replyLimit(request, can),
      stream: true,
      ...fields,
      ...marks.fields,
      ...(betas.length > 0 ? { betas } : {}),
    },
    extras,
  }
}

/** The same for `count_tokens`, which knows no reply. */
export function countRequest({ params }: Outgoing): Anthropic.Beta.MessageCountTokensParams {
  const { max_tokens: _, stream: __, diagnostics: ___, compaction: ____, tools, ...rest } = params
  return { ...rest, ...(tools ? { tools: tools as Anthropic.Beta.MessageCountTokensParams['tools'] } : {}) }
}

interface Part {
  readonly fields?: Partial<Params>
  readonly betas?: readonly string[]
  readonly extras?: readonly Extra[]
}

function replyLimit(request: ModelRequest, { maxOutput }: Capabilities): number {
  const effort = request.thinking?.effort ?? null
  const limit = effort === null || CALM.has(effort) ? REPLY_LIMIT : LONG_REPLY_LIMIT
  return Math.min(maxOutput, request.replyLimit ?? limit)
}

function thoughtful(request: ModelRequest, can: Capabilities): Part {
  const thinking = thinkingOf(request, can)
  const off = thinking?.type === 'disabled' || thinking?.type === 'between_tools'
  const effort = effortOf(request, can, off)
  const binds = request.dropUnsealed && can.dropsThinking && thinking && !off
  const bound = binds
    ? { ...thinking, block_binding: { prefix_mismatch_behavior: 'drop_block' as const } }
    : thinking
  return {
    fields: {
      ...(bound ? { thinking: bound } : {}),
      ...(effort ? { output_config: { effort } } : {}),
    },
    betas: binds ? [BETAS.dropThinking] : [],
    extras: [
      ...(thinking ? (['thinking'] as const) : []),
      ...(effort ? (['effort'] as const) : []),
      ...(binds ? (['dropThinking'] as const) : []),
    ],
  }
}

type Thinking = Anthropic.Beta.BetaThinkingConfigParam

function thinkingOf(request: ModelRequest, can: Capabilities): Thinking | null {
  const { kind, least } = can.thinking
  if (kind === 'none') return null
  const wanted = request.thinking?.mode ?? 'normal'
  if (wanted === 'least' && least === 'disabled') return { type: 'disabled' }
  if (wanted === 'least' && least === 'between_tools') return { type: 'between_tools' }
  if (kind === 'adaptive') return { type: 'adaptive', display: 'summarized' }
  const room = Math.floor(replyLimit(request, can) / 2)
  return room < 1_024 ? { type: 'disabled' } : { type: 'enabled', budget_tokens: Math.min(BUDGET, room) }
}

/** The level that was asked for, or the next below it that the model has. */
function effortOf(
  { thinking }: ModelRequest,
  { efforts, thinking: can }: Capabilities,
  off: boolean,
): Effort | null {
  const cannotLessen = thinking?.mode === 'least' && can.least === 'always'
  const wanted = thinking?.effort ?? (cannotLessen ? 'low' : null)
  if (wanted === null || efforts.length === 0) return null
  const highest = off && !CALM.has(wanted) ? 'high' : wanted
  const upTo = EFFORTS.slice(0, EFFORTS.indexOf(highest) + 1)
  return upTo.findLast((effort) => efforts.includes(effort)) ?? efforts[0] ?? null
}

type Edit = NonNullable<NonNullable<ModelRequest['contextManagement']>['edits']>[number]

/** Edits in the order that the API wants: thinking, tool uses, summary. A request for a summary alone takes none. */
function edited(request: ModelRequest, can: Capabilities): Part {
  if (request.compactNow && can.compaction.onDemand) {
    const instructions = request.compactNow.instructions.trim()
    const compaction = { type: 'summarize' as const, ...(instructions ? { instructions } : {}) }
    return { fields: { compaction }, betas: [BETAS.compactNow] }
  }
  const asked = can.clearing === 'host' ? (request.contextManagement?.edits ?? []) : []
  const thinking = asked.filter(({ type }) => type === 'clear_thinking_20251015' && can.clearsThinking)
  const toolUses = asked.filter(({ type }) => type === 'clear_tool_uses_20250919')
  const summary = summaryEdit(request, can)
  const edits: Edit[] = [...thinking, ...toolUses, ...summary]
  if (edits.length === 0) return {}
  const clears = thinking.length + toolUses.length > 0
  return {
    fields: { context_management: { edits } },
    betas: [...(clears ? [BETAS.clearing] : []), ...(summary.length > 0 ? [BETAS.compaction] : [])],
    extras: [
      ...(clears ? (['clearing'] as const) : []),
      ...(thinking.length > 0 ? (['clearThinking'] as const) : []),
      ...(summary.length > 0 ? (['compaction'] as const) : []),
    ],
  }
}

/** The least that the API takes as a trigger. Tokens. */
const LEAST_TRIGGER = 50_000

function summaryEdit({ compaction }: ModelRequest, can: Capabilities): readonly Edit[] {
  if (!compaction?.enabled || !can.compaction.threshold) return []
  const instructions = compaction.instructions.trim()
  const value = Math.max(LEAST_TRIGGER, compaction.trigger)
  return [
    {
      type: 'compact_20260112',
      trigger: { type: 'input_tokens', value },
      ...(instructions ? { instructions } : {}),
    },
  ]
}

/** A summary that is sent back needs the flag it was made with. */
function summaryFlags({ messages }: ModelRequest, { betas }: Place): readonly string[] {
  const flags = new Set<string>()
  for (const { content } of messages)
    for (const block of content)
      if (isSummary(block)) flags.add(block.signature ? BETAS.compactNow : BETAS.compaction)
  return [...flags].filter((flag) => betas.has(flag))
}

function isSummary(block: WireBlock): block is Anthropic.Beta.BetaCompactionBlockParam {
  return block.type === 'compaction'
}

/** Input that is shown while it is written: a field of custom tools; for typed tools, and at some hosts for all, a flag. */
function liveTools(request: ModelRequest, can: Capabilities, { betas }: Place, refused: Refusals): Part {
  if (request.tools.length === 0) return {}
  const eager = can.inputStreaming === 'eager'
  const tools = request.tools.map((tool) => (isCustom(tool) ? live(tool, eager) : tool))
  const fields = eager && request.tools.some(isCustom)
  const wants = can.inputStreaming !== 'whole' && (!eager || !request.tools.every(isCustom))
  const flag = wants && betas.has(BETAS.liveInput) && !refused.has('liveInput')
  return {
    fields: { tools },
    betas: flag ? [BETAS.liveInput] : [],
    extras: [...(fields ? (['eager'] as const) : []), ...(flag ? (['liveInput'] as const) : [])],
  }
}

/** Whether a tool was declared with the field or not, the host gets it only where it takes it. */
function live({ eager_input_streaming: _, ...tool }: Anthropic.Beta.BetaTool, eager: boolean): WireTool {
  return eager ? { ...tool, eager_input_streaming: true } : tool
}

function isCustom(tool: WireTool): tool is Anthropic.Beta.BetaTool {
  return 'input_schema' in tool
}

function diagnosed({ previousMessage }: ModelRequest, can: Capabilities): Part {
  if (!can.diagnosesCache || previousMessage === undefined) return {}
  return { fields: { diagnostics: { previous_message_id: previousMessage } }, extras: ['diagnosis'] }
}

/** Tools, system prompt and messages with their marks, four at most. */
function marked(
  request: ModelRequest,
  { caching }: Capabilities,
  tools: readonly WireTool[],
): { readonly fields: Partial<Params> & Pick<Params, 'messages'>; readonly extras: readonly Extra[] } {
  const hour = request.cacheFor === '1h' && caching.hour
  const mark: Mark | null =
    caching.form === 'none' ? null : { type: 'ephemeral', ...(hour ? { ttl: '1h' as const } : {}) }
  const automatic = mark !== null && caching.form === 'automatic'
  const { system } = request
  return {
    fields: {
      ...(automatic ? { cache_control: mark } : {}),
      ...(system === '' ? {} : { system: markedBlocks([{ type: 'text', text: system }], mark) }),
      ...(tools.length > 0 ? { tools: markedBlocks(tools, mark) } : {}),
      messages: markedMessages(request.messages, mark, !automatic),
    },
    extras: [
      ...(mark ? (['caching'] as const) : []),
      ...(automatic ? (['automatic'] as const) : []),
      ...(hour ? (['hour'] as const) : []),
    ],
  }
}
