/** A context report in words. Pure. */
import type { ClearingPreview, ContextParts, ContextReport } from '../../workspace/context-report.ts'
import { words } from './words.ts'

/** In the order in which they stand in a prompt. */
export const PARTS = [
  'system',
  'tools',
  'summary',
  'memory',
  'conversation',
  'thinking',
  'calls',
  'results',
] as const satisfies readonly (keyof ContextParts)[]

/** From which share of the window on a context is nearly full, and full. */
const NEARLY = 0.65
const FULL = 0.85

export type Fullness = 'calm' | 'nearly' | 'full'

/** Tokens that the model does not see any more, of those that the whole conversation would have. */
export function clearedOf({ cleared }: Pick<ContextReport, 'cleared'>): number {
  return Object.values(cleared).reduce((sum, part) => sum + part, 0)
}

/** Tokens of the next prompt as the model sees it. */
export function seenOf(report: Pick<ContextReport, 'used' | 'cleared'>): number {
  return report.used - clearedOf(report)
}

export function fullnessOf(report: ContextReport): Fullness {
  const share = seenOf(report) / report.window
  return share >= FULL ? 'full' : share >= NEARLY ? 'nearly' : 'calm'
}

/** "12,400 of 200,000 tokens, 6 %". */
export function usedWords(report: ContextReport): string {
  const [seen, { window }] = [seenOf(report), report]
  return words().used(seen, window, percent(seen, window))
}

export function percent(part: number, whole: number): string {
  const share = whole === 0 ? 0 : (100 * part) / whole
  return share > 0 && share < 1 ? words().underOne : words().percent(Math.round(share))
}

/** Tokens at which the drawn bar ends, a round number: a short conversation in a wide window would be a hair. */
export function scaleOf({ used, window, trigger, compaction }: Scaled): number {
  const marks = [trigger, compaction].filter((at) => at !== null && at <= window).map(Number)
  const reach = Math.max(1, used, ...marks) * 1.15
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(reach)) - 1)
  return Math.max(1, Math.min(window, Math.ceil(reach / unit) * unit))
}

type Scaled = Pick<ContextReport, 'used' | 'window' | 'trigger' | 'compaction'>

/** When old tool results will leave, and who takes them out. */
export function clearingWords(report: ContextReport): string {
  const { clearing, trigger, toolUsesLeft, turnsLeft, used, window } = report
  const said = words().clearing
  if (clearing === 'off') return said.off
  const who = clearing === 'agent' ? said.byUs : ''
  if (toolUsesLeft === 0) return said.next + who
  if (toolUsesLeft !== null) return said.afterUses(toolUsesLeft, turnsLeft) + who
  if (trigger === null) return said.here + who
  if (trigger >= window) return said.never(trigger)
  return (used >= trigger ? said.passed(trigger, used) : said.above(trigger, turnsLeft)) + who
}

/** The short form that stands beside the meter. */
export function soonWords({ turnsLeft, clearing, trigger, window }: ContextReport): string | null {
  if (clearing === 'off' || turnsLeft === null || turnsLeft > 9) return null
  if (trigger !== null && trigger >= window) return null
  const { nextTurn, soon } = words().clearing
  return turnsLeft <= 0 ? nextTurn : soon(turnsLeft)
}

/** What settings would have done to a chat. */
export function previewWords({ strikes, before, after, requests }: ClearingPreview): string {
  const said = words().preview
  if (requests === 0) return said.noAnswer
  if (strikes.length === 0) return said.nothing
  const turns = [...new Set(strikes.map(({ number }) => number))]
  const taken = strikes.reduce((sum, strike) => sum + strike.tokens, 0)
  const anew = strikes.reduce((sum, strike) => sum + strike.cacheLost, 0)
  return said.strikes(turns, { taken, anew, before, after })
}
