/** What a workspace is set to before anybody has changed it. */
import { DEFAULT_LIMITS } from '../memory/limits.ts'
import type { WorkspaceSettings } from './events.ts'

/** How models are asked, and what that may cost. */
export const DEFAULT_ASKING = {
  thinking: { mode: 'normal', effort: null },
  compaction: { enabled: false, trigger: 150_000, instructions: '' },
  cacheFor: '5m',
  fallback: null,
  spending: { workspace: { soft: null, hard: null }, person: { soft: null, hard: null } },
} as const satisfies Partial<WorkspaceSettings>

/** How the memories are cared for. */
export const DEFAULT_CARE = {
  limits: DEFAULT_LIMITS,
  secrets: 'refuse',
  reviewAfterDays: 180,
  retention: { versionsDays: null, deletedDays: null },
  searchTool: false,
} as const satisfies Partial<WorkspaceSettings>
