/** What thinking and effort mean for a model, in words. Pure. */
import type { Capabilities, Effort } from '../../agent/capabilities.ts'

export const EFFORTS: Readonly<Record<Effort, string>> = {
  low: 'Low: quick and cheap',
  medium: 'Medium',
  high: 'High',
  xhigh: 'Very high',
  max: 'The most there is, slow and dear',
}

/** What the least thinking is with this model. */
export function leastWords({ kind, least }: Capabilities['thinking']): string {
  if (kind === 'none') return 'This model does not think before it answers.'
  switch (least) {
    case 'disabled':
      return 'Least: it answers at once, without thinking first.'
    case 'between_tools':
      return 'Least: it thinks only between calls of tools.'
    case 'always':
      return 'This model always thinks as much as it needs; it cannot be lessened.'
    default:
      return least satisfies never
  }
}
