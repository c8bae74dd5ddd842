/** A turn laid out for reading: texts, thoughts, cards, groups of looks into memory, and clearings. Pure. */
import type { Clearing } from '../../agent/events.ts'
import type { BlockState, StepState, TurnState } from '../../workspace/events.ts'
import { isRead, readCall, type ToolBlock } from './tool-call.ts'

export type Item =
  | { readonly kind: 'text'; readonly key: string; readonly text: string; readonly done: boolean }
  | { readonly kind: 'thinking'; readonly key: string; readonly text: string; readonly done: boolean }
  | { readonly kind: 'tool'; readonly key: string; readonly use: ToolUse }
  | { readonly kind: 'reads'; readonly key: string; readonly uses: readonly ToolUse[] }
  | {
      readonly kind: 'clearing'
      readonly key: string
      /** Of all that this request left out, how much the one before it still saw. */
      readonly fresh: number
      /** All that this request left out, and its tokens. */
      readonly count: number
      readonly tokens: number
      readonly what: Clearing['kind']
      /** Who cleared: the host, or we because it cannot. */
      readonly by: 'host' | 'agent'
    }
  /** The conversation before it was replaced by this summary. */
  | { readonly kind: 'summary'; readonly key: string; readonly text: string; readonly done: boolean }
  | { readonly kind: 'switched'; readonly key: string; readonly switched: Switched }
  /** Earlier thinking is no longer sent. */
  | { readonly kind: 'unsealed'; readonly key: string }

export type Switched = NonNullable<StepState['switched']>

/** A tool call and its number among all tool uses of the conversation, counted from 0. */
export interface ToolUse {
  readonly tool: ToolBlock
  readonly number: number
}

/** How much of each kind was already out of Claude's sight. */
export type ClearedSoFar = Readonly<Record<Clearing['kind'], number>>

export const NOTHING_CLEARED: ClearedSoFar = { tool_uses: 0, thinking: 0 }

/** `before`: what was out of sight before this turn. */
export function itemsOf(turn: TurnState, before: ClearedSoFar): readonly Item[] {
  const items: Item[] = []
  let uses = turn.toolUsesBefore
  const cleared: Record<Clearing['kind'], number> = { ...before }
  for (const step of turn.steps) {
    const { switched, unsealed } = step
    if (switched) items.push({ kind: 'switched', key: `${step.step}.switched`, switched })
    if (unsealed) items.push({ kind: 'unsealed', key: `${step.step}.unsealed` })
    for (const { kind: what, count, tokens, by = 'host' } of step.finished?.clearings ?? []) {
      const was = cleared[what]
      cleared[what] = count
      if (count === was) continue
      // Fewer than before: other settings or another branch, so all of it is new.
      const fresh = count > was ? count - was : count
      items.push({ kind: 'clearing', key: `${step.step}.clear.${what}`, fresh, count, tokens, what, by })
    }
    step.blocks.forEach((block, index) => {
      const key = `${step.step}.${index}`
      if (block.kind === 'tool') items.push({ kind: 'tool', key, use: { tool: block, number: uses++ } })
      else if (block.kind === 'compaction')
        items.push({ kind: 'summary', key, text: block.text, done: block.done })
      else if (shows(block)) items.push({ kind: block.kind, key, text: block.text, done: block.done })
    })
  }
  return groupReads(items)
}

type Spoken = Extract<BlockState, { kind: 'text' | 'thinking' }>

function shows(block: BlockState): block is Spoken {
  return (block.kind === 'text' || block.kind === 'thinking') && (block.text.trim() !== '' || !block.done)
}

/** Two or more looks in a row become one line. */
function groupReads(items: readonly Item[]): readonly Item[] {
  const grouped: Item[] = []
  for (const item of items) {
    const last = grouped.at(-1)
    if (item.kind !== 'tool' || !isRead(readCall(item.use.tool.name, item.use.tool.input))) grouped.push(item)
    else if (last?.kind === 'reads') grouped[grouped.length - 1] = { ...last, uses: [...last.uses, item.use] }
    else grouped.push({ kind: 'reads', key: item.key, uses: [item.use] })
  }
  return grouped
}

/** What the reply before this turn no longer saw: the same again is no news. */
export function clearedBefore(turns: readonly TurnState[], index: number): ClearedSoFar {
  for (let at = index - 1; at >= 0; at--) {
    const last = turns[at]?.steps.findLast((step) => step.finished !== null)?.finished
    if (last) return soFar(last.clearings)
  }
  return NOTHING_CLEARED
}

function soFar(clearings: readonly Clearing[]): ClearedSoFar {
  const cleared: Record<Clearing['kind'], number> = { ...NOTHING_CLEARED }
  for (const { kind, count } of clearings) cleared[kind] = count
  return cleared
}

/** What was cleared in the course of a turn, of the kind that was cleared last; null: nothing. */
export function clearedIn(items: readonly Item[]): ClearedInTurn | null {
  const newest = items.findLast((item) => item.kind === 'clearing')
  if (!newest) return null
  const { what, count } = newest
  const all = items.filter((item) => item.kind === 'clearing' && item.what === what)
  const fresh = all.reduce((sum, item) => sum + (item.kind === 'clearing' ? item.fresh : 0), 0)
  return { what, fresh: Math.min(fresh, count), count }
}

export interface ClearedInTurn {
  readonly what: Clearing['kind']
  readonly fresh: number
  readonly count: number
}

/** Whether two items show the same. The reducer keeps what an event did not touch, so its parts are compared by identity. */
export function sameItem(a: Item, b: Item): boolean {
  if (a.kind === 'tool' && b.kind === 'tool') return a.key === b.key && sameUse(a.use, b.use)
  if (a.kind === 'reads' && b.kind === 'reads') return a.key === b.key && sameUses(a.uses, b.uses)
  const fields = Object.keys(a) as (keyof Item)[]
  return a.kind === b.kind && fields.every((field) => a[field] === b[field])
}

function sameUse(a: ToolUse, b: ToolUse): boolean {
  return a.tool === b.tool && a.number === b.number
}

function sameUses(a: readonly ToolUse[], b: readonly ToolUse[]): boolean {
  return a.length === b.length && a.every((use, index) => b[index] !== undefined && sameUse(use, b[index]))
}
