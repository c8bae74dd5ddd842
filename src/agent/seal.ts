/**
 * Which thinking may go back to the host. Newest models bind each block of thinking to the exact conversation before it
 * (claude-api.md 2d). Leaving thinking out from the beginning is always allowed; so it goes back only for the newest unbroken
 * run of steps that were asked in the same way as the present request, and never makes a request that is refused.
 */
import { createHash } from 'node:crypto'
import type { WireTool } from '../claude/contract.ts'
import type { HostId } from './events.ts'
import type { PastTurn } from './past.ts'

/** All that a block of thinking is bound to, the messages aside: those are only ever added to within one epoch. */
export interface EpochParts {
  readonly host: HostId
  readonly model: string
  readonly system: string
  readonly tools: readonly WireTool[]
  /** Where the conversation begins: turns may have been cleared or summarised. */
  readonly opening: string
  /** What we ourselves take out of the messages; empty: nothing. */
  readonly cleared: string
}

/** A short name for how a request is asked; the same for the same parts, on every machine. */
export function epochOf({ host, model, system, tools, opening, cleared }: EpochParts): string {
  const parts = JSON.stringify([host, model, system, tools, opening, cleared])
  return createHash('sha256').update(parts).digest('base64url').slice(0, 16)
}

/** Where thinking begins that may be sent: the step at `step` of the turn at `turn`; both count from 0. */
export interface SealedFrom {
  readonly turn: number
  readonly step: number
}

/** The thinking of which steps may be sent in a request of the epoch; null: of none. Linear in the steps of that run. */
export function sealedFrom(turns: readonly PastTurn[], epoch: string | null): SealedFrom {
  let from: SealedFrom = { turn: turns.length, step: 0 }
  if (epoch === null) return from
  for (let t = turns.length - 1; t >= 0; t--) {
    const steps = turns[t]?.steps ?? []
    for (let s = steps.length - 1; s >= 0; s--) {
      const step = steps[s]
      if (step?.epoch !== epoch) return from
      from = { turn: t, step: s }
      if (step.unsealed) return from
    }
  }
  return from
}

/** The first step of the turn at `turn` whose thinking may be sent. */
export function firstSealed(from: SealedFrom, turn: number): number {
  if (turn < from.turn) return Number.POSITIVE_INFINITY
  return turn > from.turn ? 0 : from.step
}

const BOUND = new Set(['thinking', 'redacted_thinking', 'connector_text'])

/** Whether a block on the wire is bound to the conversation before it. */
export function isThinking(block: unknown): boolean {
  return typeof block === 'object' && block !== null && 'type' in block && BOUND.has(String(block.type))
}
