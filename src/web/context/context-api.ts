/** What the server is asked about how full a chat's context is. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ContextEditing } from '../../agent/events.ts'
import type { ClearingPreview, ContextReport } from '../../workspace/context-report.ts'
import type { ChatInfo } from '../../workspace/events.ts'
import { effectiveSettings, hostOf } from '../../workspace/state.ts'
import { call, orThrow } from '../api.ts'
import { useWorkspace } from '../store/store.ts'

const id = encodeURIComponent

export const contextApi = {
  report: (chat: string) => call<ContextReport>('GET', `/chats/${id(chat)}/context`),
  preview: (chat: string, contextEditing: ContextEditing) =>
    call<ClearingPreview>('POST', `/chats/${id(chat)}/context/preview`, { contextEditing }),
  /** Has the conversation summed up, as a turn of its own. The same id again is the same turn. */
  compact: (chat: string, turn: string, speaker: string) =>
    call<{ turn: string }>('POST', `/chats/${id(chat)}/compact`, { id: turn, speaker }),
}

/** How full the context is after the newest answer. While another is under way, or being asked for, the last number stays. */
export function useContextReport(chat: ChatInfo) {
  const settled = useWorkspace((workspace) => {
    const host = hostOf(workspace, chat.settings)
    const { contextEditing } = effectiveSettings(workspace.settings, chat.settings)
    return JSON.stringify([
      host.id,
      chat.settings.model ?? host.model,
      contextEditing,
      workspace.settings.compaction,
      chat.settings.compaction,
    ])
  })
  return useQuery({
    queryKey: ['context', chat.id, chat.tip, chat.clearedThrough, chat.running === null, settled],
    enabled: chat.turns > 0 && chat.running === null,
    placeholderData: keepPreviousData,
    queryFn: () => orThrow(contextApi.report(chat.id)),
  })
}
