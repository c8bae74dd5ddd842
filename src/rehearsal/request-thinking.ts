import { BINDING_CONTROLS, DISPLAY_UPDATES } from './betas.ts'
import { invalid } from './errors.ts'
import type { Effort, ModelFacts, ThinkingKind } from './models.ts'
import { isRecord } from './record.ts'
import type { ThinkingMode, ToolChoice } from './wire.ts'

type Fields = Readonly<Record<string, unknown>>

/** What else of the request bears on thinking. */
interface Around {
  readonly model: ModelFacts
  readonly betas: ReadonlySet<string>
  readonly maxTokens: number
  readonly toolChoice: ToolChoice
}

export interface ThinkingParameters {
  readonly thinking?: ThinkingMode
  readonly dropsMismatched: boolean
}

const FIELDS: Readonly<Record<ThinkingKind, readonly string[]>> = {
  adaptive: ['type', 'display', 'block_binding'],
  enabled: ['type', 'display', 'block_binding', 'budget_tokens'],
  between_tools: ['type'],
  disabled: ['type'],
}

/** Parses `thinking` for what the model takes. A request without it has none. Throws `Refused` (400). */
export function parseThinking(body: Fields, around: Around): ThinkingParameters {
  const { thinking: value } = body
  if (value === undefined || value === null) return { dropsMismatched: false }
  if (!isRecord(value)) invalid('thinking: Input should be a valid dictionary')
  const kind = parseKind(value.type)
  for (const field of Object.keys(value)) {
    if (!FIELDS[kind].includes(field)) invalid(`thinking.${kind}.${field}: Extra inputs are not permitted`)
  }
  if (!around.model.thinking.includes(kind)) refuseKind(kind, around.model)
  if (kind === 'enabled') checkBudget(value.budget_tokens, around.maxTokens)
  if (kind === 'adaptive' || kind === 'enabled') checkBeside(body, around.toolChoice)
  return {
    thinking: { kind, shown: parseDisplay(value.display, kind, around) },
    dropsMismatched: parseBinding(value.block_binding, kind, around.betas),
  }
}

function parseKind(type: unknown): ThinkingKind {
  if (type === 'adaptive' || type === 'enabled' || type === 'between_tools' || type === 'disabled')
    return type
  return invalid(
    `thinking: Input tag '${String(type).slice(0, 60)}' found using 'type' does not match any of the expected tags: 'adaptive', 'between_tools', 'disabled', 'enabled'`,
  )
}

function refuseKind(kind: ThinkingKind, model: ModelFacts): never {
  const other = model.thinking.map((one) => `"thinking.type.${one}"`).join(' or ')
  invalid(`"thinking.type.${kind}" is not supported for this model. Use ${other}.`)
}

function checkBudget(budget: unknown, maxTokens: number): void {
  if (budget === undefined) invalid('thinking.enabled.budget_tokens: Field required')
  if (typeof budget !== 'number' || !Number.isInteger(budget)) {
    invalid('thinking.enabled.budget_tokens: Input should be a valid integer')
  }
  if (budget < 1_024) {
    invalid('thinking.enabled.budget_tokens: Input should be greater than or equal to 1024')
  }
  if (budget >= maxTokens) invalid('`max_tokens` must be greater than `thinking.budget_tokens`')
}

function checkBeside(body: Fields, toolChoice: ToolChoice): void {
  if (toolChoice.kind === 'any' || toolChoice.kind === 'tool') {
    invalid('Thinking may not be enabled when tool_choice forces tool use.')
  }
  if (body.temperature !== undefined && body.temperature !== 1) {
    invalid('`temperature` may only be set to 1 when thinking is enabled.')
  }
}

function parseDisplay(display: unknown, kind: ThinkingKind, { model, betas }: Around): boolean {
  if (kind === 'between_tools') return true
  if (display === undefined || display === null) return model.showsThinking
  if (display === 'updates' && betas.has(DISPLAY_UPDATES)) return true
  if (display === 'summarized' || display === 'omitted') return display === 'summarized'
  return invalid(`thinking.${kind}.display: Input should be 'summarized' or 'omitted'`)
}

function parseBinding(value: unknown, kind: ThinkingKind, betas: ReadonlySet<string>): boolean {
  if (value === undefined || value === null) return false
  const where = `thinking.${kind}.block_binding`
  if (!betas.has(BINDING_CONTROLS)) {
    invalid(`${where}: Extra inputs are not permitted. It requires \`anthropic-beta: ${BINDING_CONTROLS}\`.`)
  }
  if (!isRecord(value)) invalid(`${where}: Input should be a valid dictionary`)
  const behavior = value.prefix_mismatch_behavior ?? 'error'
  if (behavior !== 'error' && behavior !== 'drop_block') {
    invalid(`${where}.prefix_mismatch_behavior: Input should be 'error' or 'drop_block'`)
  }
  return behavior === 'drop_block'
}

/** Parses `output_config.effort`; undefined when the request has none. */
export function parseEffort(config: unknown, model: ModelFacts): Effort | undefined {
  if (config === undefined || config === null) return undefined
  if (!isRecord(config)) invalid('output_config: Input should be a valid dictionary')
  for (const field of Object.keys(config)) {
    if (!['effort', 'format', 'task_budget'].includes(field)) {
      invalid(`output_config.${field}: Extra inputs are not permitted`)
    }
  }
  const { effort } = config
  if (effort === undefined || effort === null) return undefined
  const level = EFFORTS.find((one) => one === effort)
  if (level === undefined) {
    invalid("output_config.effort: Input should be 'low', 'medium', 'high', 'xhigh' or 'max'")
  }
  if (model.efforts.length === 0) invalid('This model does not support the effort parameter.')
  if (!model.efforts.includes(level)) {
    invalid(`This model does not support effort level '${level}'.`)
  }
  return level
}

const EFFORTS: readonly Effort[] = ['low', 'medium', 'high', 'xhigh', 'max']
