/** Messages that the server could not be handed yet, in the order in which they were said. Pure. */

export interface Unsent {
  /** Of the turn that it will be: handed over twice, it is still one. */
  readonly id: string
  readonly chat: string
  readonly text: string
  readonly speaker: string
}

/** What another try may mend: no answer came, or none from the server itself while it starts. */
export function isUnreached({ status }: { readonly status: number }): boolean {
  return status === 0 || (status >= 502 && status <= 504)
}

/** Whether the server may be asked for this message now: it is the first that waits in its chat. */
export function isNext(waiting: readonly Unsent[], chat: string, id: string): boolean {
  return (waiting.find((one) => one.chat === chat)?.id ?? id) === id
}

/** Reads what was kept; whatever is not understood is left out. */
export function parseUnsent(stored: string | null): readonly Unsent[] {
  try {
    const value: unknown = JSON.parse(stored ?? '[]')
    return Array.isArray(value) ? value.filter(isUnsent) : []
  } catch {
    return []
  }
}

function isUnsent(value: unknown): value is Unsent {
  if (typeof value !== 'object' || value === null) return false
  const parts: Partial<Record<keyof Unsent, unknown>> = value
  return [parts.id, parts.chat, parts.text, parts.speaker].every((part) => typeof part === 'string')
}
