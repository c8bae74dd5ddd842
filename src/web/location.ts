/** What this tab looks at, kept in the address: reload and share show the same. */
import { useSyncExternalStore } from 'react'

export type DocumentTab = 'read' | 'source' | 'history'

export interface View {
  /** Only these chats, in this order; null: the whole board. */
  readonly chats: readonly string[] | null
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
  chats: null,
  front: null,
  document: null,
  tab: 'read',
  panel: true,
  at: null,
}

const ID = /^[\w-]{1,64}$/

/** Reads a query string; whatever is not understood is left at its first value. */
export function parseView(search: string): View {
  const query = new URLSearchParams(search)
  const chats = (query.get('chats') ?? '').split(',').filter((chat) => ID.test(chat))
  const tab = query.get('tab')
  return {
    chats: chats.length > 0 ? [...new Set(chats)] : null,
    front: known(query.get('front')),
    document: known(query.get('document')),
    tab: tab === 'source' || tab === 'history' ? tab : 'read',
    panel: query.get('panel') !== 'closed',
    at: momentOf(query.get('at')),
  }
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
  if (view.front) query.set('front', view.front)
  if (view.document) query.set('document', view.document)
  if (view.tab !== 'read') query.set('tab', view.tab)
  if (!view.panel) query.set('panel', 'closed')
  if (view.at) query.set('at', `${view.at.memory}.${view.at.number}`)
  const parts = [view.chats ? `chats=${view.chats.join(',')}` : '', query.toString()].filter(Boolean)
  return parts.length > 0 ? `?${parts.join('&')}` : ''
}

let view = typeof location === 'undefined' ? FIRST_VIEW : parseView(location.search)
const listeners = new Set<() => void>()

function set(next: View): void {
  view = next
  for (const listener of listeners) listener()
}

/** Changes the view. `step`: a place one wants to come back to with Back. */
export function look(change: Partial<View>, step = false): void {
  const next = { ...view, ...change }
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

export function useView(): View {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => view,
  )
}

if (typeof window !== 'undefined') {
  window.addEventListener('popstate', () => set(parseView(location.search)))
}
