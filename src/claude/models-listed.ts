/** What a host says of its models itself (the Models API, and what other servers put into their lists). Trusts no shape. */
import type { Capabilities, Effort, Lifecycle, ThinkingSupport } from '../agent/capabilities.ts'
import { EFFORTS } from './models.ts'

/** Whatever is left out was not said. */
export interface ModelSays {
  readonly contextWindow?: number
  readonly maxOutput?: number
  readonly thinking?: ThinkingSupport
  readonly efforts?: readonly Effort[]
  readonly clearsTools?: boolean
  readonly clearsThinking?: boolean
  readonly compaction?: Partial<Capabilities['compaction']>
  readonly lifecycle?: Omit<Lifecycle, 'successor'>
}

/** One entry of a host's list. */
export interface ListedModel {
  readonly id: string
  readonly name: string
  readonly says?: ModelSays
}

/** Reads an entry of `GET /v1/models`; null when it has no id. */
export function readListed(entry: unknown): ListedModel | null {
  const id = field(entry, 'id')
  if (typeof id !== 'string' || id === '') return null
  const name = field(entry, 'display_name')
  return { id, name: typeof name === 'string' && name !== '' ? name : id, says: readSays(entry) }
}

function readSays(entry: unknown): ModelSays {
  const capabilities = field(entry, 'capabilities')
  // vLLM's name for it; llama.cpp tells the window it was trained with, which says nothing about the one it runs with.
  const contextWindow = count(field(entry, 'max_input_tokens')) ?? count(field(entry, 'max_model_len'))
  const maxOutput = count(field(entry, 'max_tokens'))
  const lifecycle = readLifecycle(entry)
  return {
    ...(contextWindow ? { contextWindow } : {}),
    ...(maxOutput ? { maxOutput } : {}),
    ...(lifecycle ? { lifecycle } : {}),
    ...(isObject(capabilities) ? readCapabilities(capabilities) : {}),
  }
}

function readCapabilities(capabilities: object): ModelSays {
  const types = field(field(capabilities, 'thinking'), 'types')
  const effort = field(capabilities, 'effort')
  const management = field(capabilities, 'context_management')
  const summarize = supports(field(capabilities, 'compaction'), 'summarize')
  const threshold = supports(management, 'compact_20260112')
  return {
    ...(isObject(types) ? { thinking: readThinking(types) } : {}),
    ...(isObject(effort) ? { efforts: EFFORTS.filter((level) => supports(effort, level) === true) } : {}),
    ...said('clearsTools', supports(management, 'clear_tool_uses_20250919')),
    ...said('clearsThinking', supports(management, 'clear_thinking_20251015')),
    compaction: { ...said('threshold', threshold), ...said('onDemand', summarize) },
  }
}

function readThinking(types: object): ThinkingSupport {
  const takes = (type: string) => supports(types, type) === true
  const kind = takes('adaptive') ? 'adaptive' : takes('enabled') ? 'budget' : 'none'
  const least =
    takes('disabled') || kind === 'none' ? 'disabled' : takes('between_tools') ? 'between_tools' : 'always'
  return { kind, least }
}

function readLifecycle(entry: unknown): ModelSays['lifecycle'] | null {
  const status = field(entry, 'lifecycle')
  if (status !== 'active' && status !== 'deprecated' && status !== 'retired') return null
  const retires = field(entry, 'retires_at')
  return { status, retiresAt: typeof retires === 'string' ? retires.slice(0, 10) : null }
}

/** `{ supported }` under a name; undefined when it is not there. */
function supports(value: unknown, name: string): boolean | undefined {
  const supported = field(field(value, name), 'supported')
  return typeof supported === 'boolean' ? supported : undefined
}

function said<Name extends string>(
  name: Name,
  value: boolean | undefined,
): { readonly [N in Name]?: boolean } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [N in Name]: boolean })
}

function count(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : null
}

function field(value: unknown, name: string): unknown {
  return isObject(value) ? Reflect.get(value, name) : undefined
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
