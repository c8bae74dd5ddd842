/** Stored turns, as far as the model's history is concerned. `TurnState` of the workspace has these shapes. */
import type { HostId, Outcome, StopReason, ToolResult } from './events.ts'

export interface PastTurn {
  readonly id: string
  readonly speaker: string
  readonly text: string
  /** `compaction`: nobody said anything; the conversation before was summarised. A message when left out. */
  readonly purpose?: 'message' | 'compaction'
  readonly steps: readonly PastStep[]
  readonly status:
    | { readonly kind: 'running' | 'waiting' }
    | { readonly kind: 'finished'; readonly outcome: Outcome }
}

export interface PastStep {
  readonly step: number
  /** Where it was asked. Missing in steps of before there were several hosts. */
  readonly host?: HostId
  readonly model?: string
  /** See `seal.ts`. A step without one counts as of another epoch. */
  readonly epoch?: string
  /** The thinking of the steps before was left out from here on. */
  readonly unsealed?: boolean
  readonly blocks: readonly PastBlock[]
  /** `message`: the host's id of the reply. */
  readonly finished: { readonly stop: StopReason; readonly message?: string } | null
}

export type PastBlock =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'thinking'; readonly text: string; readonly signature: string | null }
  | {
      readonly kind: 'tool'
      readonly id: string
      readonly name: string
      readonly input: string
      readonly progress:
        | { readonly kind: 'arriving' | 'ready' | 'running' }
        | { readonly kind: 'finished'; readonly result: ToolResult }
    }
  /** Stands for everything before it. `raw`: as it came, to be sent back; null when there is only its text. */
  | { readonly kind: 'compaction'; readonly text: string; readonly raw: unknown }
  | { readonly kind: 'opaque'; readonly raw: unknown }
