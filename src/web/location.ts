/** What this tab looks at, kept in the address: reload and share show the same. */
import { useSyncExternalStore } from 'react'
import { FIRST_LAYOUT, isWeight, type Layout, type Weights } from './board/layout.ts'

export type DocumentTab = 'read' | 'source' | 'history'

export interface View extends Layout {
  /** The chat (or `memory`) in front on a narrow screen. */
  readonly front: string | null
  readonly document: string | null
  readonly tab: DocumentTab
  readonly panel: boolean
  /** Memory as it was after a commit; null: as it is. */
  readonly at: Moment | null
}

/** After which commit of which memory. */
export interface Moment {
  readonly memory: string
  readonly number: number
}

export const FIRST_VIEW: View = {
  ...FIRST_LAYOUT,
  front: null,
  document: null,
  tab: 'read',
  panel: true,
  at: null,
}

const ID = /^[\w-]{1,64}$/
const WEIGHT = /^([\w-]{1,64})~(\d{1,2}(?:\.\d{1,3})?)$/
/** As many as an address may name. */
const MOST = 60
/** In the list of chats: and whatever else is on the board. */
const REST = '*'

/** Reads a query string; whatever is not understood is left at its first value. */
export function parseView(search: string): View {
  const query = new URLSearchParams(search)
  const named = listOf(query.get('chats'))
  const chats = idsOf(named)
  const tab = query.get('tab')
  return {
    chats: chats.length > 0 ? chats : null,
    rest: chats.length > 0 && named.includes(REST),
    weights: weightsOf(listOf(query.get('widths'))),
    zoom: known(query.get('zoom')),
    following: idsOf(listOf(query.get('following'))),
    front: known(query.get('front')),
    document: known(query.get('document')),
    tab: tab === 'source' || tab === 'history' ? tab : 'read',
    panel: query.get('panel') !== 'closed',
    at: momentOf(query.get('at')),
  }
}

function listOf(value: string | null): readonly string[] {
  return (value ?? '').split(',')
}

function idsOf(list: readonly string[]): readonly string[] {
  return [...new Set(list.filter((one) => ID.test(one)))].slice(0, MOST)
}

function weightsOf(list: readonly string[]): Weights {
  const read = list.flatMap((one): [string, number][] => {
    const [, chat = '', weight] = WEIGHT.exec(one) ?? []
    return isWeight(Number(weight)) ? [[chat, Number(weight)]] : []
  })
  return Object.fromEntries(read.slice(0, MOST))
}

function known(value: string | null): string | null {
  return value !== null && ID.test(value) ? value : null
}

function momentOf(value: string | null): Moment | null {
  const [, memory, number] = /^([\w-]{1,64})\.(\d{1,12})$/.exec(value ?? '') ?? []
  return memory === undefined || number === undefined ? null : { memory, number: Number(number) }
}

/** The query string of a view, with nothing in it that is as at first; `parseView` reads it back. */
export function formatView(view: View): string {
  const query = new URLSearchParams()
  if (view.zoom) query.set('zoom', view.zoom)
  if (view.front) query.set('front', view.front)
  if (view.document) query.set('document', view.document)
  if (view.tab !== 'read') query.set('tab', view.tab)
  if (!view.panel) query.set('panel', 'closed')
  if (view.at) query.set('at', `${view.at.memory}.${view.at.number}`)
  const chats = view.chats && [...view.chats, ...(view.rest ? [REST] : [])]
  const widths = Object.entries(view.weights).map(([chat, weight]) => `${chat}~${weight}`)
  const lists = Object.entries({ chats, widths, following: view.following })
  // Written by hand, so that an address stays readable: no sign in them needs to be escaped.
  const written = lists.flatMap(([name, list]) => (list?.length ? `${name}=${list.join(',')}` : []))
  const parts = [...written, query.toString()].filter(Boolean)
  return parts.length > 0 ? `?${parts.join('&')}` : ''
}

let view = typeof location === 'undefined' ? FIRST_VIEW : parseView(location.search)
const listeners = new Set<() => void>()

function set(next: View): void {
  view = next
  for (const listener of listeners) listener()
}

/**
 * Changes the view. `step`: a place one wants to come back to with Back. Whoever names the chats and says nothing
 * of the rest of the board means only these.
 */
export function look(change: Partial<View>, step = false): void {
  const alone = change.chats === undefined ? {} : { rest: false, zoom: null }
  const next = { ...view, ...alone, ...change }
  const query = formatView(next)
  if (query === location.search) {
    set(next)
    return
  }
  const address = `${location.pathname}${query}`
  if (step) history.pushState(null, '', address)
  else history.replaceState(null, '', address)
  set(next)
}

export function currentView(): View {
  return view
}

/** Told whenever the view has changed. Returns the way to stop. */
export function onView(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useView(): View {
  return useSyncExternalStore(onView, () => view)
}

if (typeof window !== 'undefined') {
  window.addEventListener('popstate', () => set(parseView(location.search)))
}
