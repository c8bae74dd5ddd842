/** Errors in the shape of the API: status, `error.type`, message, and the request id in body and header. */

export type ErrorType =
  | 'invalid_request_error'
  | 'authentication_error'
  | 'billing_error'
  | 'permission_error'
  | 'not_found_error'
  | 'conflict_error'
  | 'request_too_large'
  | 'rate_limit_error'
  | 'api_error'
  | 'timeout_error'
  | 'overloaded_error'

const TYPES: Readonly<Record<number, ErrorType>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  409: 'conflict_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  500: 'api_error',
  504: 'timeout_error',
  529: 'overloaded_error',
}

/** A request that is refused; the one exception of this room, turned into an answer in rehearsal.ts. */
export class Refused extends Error {
  readonly status: number
  /** `error.details` of the body, which some clients act on. */
  readonly details: Readonly<Record<string, unknown>> | undefined
  constructor(status: number, message: string, details?: Readonly<Record<string, unknown>>) {
    super(message)
    this.name = 'Refused'
    this.status = status
    this.details = details
  }
}

/** Refuses with 400 `invalid_request_error`; never returns. */
export function invalid(message: string): never {
  throw new Refused(400, message)
}

export function errorType(status: number): ErrorType {
  return TYPES[status] ?? (status >= 500 ? 'api_error' : 'invalid_request_error')
}

export interface ErrorMore {
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly details?: Readonly<Record<string, unknown>>
}

/** An error as the API sends it. Source: errors page of the API documents. */
export function errorResponse(
  status: number,
  message: string,
  requestId: string,
  more: ErrorMore = {},
): Response {
  const details = more.details === undefined ? {} : { details: more.details }
  const error = { type: more.type ?? errorType(status), message, ...details }
  return new Response(JSON.stringify({ type: 'error', error, request_id: requestId }), {
    status,
    headers: { 'content-type': 'application/json', 'request-id': requestId, ...more.headers },
  })
}
