/** Settings as they were stored, perhaps by an earlier Commonplace, with what has come since. Pure. */
import type { ChatInfo, WorkspaceSettings } from './events.ts'
import { NOTHING_QUEUED } from './queue.ts'

/** What was stored wins, field by field at any depth; what it does not have is as by default. */
export function settingsWith(defaults: WorkspaceSettings, stored: unknown): WorkspaceSettings {
  return filled(defaults, stored)
}

/** What chats did not have before messages could wait and turns could branch. */
type Later = 'queue' | 'tip' | 'branches' | 'cleared'

/** The same for a chat: its settings, no queue, and the one path that its turns were. */
export function chatWith(
  defaults: WorkspaceSettings,
  info: Omit<ChatInfo, Later> & Partial<Pick<ChatInfo, Later>>,
): ChatInfo {
  const { settings, turns, clearedThrough } = info
  const { contextEditing, thinking, compaction } = settings
  return {
    tip: turns,
    branches: [],
    cleared: clearedThrough > 0 ? [clearedThrough] : [],
    ...info,
    queue: info.queue ?? NOTHING_QUEUED,
    settings: {
      ...settings,
      contextEditing: contextEditing && filled(defaults.contextEditing, contextEditing),
      ...(thinking ? { thinking: filled(defaults.thinking, thinking) } : {}),
      ...(compaction ? { compaction: filled(defaults.compaction, compaction) } : {}),
    },
  }
}

/** Written by ourselves: a field that is there has the shape of its default. */
function filled<T>(defaults: T, stored: unknown): T {
  if (stored === undefined) return defaults
  if (!isRecord(defaults) || !isRecord(stored)) return stored as T
  const fields = Object.entries(defaults).map(([name, value]) => [name, filled(value, stored[name])])
  return { ...stored, ...Object.fromEntries(fields) }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
