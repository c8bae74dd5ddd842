/**
 * Removing words from stored turns. Pure.
 *
 * Newest models bind each thinking block to the exact conversation before it, and refuse one whose conversation was changed.
 * So from the first changed turn on no thinking goes back to Claude: its text may still be read by people, its signature goes.
 */
import type { Failure } from '../agent/events.ts'
import type { Finder, Found } from '../memory/find-text.ts'
import type { BlockState, StepState, TurnState, TurnStatus } from './events.ts'

/** The turn without the words; the very same turn when it holds none. */
export function withoutWords(turn: TurnState, finder: Finder): TurnState {
  const text = finder.remove(turn.text)
  const steps = mapKept(turn.steps, (step) => cleanStep(step, finder))
  const status = cleanStatus(turn.status, finder)
  const same = text === turn.text && steps === turn.steps && status === turn.status
  return same ? turn : unbound({ ...turn, text, steps, status })
}

/** The turn as it may follow a changed one; the very same turn when it holds no thinking that is bound. */
export function unbound(turn: TurnState): TurnState {
  const steps = mapKept(turn.steps, (step) => {
    const blocks = step.blocks.filter((block) => !isHiddenThinking(block))
    const free = mapKept(blocks, (block) =>
      block.kind === 'thinking' && block.signature !== null ? { ...block, signature: null } : block,
    )
    return free === blocks && blocks.length === step.blocks.length ? step : { ...step, blocks: free }
  })
  return steps === turn.steps ? turn : { ...turn, steps }
}

/** How often the turn quotes the words, and where. */
export function quotedIn(turn: TurnState, finder: Finder): Found {
  const texts = [
    turn.text,
    ...failureOf(turn.status),
    ...turn.steps.flatMap((s) => s.blocks.flatMap(textsOf)),
  ]
  const found = texts.map((text) => finder.find(text))
  return {
    count: found.reduce((sum, each) => sum + each.count, 0),
    samples: [...new Set(found.flatMap((each) => each.samples))].slice(0, 3),
  }
}

function cleanStep(step: StepState, finder: Finder): StepState {
  const blocks = step.blocks.filter((block) => !(block.kind === 'opaque' && holds(block, finder)))
  const clean = mapKept(blocks, (block) => cleanBlock(block, finder))
  return clean === blocks && blocks.length === step.blocks.length ? step : { ...step, blocks: clean }
}

function cleanBlock(block: BlockState, finder: Finder): BlockState {
  if (!holds(block, finder)) return block
  switch (block.kind) {
    case 'text':
      return { ...block, text: finder.remove(block.text) }
    case 'thinking':
      return { ...block, text: finder.remove(block.text), signature: null }
    case 'tool': {
      const { progress } = block
      const input = cleanInput(block.input, finder)
      if (progress.kind !== 'finished') return { ...block, input }
      const result = { ...progress.result, text: finder.remove(progress.result.text) }
      return { ...block, input, progress: { kind: 'finished', result } }
    }
    case 'compaction':
      // The summary is sealed: cleaned of the words, it is shown but can no longer be sent back.
      return { ...block, text: finder.remove(block.text), raw: null }
    case 'opaque':
      return block
    default:
      return block satisfies never
  }
}

/** Raw JSON as Claude wrote it. What is no JSON was never run and is never sent back, so nothing of it has to stay. */
function cleanInput(input: string, finder: Finder): string {
  const parsed = parsedOrNull(input)
  if (!parsed) return finder.mayHold(input) ? '' : input
  const clean = cleanValue(parsed.value, finder)
  return clean === parsed.value ? input : JSON.stringify(clean)
}

function cleanValue(value: unknown, finder: Finder): unknown {
  if (typeof value === 'string') return finder.remove(value)
  if (Array.isArray(value)) return mapKept<unknown>(value, (each) => cleanValue(each, finder))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const clean = mapKept(entries, (entry): [string, unknown] => {
    const [key, inner] = entry
    const [cleanKey, cleanInner] = [finder.remove(key), cleanValue(inner, finder)]
    return cleanKey === key && cleanInner === inner ? entry : [cleanKey, cleanInner]
  })
  return clean === entries ? value : Object.fromEntries(clean)
}

function cleanStatus(status: TurnStatus, finder: Finder): TurnStatus {
  if (!failureOf(status).some((text) => finder.has(text))) return status
  const clean = (failure: Failure): Failure => ({ ...failure, message: finder.remove(failure.message) })
  if (status.kind === 'waiting') return { ...status, failure: clean(status.failure) }
  if (status.kind !== 'finished' || status.outcome.kind !== 'failed') return status
  return { kind: 'finished', outcome: { kind: 'failed', failure: clean(status.outcome.failure) } }
}

function failureOf(status: TurnStatus): readonly string[] {
  if (status.kind === 'waiting') return [status.failure.message]
  return status.kind === 'finished' && status.outcome.kind === 'failed'
    ? [status.outcome.failure.message]
    : []
}

function holds(block: BlockState, finder: Finder): boolean {
  return (
    textsOf(block).some((text) => finder.has(text)) ||
    (block.kind === 'tool' && brokenInput(block.input, finder))
  )
}

function brokenInput(input: string, finder: Finder): boolean {
  return input !== '' && !parsedOrNull(input) && finder.mayHold(input)
}

function textsOf(block: BlockState): readonly string[] {
  switch (block.kind) {
    case 'text':
    case 'thinking':
      return [block.text]
    case 'tool': {
      const parsed = parsedOrNull(block.input)
      const input = parsed ? stringsIn(parsed.value) : [block.input]
      return block.progress.kind === 'finished' ? [...input, block.progress.result.text] : input
    }
    case 'compaction':
      return [block.text, ...stringsIn(block.raw)]
    case 'opaque':
      return stringsIn(block.raw)
    default:
      return block satisfies never
  }
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(stringsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [key, ...stringsIn(inner)])
}

function isHiddenThinking(block: BlockState): boolean {
  const { raw } = block.kind === 'opaque' ? block : { raw: null }
  return typeof raw === 'object' && raw !== null && 'type' in raw && raw.type === 'redacted_thinking'
}

function parsedOrNull(input: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(input) }
  } catch {
    return null
  }
}

/** The very same list when nothing in it became another. */
function mapKept<T>(list: readonly T[], change: (each: T) => T): readonly T[] {
  const changed = list.map(change)
  return changed.every((each, i) => each === list[i]) ? list : changed
}
