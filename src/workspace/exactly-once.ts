/** How a tool call is named in the memory's log, so that the same call never changes the memory twice. */
import type { ToolResult } from '../agent/events.ts'
import type { Memories, ReadableMemory } from '../memory/memories.ts'
import { DEFAULT_MEMORY, OWNER } from '../memory/rights.ts'
import type { ChatId, TurnId } from './events.ts'

/** How many of the newest commits are searched for a call that a crash cut off. */
const SEARCHED = 1_000

export function toolCallKey(chat: ChatId, turn: TurnId, toolCall: string): string {
  return `${chat}/${turn}/${toolCall}`
}

/** The result that one of the memories recorded for a call; null when the call has changed nothing. */
export function committedResult(memories: Memories, key: string): ToolResult | null {
  const edge = memories.as(OWNER)
  for (const { id } of edge.list()) {
    const opened = edge.in(id, 'read')
    const found = opened.kind === 'opened' ? resultIn(opened.memory, key) : null
    if (found) return id === DEFAULT_MEMORY ? found : { ...found, memory: id }
  }
  return null
}

function resultIn(memory: ReadableMemory, key: string): ToolResult | null {
  const commit = memory.history({ limit: SEARCHED }).find((found) => found.key === key)
  if (!commit) return null
  const seen = commit.changes.flatMap((change) =>
    change.kind === 'create' || change.kind === 'edit'
      ? [{ document: change.document, version: commit.number }]
      : [],
  )
  return { text: commit.result ?? 'Done.', isError: false, commit: commit.number, seen }
}
