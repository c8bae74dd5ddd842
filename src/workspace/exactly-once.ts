/** How a tool call is named in the memory's log, so that the same call never changes the memory twice. */
import type { ToolResult } from '../agent/events.ts'
import type { Memory } from '../memory/contract.ts'
import type { ChatId, TurnId } from './events.ts'

/** How many of the newest commits are searched for a call that a crash cut off. */
const SEARCHED = 1_000

export function toolCallKey(chat: ChatId, turn: TurnId, toolCall: string): string {
  return `${chat}/${turn}/${toolCall}`
}

/** The result that the memory recorded for a call; null when the call has changed nothing. */
export function committedResult(memory: Memory, key: string): ToolResult | null {
  const commit = memory.history({ limit: SEARCHED }).find((found) => found.key === key)
  if (!commit) return null
  const seen = commit.changes.flatMap((change) =>
    change.kind === 'create' || change.kind === 'edit'
      ? [{ document: change.document, version: commit.number }]
      : [],
  )
  return { text: commit.result ?? 'Done.', isError: false, commit: commit.number, seen }
}
