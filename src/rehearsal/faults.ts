/**
 * What may go wrong on the wire, on request of a test. Nothing that a person writes can ask for one:
 * a plan is given when the model is made, and only `faultsByHeader` looks at the request, at a header that no
 * browser and no chat of ours sends.
 */
export type Fault =
  /** An HTTP error instead of a reply. `retryAfter` in seconds. */
  | {
      readonly kind: 'status'
      readonly status: number
      readonly message?: string
      readonly retryAfter?: number
      readonly headers?: Readonly<Record<string, string>>
    }
  /** An `error` event after so many pieces of a stream, then the end. */
  | {
      readonly kind: 'error_event'
      readonly after: number
      readonly type?: string
      readonly message?: string
    }
  /** The connection breaks after so many pieces. */
  | { readonly kind: 'cut'; readonly after: number }
  /** The stream ends cleanly after so many pieces, without its last events. */
  | { readonly kind: 'early_end'; readonly after: number }
  /** The input of the first tool call is not JSON; stop reason `tool_use` all the same. */
  | { readonly kind: 'invalid_tool_json' }
  /** The input of the first tool call ends in the middle; stop reason `tool_use` all the same. */
  | { readonly kind: 'truncated_tool_json' }
  /** `max_tokens` strikes inside the input of the first tool call. */
  | { readonly kind: 'max_tokens_in_tool' }
  /** Stop reason `refusal` after so many pieces of text. */
  | { readonly kind: 'refusal'; readonly after: number; readonly category?: string | null }
  /** Silence for `ms` milliseconds after so many pieces: not even a ping. Infinity never ends. */
  | { readonly kind: 'silence'; readonly after: number; readonly ms: number }

/** Which fault the n-th request for a message gets; numbers begin at 1. */
export type FaultPlan = (request: number, headers: Headers) => Fault | undefined

export const FAULT_HEADER = 'x-rehearsal-fault'

/** A plan that reads a fault as JSON from the header `x-rehearsal-fault`; anything else there is a bug of the test. */
export const faultsByHeader: FaultPlan = (_request, headers) => {
  const text = headers.get(FAULT_HEADER)
  return text === null ? undefined : (JSON.parse(text) as Fault)
}
