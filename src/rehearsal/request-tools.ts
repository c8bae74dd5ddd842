import { invalid } from './errors.ts'
import { plainJson, print } from './prints.ts'
import { isRecord } from './record.ts'
import { parseMark } from './request-cache.ts'
import type { Tool, ToolChoice } from './wire.ts'

/** Typed tools that the API knows by name. Source: the installed SDK's `BetaToolUnion`. */
const TYPED = new Set(
  `advisor_20260301 bash_20241022 bash_20250124 browser_toolset_20260801 code_execution_20250522
  code_execution_20250825 code_execution_20260120 code_execution_20260521 computer_20241022 computer_20250124
  computer_20251124 computer_toolset_20260801 mcp_toolset memory_20250818 text_editor_20241022 text_editor_20250124
  text_editor_20250429 text_editor_20250728 tool_search_tool_bm25_20251119 tool_search_tool_regex_20251119
  web_fetch_20250910 web_fetch_20260209 web_fetch_20260309 web_fetch_20260318 web_search_20250305
  web_search_20260209 web_search_20260318`.split(/\s+/),
)

export function parseTools(tools: unknown): readonly Tool[] {
  if (tools === undefined || tools === null) return []
  if (!Array.isArray(tools)) invalid('tools: Input should be a valid list')
  const parsed = tools.map((tool: unknown, index) => parseTool(tool, `tools.${index}`))
  if (new Set(parsed.map((tool) => tool.name)).size < parsed.length) {
    invalid('tools: Tool names must be unique.')
  }
  return parsed
}

function parseTool(tool: unknown, where: string): Tool {
  if (!isRecord(tool)) invalid(`${where}: Input should be a valid dictionary`)
  const type = tool.type ?? 'custom'
  const json = plainJson(tool)
  const mark = parseMark(tool.cache_control, `${where}.cache_control`)
  const known = { size: json.length, print: print(json), ...mark }
  if (type === 'custom')
    return { type, name: customName(tool, where), ...known, eager: eagerness(tool, where) }
  if (typeof type !== 'string' || !TYPED.has(type)) {
    const tags = ['custom', ...TYPED].map((tag) => `'${tag}'`).join(', ')
    invalid(
      `${where}: Input tag '${String(type).slice(0, 60)}' found using 'type' does not match any of the expected tags: ${tags}`,
    )
  }
  if (type === 'memory_20250818') {
    if (tool.name !== 'memory') invalid(`${where}.memory_20250818.name: Input should be 'memory'`)
    if (tool.input_schema !== undefined) {
      invalid(`${where}.memory_20250818.input_schema: Extra inputs are not permitted`)
    }
    if (tool.eager_input_streaming !== undefined) {
      invalid(`${where}.memory_20250818.eager_input_streaming: Extra inputs are not permitted`)
    }
  }
  return { type, name: typeof tool.name === 'string' ? tool.name : type, ...known }
}

function eagerness({ eager_input_streaming: eager }: Readonly<Record<string, unknown>>, where: string) {
  if (eager === undefined || eager === null) return undefined
  if (typeof eager !== 'boolean') {
    invalid(`${where}.custom.eager_input_streaming: Input should be a valid boolean`)
  }
  return eager
}

function customName(tool: Readonly<Record<string, unknown>>, where: string): string {
  const { name, input_schema: schema } = tool
  if (typeof name !== 'string') invalid(`${where}.custom.name: Field required`)
  if (!/^[a-zA-Z0-9_-]{1,128}$/.test(name)) {
    invalid(`${where}.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'`)
  }
  if (schema === undefined) invalid(`${where}.custom.input_schema: Field required`)
  if (!isRecord(schema) || schema.type !== 'object') {
    invalid(`${where}.custom.input_schema.type: Input should be 'object'`)
  }
  return name
}

export function parseToolChoice(choice: unknown, tools: readonly Tool[]): ToolChoice {
  if (choice === undefined || choice === null) return { kind: 'auto', parallel: true }
  if (!isRecord(choice)) invalid('tool_choice: Input should be a valid dictionary')
  const parallel = choice.disable_parallel_tool_use !== true
  switch (choice.type) {
    case 'auto':
    case 'none':
      return { kind: choice.type, parallel }
    case 'any':
      if (tools.length === 0) invalid('tool_choice.any may only be specified while providing tools')
      return { kind: 'any', parallel }
    case 'tool': {
      const name = choice.name
      if (typeof name !== 'string') invalid('tool_choice.tool.name: Field required')
      if (!tools.some((tool) => tool.name === name)) {
        invalid(`Tool '${name}' not found in provided tools`)
      }
      return { kind: 'tool', name, parallel }
    }
    default:
      invalid(
        `tool_choice: Input tag '${String(choice.type).slice(0, 60)}' found using 'type' does not match any of the expected tags: 'auto', 'any', 'tool', 'none'`,
      )
  }
}
