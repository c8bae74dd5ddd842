/** Looking into what a host sent, without trusting its shape. */

/** The field of an object; undefined for anything else. */
export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

/** A text, or the empty one. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** A number that counts something, or 0. */
export function count(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0
}
