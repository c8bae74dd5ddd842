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

export function itemsOf(turn: TurnState, clearedBefore: number): readonly Item[] {
  const items: Item[] = []
  let uses = turn.toolUsesBefore
  let cleared = clearedBefore
  for (const step of turn.steps) {
    const { switched, unsealed } = step
    if (switched) items.push({ kind: 'switched', key: `${step.step}.switched`, switched })
    if (unsealed) items.push({ kind: 'unsealed', key: `${step.step}.unsealed` })
    for (const clearing of step.finished?.clearings ?? []) {
      if (clearing.kind === 'tool_uses' && clearing.count === cleared) continue
      if (clearing.kind === 'tool_uses') cleared = clearing.count
      const { kind: what, count, tokens, by = 'host' } = clearing
      items.push({ kind: 'clearing', key: `${step.step}.clear.${what}`, count, tokens, what, by })
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

/** How many tool uses the reply before this turn no longer saw: the same number again is no news. */
export function clearedBefore(turns: readonly TurnState[], index: number): number {
  for (let at = index - 1; at >= 0; at--) {
    const last = turns[at]?.steps.findLast((step) => step.finished !== null)?.finished
    if (last) return last.clearings.reduce((n, c) => (c.kind === 'tool_uses' ? c.count : n), 0)
  }
  return 0
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
