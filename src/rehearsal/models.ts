/** The one model of this room, as the Models API shows it. */
export const MODEL = 'rehearsal-1'
export const MODEL_NAME = 'Rehearsal (follows rules, no language model)'
export const CONTEXT_WINDOW = 200_000
export const MAX_OUTPUT = 64_000

const yes = { supported: true }
const no = { supported: false }

export function modelInfo(): Record<string, unknown> {
  return {
    type: 'model',
    id: MODEL,
    display_name: MODEL_NAME,
    created_at: '2026-11-01T00:00:00Z',
    lifecycle: 'active',
    deprecated_at: null,
    retires_at: null,
    line: null,
    allowed_fallback_models: [],
    max_input_tokens: CONTEXT_WINDOW,
    max_tokens: MAX_OUTPUT,
    capabilities: {
      batch: no,
      citations: no,
      code_execution: no,
      compaction: null,
      context_management: {
        supported: true,
        clear_tool_uses_20250919: yes,
        clear_thinking_20251015: yes,
        compact_20260112: no,
      },
      effort: { supported: false, low: no, medium: no, high: no, xhigh: no, max: no },
      image_input: no,
      pdf_input: no,
      server_tools: { web_search: no, code_execution: no },
      structured_outputs: no,
      thinking: { supported: false, types: { adaptive: no, enabled: no, disabled: yes } },
    },
  }
}

/** The list of models; one page, so the cursors never lead anywhere. */
export function modelList(): Record<string, unknown> {
  return { data: [modelInfo()], has_more: false, first_id: MODEL, last_id: MODEL }
}
