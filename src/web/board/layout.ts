/**
 * Which panes the board shows, in which order, how wide, and which of them fills it. Pure: nothing here knows a screen.
 * A layout says only what a person changed; the board itself (the chats that stand on it) comes in.
 */
import { SHOWN_AT_FIRST } from '../../workspace/state.ts'

export type Weights = Readonly<Record<string, number>>

export interface Layout {
  /** Only these, in this order; null: the board as it is at first. */
  readonly chats: readonly string[] | null
  /** What else is on the board comes after `chats`. */
  readonly rest: boolean
  /** How the room is shared out: each pane has a weight, 1 when it is not named. */
  readonly weights: Weights
  /** The pane that fills the board. */
  readonly zoom: string | null
  /** Chats in which one does not take part: they are shown to be read, also when they are not on the board. */
  readonly following: readonly string[]
}

/** What the workspace says of its chats. */
export interface Chats {
  /** Those on the board, in the order they were added. */
  readonly board: readonly string[]
  /** Those that were put away. */
  readonly away: readonly string[]
  /** Those of the board that are shown while nothing names any: all, or of many a few. */
  readonly first: readonly string[]
}

/** Whether the board has more chats than it shows by itself. */
export function isMany({ board }: Pick<Chats, 'board'>): boolean {
  return board.length > SHOWN_AT_FIRST
}

export const FIRST_LAYOUT: Layout = { chats: null, rest: false, weights: {}, zoom: null, following: [] }

/** No pane gets narrower than this; what does not fit is reached by scrolling. Pixels. */
export const NARROWEST = 300
export const PANEL = { least: 300, most: 760 } as const

/** No fewer panes than this, however narrow the window: three people beside each other. */
const FEWEST = 3

/** How many panes a room of that many pixels holds. */
export function roomFor(width: number): number {
  return clamp(Math.floor(width / NARROWEST), FEWEST, SHOWN_AT_FIRST)
}

/** The panes from the start of the writing to its end, each once. Without any that the layout names, those of the board. */
export function panesOf(layout: Layout, { board, away, first }: Chats): readonly string[] {
  const followed = layout.following.filter((chat) => board.includes(chat) || away.includes(chat))
  const shown = (chat: string) => board.includes(chat) || followed.includes(chat)
  const named = layout.chats === null ? first : layout.chats.filter(shown)
  const panes = [...new Set([...named, ...(layout.rest ? board : []), ...followed])]
  return panes.length > 0 ? panes : first
}

/** The pane that fills the board now; null when none does, or when it is not there any more. */
export function zoomOf(layout: Layout, panes: readonly string[]): string | null {
  return layout.zoom !== null && panes.length > 1 && panes.includes(layout.zoom) ? layout.zoom : null
}

/** Puts a pane at a place among the panes, 0 for the first; what is too far is as far as can be. */
export function movedTo(layout: Layout, chats: Chats, chat: string, place: number): Layout {
  const panes = panesOf(layout, chats)
  if (!panes.includes(chat)) return layout
  const others = panes.filter((one) => one !== chat)
  const at = clamp(place, 0, others.length)
  const order = [...others.slice(0, at), chat, ...others.slice(at)]
  if (order.every((one, index) => one === panes[index])) return layout
  const whole = layout.chats === null && !isMany(chats)
  return { ...layout, chats: order, rest: whole || layout.rest }
}

/** Leaves a pane out of this layout; the chat stays where it is. */
export function without(layout: Layout, chats: Chats, chat: string): Layout {
  const panes = panesOf(layout, chats)
  if (!panes.includes(chat)) return layout
  const left = {
    ...layout,
    following: layout.following.filter((one) => one !== chat),
    zoom: layout.zoom === chat ? null : layout.zoom,
  }
  const ofTheBoard = chats.board.includes(chat)
  if (!ofTheBoard && layout.chats === null) return left
  return {
    ...left,
    chats: panes.filter((one) => one !== chat),
    rest: !ofTheBoard && layout.rest,
  }
}

/**
 * Shows a chat that is on the board, or is just coming to it, as well, after the others. What fills the board makes way.
 */
export function withChat(layout: Layout, chats: Chats, chat: string): Layout {
  const zoom = layout.zoom === null || layout.zoom === chat ? layout.zoom : null
  const panes = panesOf(layout, chats)
  if (panes.includes(chat)) return { ...layout, zoom }
  if (layout.chats === null) return { ...layout, zoom, ...showing([...panes, chat], chats) }
  return { ...layout, zoom, chats: [...layout.chats, chat] }
}

/** What names these chats, which may just be coming to the board; nothing where the board shows all it has. */
export function showing(panes: readonly string[], { board }: Chats): Pick<Layout, 'chats' | 'rest'> {
  const all = [...new Set([...board, ...panes])]
  return { chats: isMany({ board: all }) ? panes : null, rest: false }
}

/**
 * The layout with names for what is shown, once the board has more chats than it shows by itself: so that no pane is exchanged
 * while one works. `standing`: what was shown just before. The same layout when it holds.
 */
export function settled(layout: Layout, chats: Chats, { standing, newest, meant }: Standing): Layout {
  if (!isMany(chats) || !isOpen(layout, chats, standing)) return layout
  const left = standing.filter((chat) => chats.board.includes(chat))
  if (left.length > 0) return { ...layout, chats: left, rest: false }
  const panes = new Set([...newest, ...Object.keys(layout.weights), layout.zoom, meant])
  return { ...layout, chats: chats.board.filter((chat) => panes.has(chat)), rest: false }
}

/** Whether what is shown would be another with each chat that comes or is spoken in. */
function isOpen({ chats, rest }: Layout, { board }: Chats, standing: readonly string[]): boolean {
  if (chats === null) return true
  if (rest) return standing.length > 0 && standing.length <= SHOWN_AT_FIRST
  const gone = !chats.some((chat) => board.includes(chat))
  return gone && chats.some((chat) => standing.includes(chat))
}

export interface Standing {
  readonly standing: readonly string[]
  /** What is shown when nothing stands: as many as there is room for. */
  readonly newest: readonly string[]
  /** What the address speaks of besides. */
  readonly meant: string | null
}

/** Shows a chat to be read only. */
export function followed(layout: Layout, chats: Chats, chat: string): Layout {
  if (layout.following.includes(chat)) return layout
  return { ...withChat(layout, chats, chat), following: [...layout.following, chat] }
}

/** Takes part again. */
export function joined(layout: Layout, chat: string): Layout {
  return { ...layout, following: layout.following.filter((one) => one !== chat) }
}

/** Moves `delta` pixels of room from the pane after a separator to the pane before it, as far as both stay wide enough. */
export function shift(
  weights: Weights,
  before: string,
  after: string,
  widths: { readonly before: number; readonly after: number },
  delta: number,
): Weights {
  const room = widths.before + widths.after
  if (room < NARROWEST * 2) return weights
  const wide = clamp(widths.before + delta, NARROWEST, room - NARROWEST)
  const sum = weightOf(weights, before) + weightOf(weights, after)
  const share = sum * (wide / room)
  return { ...weights, [before]: round(share), [after]: round(sum - share) }
}

export function weightOf(weights: Weights, chat: string): number {
  const weight = weights[chat]
  return weight !== undefined && isWeight(weight) ? weight : 1
}

export function isWeight(weight: number): boolean {
  return Number.isFinite(weight) && weight > 0.05 && weight < 100
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
