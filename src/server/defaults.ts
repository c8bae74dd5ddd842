import type { ContextEditing } from '../agent/events.ts'

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
