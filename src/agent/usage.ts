/** Reads what a host says about a reply beside its words: tokens, its cache, and what it left out. Never throws. */
import type { CacheMiss, Clearing, Usage } from './events.ts'
import { count, field } from './wire-fields.ts'

/** Numbers as they come in a stream: cumulative, in pieces. */
export interface Counting {
  readonly input: number
  readonly output: number
  readonly cacheRead: number
  readonly cacheWrite: number
  readonly cacheWriteHour: number
  readonly thinking: number
  readonly iterations: readonly unknown[]
}

export const NOTHING_COUNTED: Counting = {
  input: 0,
  output: 0,
  cacheRead: 0,
  cacheWrite: 0,
  cacheWriteHour: 0,
  thinking: 0,
  iterations: [],
}

/** A field that is missing or null keeps what was known. */
export function mergeCounts(known: Counting, wire: unknown): Counting {
  const number = (value: unknown, otherwise: number) =>
    typeof value === 'number' && value >= 0 ? value : otherwise
  const iterations = field(wire, 'iterations')
  const hour = field(field(wire, 'cache_creation'), 'ephemeral_1h_input_tokens')
  return {
    input: number(field(wire, 'input_tokens'), known.input),
    output: number(field(wire, 'output_tokens'), known.output),
    cacheRead: number(field(wire, 'cache_read_input_tokens'), known.cacheRead),
    cacheWrite: number(field(wire, 'cache_creation_input_tokens'), known.cacheWrite),
    cacheWriteHour: number(hour, known.cacheWriteHour),
    thinking: number(field(field(wire, 'output_tokens_details'), 'thinking_tokens'), known.thinking),
    iterations: Array.isArray(iterations) ? iterations : known.iterations,
  }
}

/**
 * Tokens of the whole reply. The host's own sums leave out the passes in which it summarised; they are added here, for they are
 * paid for (claude-api.md 2b).
 */
export function usageOf(counts: Counting): Usage {
  const summing = counts.iterations.filter((pass) => field(pass, 'type') === 'compaction').map(passCounts)
  const last = counts.iterations.findLast((pass) => field(pass, 'type') === 'message')
  const sum = (name: keyof PassCounts) => summing.reduce((total, pass) => total + pass[name], counts[name])
  const hour = sum('cacheWriteHour')
  const compaction = {
    input: summing.reduce((total, pass) => total + promptOf(pass), 0),
    output: summing.reduce((total, pass) => total + pass.output, 0),
  }
  return {
    input: sum('input'),
    output: sum('output'),
    cacheRead: sum('cacheRead'),
    cacheWrite: sum('cacheWrite'),
    ...(hour > 0 ? { cacheWriteHour: hour } : {}),
    ...(counts.thinking > 0 ? { thinking: counts.thinking } : {}),
    ...(summing.length > 0 ? { compaction } : {}),
    ...(last !== undefined && counts.iterations.length > 1 ? { context: promptOf(passCounts(last)) } : {}),
  }
}

type PassCounts = Omit<Counting, 'iterations' | 'thinking'>

function passCounts(pass: unknown): PassCounts {
  return {
    input: count(field(pass, 'input_tokens')),
    output: count(field(pass, 'output_tokens')),
    cacheRead: count(field(pass, 'cache_read_input_tokens')),
    cacheWrite: count(field(pass, 'cache_creation_input_tokens')),
    cacheWriteHour: count(field(field(pass, 'cache_creation'), 'ephemeral_1h_input_tokens')),
  }
}

/** Tokens of the whole prompt. */
export function promptOf({ input, cacheRead, cacheWrite }: Prompted): number {
  return input + cacheRead + cacheWrite
}

type Prompted = Pick<Usage, 'input' | 'cacheRead' | 'cacheWrite'>

/** Tokens that were taken out of a prompt. */
export function clearedTokens(clearings: readonly Clearing[]): number {
  return clearings.reduce((sum, { tokens }) => sum + tokens, 0)
}

const MISSES: Readonly<Record<string, CacheMiss['kind']>> = {
  model_changed: 'model',
  system_changed: 'system',
  tools_changed: 'tools',
  messages_changed: 'messages',
}

/** Why the cache could not be used further; undefined when nothing is said, or not yet. */
export function readCacheMiss(message: unknown): CacheMiss | undefined {
  const reason = field(field(message, 'diagnostics'), 'cache_miss_reason')
  const type = field(reason, 'type')
  if (typeof type !== 'string') return undefined
  const tokens = field(reason, 'cache_missed_input_tokens')
  const kind = (Object.hasOwn(MISSES, type) && MISSES[type]) || 'unknown'
  return { kind, tokens: typeof tokens === 'number' ? tokens : null }
}

/** How many blocks of thinking the host left out; undefined when it does not say. */
export function readDropped(message: unknown): number | undefined {
  const transformations = field(message, 'input_transformations')
  if (!Array.isArray(transformations)) return undefined
  return transformations.filter((each) => field(each, 'type') === 'thinking_dropped').length
}
