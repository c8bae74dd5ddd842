/** A context report in words. Pure. */
import type { ClearingPreview, ContextParts, ContextReport } from '../../workspace/context-report.ts'
import { count, numeral } from '../words.ts'

/** In the order in which they stand in a prompt. */
export const PARTS: readonly { readonly part: keyof ContextParts; readonly name: string }[] = [
  { part: 'system', name: 'System prompt' },
  { part: 'tools', name: 'Tools' },
  { part: 'summary', name: 'Summary' },
  { part: 'memory', name: 'Memory read' },
  { part: 'conversation', name: 'Conversation' },
  { part: 'thinking', name: 'Thinking' },
  { part: 'calls', name: 'Calls of tools' },
  { part: 'results', name: 'Results of other tools' },
]

/** From which share of the window on a context is nearly full, and full. */
const NEARLY = 0.65
const FULL = 0.85

export type Fullness = 'calm' | 'nearly' | 'full'

export function fullnessOf({ used, window }: ContextReport): Fullness {
  const share = used / window
  return share >= FULL ? 'full' : share >= NEARLY ? 'nearly' : 'calm'
}

/** "12,400 of 200,000 tokens, 6 %". */
export function usedWords({ used, window }: ContextReport): string {
  return `${numeral(used)} of ${count(window, 'token')}, ${percent(used, window)}`
}

export function percent(part: number, whole: number): string {
  const share = whole === 0 ? 0 : (100 * part) / whole
  return share > 0 && share < 1 ? 'under 1 %' : `${Math.round(share)} %`
}

export function sourceWords(source: ContextReport['source']): string {
  switch (source) {
    case 'counted':
      return 'The whole was counted by the host; its parts are estimated.'
    case 'reported':
      return 'The whole is what the host reported for the last prompt, and what came since is estimated; so are the parts.'
    case 'estimated':
      return 'Estimated: this host does not count tokens.'
    default:
      return source satisfies never
  }
}

/** When old tool results will leave, and who takes them out. */
export function clearingWords(report: ContextReport): string {
  const { clearing, trigger, toolUsesLeft, turnsLeft, used, window } = report
  if (clearing === 'off') return 'Nothing is cleared: clearing of old tool results is off.'
  const who = clearing === 'agent' ? ' Commonplace clears here, for the host cannot.' : ''
  const soon =
    turnsLeft === null ? '' : turnsLeft <= 0 ? ', in the next turn' : `, in about ${count(turnsLeft, 'turn')}`
  if (toolUsesLeft !== null)
    return `Old tool results are cleared after ${count(toolUsesLeft, 'more tool use')}${soon}.${who}`
  if (trigger === null) return `Old tool results are cleared here.${who}`
  if (trigger >= window)
    return `Clearing would begin above ${count(trigger, 'token')}, which is more than this model sees at once: here it never strikes. Choose a lower number below.`
  const passed =
    used >= trigger ? ', which is passed: each prompt is cleared as far as the settings allow' : soon
  return `Old tool results are cleared above ${count(trigger, 'token')}${passed}.${who}`
}

/** The short form that stands beside the meter. */
export function soonWords({ turnsLeft, clearing, trigger, window }: ContextReport): string | null {
  if (clearing === 'off' || turnsLeft === null || turnsLeft > 9) return null
  if (trigger !== null && trigger >= window) return null
  return turnsLeft <= 0 ? 'clearing next turn' : `clearing in about ${count(turnsLeft, 'turn')}`
}

/** What settings would have done to a chat. */
export function previewWords({ strikes, before, after, requests }: ClearingPreview): string {
  if (requests === 0) return 'There is no answer yet to try them on.'
  if (strikes.length === 0) return 'With these values nothing of this chat would have been cleared.'
  const turns = [...new Set(strikes.map(({ number }) => number))]
  const tokens = strikes.reduce((sum, strike) => sum + strike.tokens, 0)
  const lost = strikes.reduce((sum, strike) => sum + strike.cacheLost, 0)
  const at = `${turns.length === 1 ? 'turn' : 'turns'} ${listed(turns.map(numeral))}`
  return `With these values this chat would have been cleared at ${at}: ${count(tokens, 'token')} taken out, ${count(lost, 'token')} of cache written anew. All its prompts together would have had ${numeral(after)} tokens instead of ${numeral(before)}.`
}

/** "9, 12 and 15"; many are cut short. */
function listed(words: readonly string[]): string {
  const few = words.length > 8 ? [...words.slice(0, 7), `${words.length - 7} more`] : words
  return few.length < 2 ? few.join('') : `${few.slice(0, -1).join(', ')} and ${few.at(-1)}`
}
