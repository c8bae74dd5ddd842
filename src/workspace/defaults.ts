/** What a workspace is set to before anybody has changed it. */
import { DEFAULT_LIMITS } from '../memory/limits.ts'
import type { WorkspaceSettings } from './events.ts'

/** How the memories are cared for. */
export const DEFAULT_CARE = {
  limits: DEFAULT_LIMITS,
  secrets: 'refuse',
  reviewAfterDays: 180,
  retention: { versionsDays: null, deletedDays: null },
  searchTool: false,
} as const satisfies Partial<WorkspaceSettings>
