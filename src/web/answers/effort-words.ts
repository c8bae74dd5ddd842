/** What thinking and effort mean for a model, in words. Pure. */
import type { Capabilities } from '../../agent/capabilities.ts'
import { words } from './words.ts'

/** From the least to the most. */
export const EFFORTS = ['low', 'medium', 'high', 'xhigh', 'max'] as const

/** What the least thinking is with this model. */
export function leastWords({ kind, least }: Capabilities['thinking']): string {
  return words().thinking.leastOf[kind === 'none' ? 'none' : least]
}
