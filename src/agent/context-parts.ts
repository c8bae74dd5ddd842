/** What fills a model's context: a prompt by its parts. Pure and browser-safe; estimated, and scaled to a total that is known. */
import type { WireBlock, WireMessage, WireTool } from '../claude/contract.ts'
import { SUMMARY_WORDS } from './opening.ts'
import { blockTokens, PER_MESSAGE, textTokens, toolTokens } from './tokens.ts'

/** What a prompt is made of; tokens. `memory`: what tool results brought in from memory; `results`: those of other tools. */
export interface ContextParts {
  readonly system: number
  readonly tools: number
  readonly memory: number
  readonly conversation: number
  readonly thinking: number
  readonly calls: number
  readonly results: number
  /** Summaries in place of earlier turns. */
  readonly summary: number
}

type Part = keyof ContextParts

export const NOTHING: ContextParts = {
  system: 0,
  tools: 0,
  memory: 0,
  conversation: 0,
  thinking: 0,
  calls: 0,
  results: 0,
  summary: 0,
}

export const PARTS = Object.keys(NOTHING) as readonly Part[]

/** Tools whose results come from memory. */
export const MEMORY_TOOLS: ReadonlySet<string> = new Set(['memory', 'search_memory'])

/** The parts of a request, estimated. Linear in what is sent. */
export function contextParts(prompt: {
  readonly system: string
  readonly tools: readonly WireTool[]
  readonly messages: readonly WireMessage[]
}): ContextParts {
  const parts: Record<Part, number> = { ...NOTHING, system: textTokens(prompt.system) }
  for (const tool of prompt.tools) parts.tools += toolTokens(tool)
  const fromMemory = new Set<string>()
  for (const { content } of prompt.messages) {
    parts.conversation += PER_MESSAGE
    for (const block of content) {
      if (block.type === 'tool_use' && MEMORY_TOOLS.has(block.name)) fromMemory.add(block.id)
      parts[partOf(block, fromMemory)] += blockTokens(block)
    }
  }
  return parts
}

function partOf(block: WireBlock, fromMemory: ReadonlySet<string>): Part {
  switch (block.type) {
    case 'thinking':
    case 'redacted_thinking':
      return 'thinking'
    case 'tool_use':
      return 'calls'
    case 'tool_result':
      return fromMemory.has(block.tool_use_id) ? 'memory' : 'results'
    case 'compaction':
      return 'summary'
    case 'text':
      return block.text.startsWith(SUMMARY_WORDS) ? 'summary' : 'conversation'
    default:
      return 'conversation'
  }
}

/** All of them together. */
export function sumOfParts(parts: ContextParts): number {
  return Object.values(parts).reduce((sum, part) => sum + part, 0)
}

/** The same proportions, adding up to exactly this total. Whole numbers; parts that are nothing stay nothing. */
export function scaledParts(parts: ContextParts, total: number): ContextParts {
  const sum = sumOfParts(parts)
  if (sum === 0) return { ...NOTHING, conversation: total }
  const exact = Object.entries(parts).map(([part, tokens]) => [part as Part, (tokens * total) / sum] as const)
  const scaled: Record<Part, number> = { ...NOTHING }
  for (const [part, tokens] of exact) scaled[part] = Math.floor(tokens)
  let left = total - sumOfParts(scaled)
  // What rounding left over goes to those that lost most by it.
  for (const [part] of exact.toSorted((a, b) => (b[1] % 1) - (a[1] % 1))) {
    if (left <= 0) break
    scaled[part] += 1
    left -= 1
  }
  return scaled
}
