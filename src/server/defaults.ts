import type { ContextEditing } from '../agent/events.ts'
import { DEFAULT_ASKING, DEFAULT_CARE } from '../workspace/defaults.ts'
import type { WorkspaceSettings } from '../workspace/events.ts'
import type { Config } from './config.ts'

/** Whose name a new chat speaks under until somebody chooses one. */
export const FIRST_SPEAKER = 'Guest'

/** For real work: old tool results go when a conversation has grown long, the newest stay. */
export const DEFAULT_CONTEXT_EDITING: ContextEditing = {
  enabled: true,
  trigger: { kind: 'input_tokens', value: 100_000 },
  keep: 3,
  clearAtLeast: 5_000,
  excludeTools: [],
  clearToolInputs: false,
  keepThinking: null,
}

/** What a workspace that this server opens is set to before anybody has changed it. */
export function settingsAtFirst(
  { pace, maxDocument }: Pick<Config, 'pace' | 'maxDocument'>,
  systemPrompt: string,
): WorkspaceSettings {
  return {
    systemPrompt,
    contextEditing: DEFAULT_CONTEXT_EDITING,
    rehearsalPace: pace,
    ...DEFAULT_ASKING,
    ...DEFAULT_CARE,
    limits: { ...DEFAULT_CARE.limits, documentBytes: maxDocument },
  }
}
