/** A demonstration to look around in: what of it was added, so that exactly this can be removed. Browser-safe. */
import type { MemoryInfo } from '../memory/rights.ts'

export interface Demonstration {
  /** Its memory, as it was added. */
  readonly info: MemoryInfo
  /** Number of the memory's newest commit then. */
  readonly head: number
  readonly chats: readonly MarkedChat[]
}

export interface MarkedChat {
  readonly id: string
  /** All that people can change of it. While it is the same, nobody has touched the chat. */
  readonly mark: string
}

export type DemonstrationFact =
  | { readonly type: 'demonstration.added'; readonly demonstration: Demonstration }
  /** What is left of it belongs to the people from now on. `memory`: that of the demonstration. */
  | { readonly type: 'demonstration.removed'; readonly memory: string }

export function isDemonstrationFact<Fact extends { readonly type: string }>(
  fact: Fact,
): fact is Extract<Fact, { type: DemonstrationFact['type'] }> {
  return fact.type.startsWith('demonstration.')
}

export function reduceDemonstration(
  demonstration: Demonstration | null,
  fact: DemonstrationFact,
): Demonstration | null {
  if (fact.type === 'demonstration.added') return fact.demonstration
  return demonstration?.info.id === fact.memory ? null : demonstration
}

/** Whether new chats have this memory without being asked: that of people who do not exist, never. */
export function isForAll(demonstration: Demonstration | null, memory: string): boolean {
  return demonstration?.info.id !== memory
}
