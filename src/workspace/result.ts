/** What an action answers: its value, or why it was refused, in words. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal }

export interface Refusal {
  readonly code:
    | 'not_found'
    /** It is there and may be read, but not changed. */
    | 'forbidden'
    | 'busy'
    | 'conflict'
    | 'bad_input'
    /** The host or its credentials could not be used. */
    | 'host'
    /** A limit on money is reached. */
    | 'spending'
    /** The data folder does not take writes just now. */
    | 'storage'
  readonly message: string
}

export function done<T>(value: T): Result<T> {
  return { ok: true, value }
}

export function refuse(code: Refusal['code'], message: string): Result<never> {
  return { ok: false, refusal: { code, message } }
}
