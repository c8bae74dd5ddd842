/** First values of states, and questions asked of them. Browser-safe. */

import { newerFirst } from '../memory/order.ts'
import type {
  AppState,
  ChatId,
  ChatInfo,
  ChatSettings,
  HostState,
  Totals,
  TurnState,
  WorkspaceSettings,
  WorkspaceState,
} from './events.ts'

export const NO_USAGE = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 } as const

export const NO_TOTALS: Totals = {
  messages: 0,
  replies: 0,
  usage: NO_USAGE,
  cost: 0,
  unpriced: 0,
  savedByCaching: 0,
  toolUses: 0,
  clearings: 0,
  clearedToolUses: 0,
  clearedTokens: 0,
  lastClearedAt: null,
}

/** The state of a workspace in which nothing has happened yet. */
export function emptyState(settings: WorkspaceSettings, host: HostState): AppState {
  return {
    position: 0,
    workspace: {
      settings,
      host,
      hosts: [host],
      chats: {},
      chatOrder: [],
      people: [],
      prompts: [],
      demonstration: null,
      memories: {},
      pastMemories: {},
      documents: {},
      memoryHeads: {},
      undos: {},
      memoryHead: 0,
      notices: [],
      writings: {},
    },
    chats: {},
  }
}

/** The chats on the board, in order. */
export function chatsOnBoard({ chats, chatOrder }: WorkspaceState): readonly ChatId[] {
  return chatOrder.filter((chat) => chats[chat]?.place === 'board')
}

/** As many chats as are shown beside each other before anybody has chosen. */
export const SHOWN_AT_FIRST = 6

/** Of the board at most so many chats, in its order: those in which something was said last. */
export function newestOnBoard(workspace: WorkspaceState, most = SHOWN_AT_FIRST): readonly ChatId[] {
  const board = chatsOnBoard(workspace)
  if (board.length <= most) return board
  const newest = newestFirst(board.flatMap((id) => workspace.chats[id] ?? [])).slice(0, most)
  return board.filter((id) => newest.some((chat) => chat.id === id))
}

/** By when something was said in them last. */
export function newestFirst(chats: readonly ChatInfo[]): readonly ChatInfo[] {
  return chats.toSorted((a, b) => newerFirst(a.changedAt, b.changedAt))
}

/** The host of a chat: its own, whether it can be used just now or not; the workspace's when it has none or its own is not there any more. */
export function hostOf({ host, hosts }: WorkspaceState, chat: ChatSettings): HostState {
  const named = chat.host ?? host.id
  if (named === host.id) return host
  return hosts.find(({ id }) => id === named) ?? host
}

/** What holds for a chat: its own settings, and the workspace's where it has none. */
export function effectiveSettings(
  workspace: WorkspaceSettings,
  chat: ChatSettings,
): Pick<WorkspaceSettings, 'systemPrompt' | 'contextEditing' | 'thinking' | 'compaction'> {
  return {
    systemPrompt: chat.systemPrompt ?? workspace.systemPrompt,
    contextEditing: chat.contextEditing ?? workspace.contextEditing,
    thinking: chat.thinking ?? workspace.thinking,
    compaction: chat.compaction ?? workspace.compaction,
  }
}

/** How many of a chat's oldest tool uses Claude no longer saw in its newest reply. */
export function clearedToolUses(turns: readonly TurnState[]): number {
  for (let t = turns.length - 1; t >= 0; t--) {
    const steps = turns[t]?.steps ?? []
    for (let s = steps.length - 1; s >= 0; s--) {
      const finished = steps[s]?.finished
      if (finished) return finished.clearings.reduce((n, c) => n + (c.kind === 'tool_uses' ? c.count : 0), 0)
    }
  }
  return 0
}

/** Adds up the totals of several chats. */
export function sumTotals(chats: readonly ChatInfo[]): Totals {
  return chats
    .map((chat) => chat.totals)
    .reduce(
      (a, b) => ({
        messages: a.messages + b.messages,
        replies: a.replies + b.replies,
        usage: {
          input: a.usage.input + b.usage.input,
          output: a.usage.output + b.usage.output,
          cacheRead: a.usage.cacheRead + b.usage.cacheRead,
          cacheWrite: a.usage.cacheWrite + b.usage.cacheWrite,
        },
        cost: a.cost + b.cost,
        unpriced: a.unpriced + b.unpriced,
        savedByCaching: (a.savedByCaching ?? 0) + (b.savedByCaching ?? 0),
        toolUses: a.toolUses + b.toolUses,
        clearings: a.clearings + b.clearings,
        clearedToolUses: a.clearedToolUses + b.clearedToolUses,
        clearedTokens: a.clearedTokens + b.clearedTokens,
        lastClearedAt: later(a.lastClearedAt, b.lastClearedAt),
      }),
      NO_TOTALS,
    )
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  return a > b ? a : b
}
