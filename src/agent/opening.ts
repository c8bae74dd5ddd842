/**
 * Where the conversation begins that a request carries: at the first turn, or at a summary that stands for what was before.
 * A summary made on demand is sent first, as it came, and what it sums up is left out. One that the host made by threshold
 * stays where it is: the host itself passes over what is before (claude-api.md 2b, 2c). A summary that this host or model cannot
 * read goes as text.
 */
import type { Capabilities } from './capabilities.ts'
import type { HostId } from './events.ts'
import type { PastBlock, PastStep, PastTurn } from './past.ts'

/** How a summary begins that goes as text. */
export const SUMMARY_WORDS = '(What was said before, in a summary:)'

type Summary = Extract<PastBlock, { kind: 'compaction' }>

/** Who reads a summary. */
export interface SummaryReader {
  readonly host: HostId
  readonly compaction: Capabilities['compaction']
}

export interface Opening {
  /** Index of the first turn that is sent. */
  readonly turn: number
  /** Index of its first step that is sent; above 0 or with `middle`, the person's message is not sent. */
  readonly step: number
  /** It begins within the turn, after the summary in that step. */
  readonly middle: boolean
  /** What is sent first. */
  readonly lead: { readonly as: 'block' | 'text'; readonly summary: Summary } | null
  /** Tells this beginning from any other of the same chat. */
  readonly name: string
}

export function openingOf(turns: readonly PastTurn[], reader: SummaryReader): Opening {
  for (let t = turns.length - 1; t >= 0; t--) {
    const turn = turns[t]
    if (!turn) continue
    for (const { at: s, step, summary } of summariesIn(turn)) {
      const as = readable(turn, step, summary, reader) ? 'block' : 'text'
      const name = `${turn.id}/${step.step}/${as}`
      if (isOnDemand(turn)) return { turn: t + 1, step: 0, middle: false, lead: { as, summary }, name }
      if (as === 'text') return { turn: t, step: s, middle: true, lead: { as, summary }, name }
    }
  }
  return { turn: 0, step: 0, middle: false, lead: null, name: turns[0]?.id ?? '' }
}

/** Whether the turn was a request for a summary. */
export function isOnDemand(turn: Pick<PastTurn, 'purpose'>): boolean {
  return turn.purpose === 'compaction'
}

/** The summary that a step made; null when it made none that is whole. */
export function summaryIn(turn: Pick<PastTurn, 'purpose'>, step: PastStep): Summary | null {
  const stop = step.finished?.stop
  if (stop === undefined) return null
  if (isOnDemand(turn) && stop !== 'compaction' && stop !== 'end_turn') return null
  return (
    (step.blocks.findLast((block) => block.kind === 'compaction' && block.text.trim() !== '') as
      | Summary
      | undefined) ?? null
  )
}

interface SummaryAt {
  readonly at: number
  readonly step: PastStep
  readonly summary: Summary
}

const kept = new WeakMap<PastTurn, readonly SummaryAt[]>()

/** The summaries that the steps of a turn made, newest first. Turns never change, so each is looked through once. */
function summariesIn(turn: PastTurn): readonly SummaryAt[] {
  const known = kept.get(turn)
  if (known) return known
  const found = turn.steps.flatMap((step, at) => {
    const summary = summaryIn(turn, step)
    return summary ? [{ at, step, summary }] : []
  })
  const newestFirst = found.length === 0 ? NONE : found.reverse()
  kept.set(turn, newestFirst)
  return newestFirst
}

const NONE: readonly SummaryAt[] = []

/** Summaries are sealed by the host that made them; another one cannot read them, nor a model that makes none of the kind. */
function readable(turn: PastTurn, step: PastStep, summary: Summary, reader: SummaryReader): boolean {
  if (summary.raw === null || step.host !== reader.host) return false
  return isOnDemand(turn) ? reader.compaction.onDemand : reader.compaction.threshold
}
