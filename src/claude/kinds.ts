/** The kind of host that is a program of rules and no language model. Browser-safe. */
import type { HostId } from '../agent/events.ts'
import type { HostKind } from './contract.ts'

/** Its kind, and its id as well: there is exactly one. */
export const REHEARSAL = 'rehearsal' satisfies HostKind & HostId

export function isRehearsal({ kind }: { readonly kind: HostKind }): boolean {
  return kind === REHEARSAL
}
