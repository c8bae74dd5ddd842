import { COMPACT_AT, COMPACT_NOW } from './betas.ts'
import { compactionBlock } from './compacting.ts'
import { invalid, Refused } from './errors.ts'
import { print } from './prints.ts'
import { isRecord } from './record.ts'
import { readSummarySeal } from './seal.ts'
import type { Block, CompactionBlock, Message, MessagesRequest } from './wire.ts'

type Fields = Readonly<Record<string, unknown>>

const BLOCK_FIELDS = ['type', 'content', 'encrypted_content', 'signature', 'tool_changes', 'cache_control']
const LONGEST_INSTRUCTIONS = 16_384

/** Parses a compaction block that is sent back. Throws `Refused` (400) when it is not as it was made. */
export function parseCompactionBlock(block: Fields, role: Message['role'], where: string): Block {
  for (const field of Object.keys(block)) {
    if (!BLOCK_FIELDS.includes(field)) invalid(`${where}.compaction.${field}: Extra inputs are not permitted`)
  }
  if (role === 'system') invalid(`${where}: \`compaction\` blocks cannot be in \`system\` messages`)
  const { content, signature, encrypted_content: encrypted } = block
  const summary = content ?? null
  if (summary !== null && (typeof summary !== 'string' || summary === '')) {
    invalid(`${where}.compaction.content: Input should be a non-empty string`)
  }
  const signed = typeof signature === 'string'
  const seal = signed ? signature : typeof encrypted === 'string' ? encrypted : ''
  if (summary !== null) checkSeal(seal, summary, where)
  return compactionBlock({ summary, seal, signed })
}

function checkSeal(seal: string, summary: string, where: string): void {
  const known = readSummarySeal(seal)
  if (known === null) refuse(`${where}: Invalid \`signature\` in \`compaction\` block`, 'signature_invalid')
  if (known.summary !== print(summary)) {
    refuse(`${where}: The \`content\` of the \`compaction\` block was changed`, 'content_mismatch')
  }
}

function refuse(message: string, code: string): never {
  throw new Refused(400, message, { error_code: `compaction_${code}` })
}

/** Instructions for a summary; empty when there are none. */
export function parseInstructions(value: unknown, where: string): string {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'string') invalid(`${where}: Input should be a valid string`)
  if (value.length > LONGEST_INSTRUCTIONS) {
    invalid(`${where}: String should have at most ${LONGEST_INSTRUCTIONS} characters`)
  }
  return value.trim()
}

/** Parses the top-level `compaction`. Counting tokens takes it and leaves it alone. */
export function parseCompactNow(
  body: Fields,
  { betas, model }: Pick<MessagesRequest, 'betas' | 'model'>,
): MessagesRequest['compactNow'] {
  const { compaction: value } = body
  if (value === undefined || value === null) return undefined
  if (!betas.has(COMPACT_NOW)) invalid(`compaction: requires anthropic-beta: ${COMPACT_NOW}`)
  if (!isRecord(value) || value.type !== 'summarize') invalid("compaction.type: Input should be 'summarize'")
  for (const field of Object.keys(value)) {
    if (field !== 'type' && field !== 'instructions') {
      invalid(`compaction.${field}: Extra inputs are not permitted`)
    }
  }
  if (!model.compacts) invalid('compaction: This model does not support compaction.')
  const beside = besideSummary(body)
  if (beside !== undefined) invalid(`compaction: cannot be combined with \`${beside}\``)
  return { instructions: parseInstructions(value.instructions, 'compaction.instructions') }
}

/** What shapes a reply or clears, and so may not stand beside a request for a summary. */
function besideSummary(body: Fields): string | undefined {
  if (body.context_management != null) return 'context_management'
  if (Array.isArray(body.stop_sequences) && body.stop_sequences.length > 0) return 'stop_sequences'
  if (body.output_format != null) return 'output_format'
  if (isRecord(body.output_config) && body.output_config.format != null) return 'output_config.format'
  const forced =
    isRecord(body.tool_choice) && (body.tool_choice.type === 'any' || body.tool_choice.type === 'tool')
  return forced ? 'tool_choice' : undefined
}

/** What holds between compaction blocks and the rest of a request. Throws `Refused` (400). */
export function checkCompactions(request: MessagesRequest): void {
  const { betas, messages } = request
  const found = messages.flatMap(({ content }, index) =>
    content.flatMap((block, at) => (block.type === 'compaction' ? [{ block, index, at }] : [])),
  )
  for (const { block, index, at } of found) checkBeta(block, betas, `messages.${index}.content.${at}`)
  const signed = found.filter(({ block }) => block.signed)
  if (signed.length > 0 && found.length > 1) {
    invalid('messages: a request may carry only one signed `compaction` block; send the newest')
  }
  const place = signed[0]
  if (place !== undefined && (place.index > 0 || place.at > 0)) {
    refuse(
      `messages.${place.index}.content.${place.at}: the \`compaction\` block must come first in \`messages\`. Remove the messages that it summarizes.`,
      'block_misplaced',
    )
  }
  if (place !== undefined && request.compactAt !== undefined) {
    invalid('context_management: `compact_20260112` cannot be used with a signed `compaction` block')
  }
}

function checkBeta(block: CompactionBlock, betas: ReadonlySet<string>, where: string): void {
  const needed = block.signed ? COMPACT_NOW : COMPACT_AT
  if (betas.has(needed) || (block.summary === null && betas.has(COMPACT_NOW))) return
  invalid(
    `${where}: Input tag 'compaction' found using 'type' does not match any of the expected tags: 'text', 'thinking', 'tool_use', 'tool_result'`,
  )
}
