/** Strict reading of a call's raw input: the SDK's own reader repairs cut-off JSON, and a repaired `str_replace` deletes text. */

export type ToolInput =
  | { readonly ok: true; readonly input: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly message: string }

/** Parses the joined pieces of `input_json_delta`. No pieces at all mean an empty object. */
export function parseToolInput(raw: string): ToolInput {
  if (raw.trim() === '') return { ok: true, input: {} }
  let value: unknown
  try {
    value = JSON.parse(raw)
  } catch {
    // The documented answer to input that is not JSON (fine-grained tool streaming).
    return { ok: false, message: JSON.stringify({ INVALID_JSON: raw }) }
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return { ok: true, input: value as Readonly<Record<string, unknown>> }
  }
  return { ok: false, message: `Error: The input of a tool must be a JSON object, got ${raw.slice(0, 60)}` }
}
