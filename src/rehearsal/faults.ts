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
      /** `error.type`, where it is not the usual one of the status. */
      readonly type?: string
      readonly details?: Readonly<Record<string, unknown>>
      /** Instead of the API's JSON: what a proxy on the way might answer, as HTML. */
      readonly page?: string
    }
  /** Nobody answers at all; `code` as the system names it. */
  | { readonly kind: 'unreachable'; readonly code?: string }
  /** The answer begins so many milliseconds late; Infinity never. */
  | { readonly kind: 'stall'; readonly ms: number }
  /** An `error` event after so many pieces of a stream, then the end. -1: before the message has begun. */
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
  /** A line of the stream that is not JSON after so many pieces. */
  | { readonly kind: 'bad_data'; readonly after: number }
  /** Events of a kind that came after this client, before the message and within it. */
  | { readonly kind: 'unknown_events' }
  /** The reply ends after so many pieces for this reason; what it was about to call is not called. */
  | {
      readonly kind: 'stop'
      readonly after: number
      readonly reason: 'end_turn' | 'max_tokens' | 'pause_turn' | 'model_context_window_exceeded'
    }
  /** A reply without any content, HTTP 200. */
  | {
      readonly kind: 'empty'
      readonly reason: 'end_turn' | 'refusal' | 'model_context_window_exceeded'
      readonly category?: string | null
    }
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
