export type ThinkingKind = 'adaptive' | 'enabled' | 'between_tools' | 'disabled'

export type Effort = 'low' | 'medium' | 'high' | 'xhigh' | 'max'

/** What one model of this room can do. Tests may make others, by other facts. */
export interface ModelFacts {
  readonly id: string
  readonly name: string
  /** ISO 8601. */
  readonly createdAt: string
  /** Tokens. */
  readonly contextWindow: number
  readonly maxOutput: number
  /** Kinds of `thinking` that are accepted; with none but `disabled` the model does not think. */
  readonly thinking: readonly ThinkingKind[]
  /** Whether thinking is shown when the request does not say. */
  readonly showsThinking: boolean
  /** Thinking is valid only while nothing before it has changed. */
  readonly bindsThinking: boolean
  readonly efforts: readonly Effort[]
  /** Context editing: clearing of tool uses and thinking. */
  readonly edits: boolean
  /** Summarising, by a threshold and on demand. */
  readonly compacts: boolean
  /** Tokens of the shortest prefix that is kept in the cache. */
  readonly cacheMinimum: number
  readonly lifecycle: 'active' | 'deprecated'
  readonly deprecatedAt: string | null
  readonly retiresAt: string | null
}

/** The model that everybody gets. Its rules for thinking are those of the newest models. */
export const REHEARSAL_1: ModelFacts = {
  id: 'rehearsal-1',
  name: 'Rehearsal 1',
  createdAt: '2026-11-01T00:00:00Z',
  contextWindow: 200_000,
  maxOutput: 64_000,
  thinking: ['adaptive', 'between_tools', 'disabled'],
  showsThinking: false,
  bindsThinking: true,
  efforts: ['low', 'medium', 'high', 'xhigh', 'max'],
  edits: true,
  compacts: true,
  cacheMinimum: 512,
  lifecycle: 'active',
  deprecatedAt: null,
  retiresAt: null,
}

/** An older and smaller one, to see what a deprecated model, a full context window and a model without extras look like. */
const REHEARSAL_SMALL: ModelFacts = {
  ...REHEARSAL_1,
  id: 'rehearsal-small',
  name: 'Rehearsal small',
  createdAt: '2026-06-01T00:00:00Z',
  contextWindow: 20_000,
  maxOutput: 8_000,
  thinking: ['disabled'],
  bindsThinking: false,
  efforts: [],
  edits: false,
  compacts: false,
  cacheMinimum: 1_024,
  lifecycle: 'deprecated',
  deprecatedAt: '2026-11-01T00:00:00Z',
  retiresAt: '2027-06-30T00:00:00Z',
}

/** Newest first, as the API lists them. */
export const MODELS: readonly ModelFacts[] = [REHEARSAL_1, REHEARSAL_SMALL]

/** Whether the model can think at all. */
export function thinks(model: ModelFacts): boolean {
  return model.thinking.some((kind) => kind !== 'disabled')
}

function can(supported: boolean): { readonly supported: boolean } {
  return { supported }
}

const no = can(false)

/** A model as the Models API shows it. Which model to take instead of a deprecated one is not said there. */
export function modelInfo(model: ModelFacts): Record<string, unknown> {
  const accepts = (kind: ThinkingKind) => can(model.thinking.includes(kind))
  const effort = (level: Effort) => can(model.efforts.includes(level))
  return {
    type: 'model',
    id: model.id,
    display_name: model.name,
    created_at: model.createdAt,
    lifecycle: model.lifecycle,
    deprecated_at: model.deprecatedAt,
    retires_at: model.retiresAt,
    line: null,
    allowed_fallback_models: [],
    max_input_tokens: model.contextWindow,
    max_tokens: model.maxOutput,
    capabilities: {
      batch: no,
      citations: no,
      code_execution: no,
      compaction: { supported: model.compacts, summarize: can(model.compacts) },
      context_management: {
        supported: model.edits,
        clear_tool_uses_20250919: can(model.edits),
        clear_thinking_20251015: can(model.edits),
        compact_20260112: can(model.compacts),
      },
      effort: {
        supported: model.efforts.length > 0,
        low: effort('low'),
        medium: effort('medium'),
        high: effort('high'),
        xhigh: effort('xhigh'),
        max: effort('max'),
      },
      image_input: no,
      pdf_input: no,
      server_tools: { supported: false, web_search: no, code_execution: no },
      structured_outputs: no,
      thinking: {
        supported: thinks(model),
        types: {
          adaptive: accepts('adaptive'),
          between_tools: accepts('between_tools'),
          disabled: accepts('disabled'),
          enabled: accepts('enabled'),
        },
      },
    },
  }
}

/** The list of models, in the stages of life that `query` asks for; one page, so the cursors never lead anywhere. */
export function modelList(models: readonly ModelFacts[], query: URLSearchParams): Record<string, unknown> {
  const stages = [...query.getAll('lifecycle'), ...query.getAll('lifecycle[]')]
  const asked = models.filter((model) => stages.length === 0 || stages.includes(model.lifecycle))
  return {
    data: asked.map(modelInfo),
    has_more: false,
    first_id: asked[0]?.id ?? null,
    last_id: asked.at(-1)?.id ?? null,
  }
}
