/** How the room of the board is shared out: each pane has a weight, 1 at first. Pure. */

export type Weights = Readonly<Record<string, number>>

/** No pane gets narrower than this; what does not fit is reached by scrolling. Pixels. */
export const NARROWEST = 300
export const PANEL = { least: 300, first: 400, most: 760 } as const

/** Moves `delta` pixels of room from the pane after a separator to the pane before it, as far as both stay wide enough. */
export function shift(
  weights: Weights,
  left: string,
  right: string,
  widths: { left: number; right: number },
  delta: number,
): Weights {
  const room = widths.left + widths.right
  if (room < NARROWEST * 2) return weights
  const wide = clamp(widths.left + delta, NARROWEST, room - NARROWEST)
  const sum = weightOf(weights, left) + weightOf(weights, right)
  const share = sum * (wide / room)
  return { ...weights, [left]: round(share), [right]: round(sum - share) }
}

export function weightOf(weights: Weights, chat: string): number {
  const weight = weights[chat]
  return weight !== undefined && Number.isFinite(weight) && weight > 0.05 ? weight : 1
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

/** Reads what was stored; whatever is not understood is left out. */
export function parseWeights(stored: string | null): Weights {
  try {
    const value: unknown = JSON.parse(stored ?? '{}')
    if (typeof value !== 'object' || value === null) return {}
    return Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
    )
  } catch {
    return {}
  }
}
