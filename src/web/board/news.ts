/** What is new in a chat or in memory since one looked, by marks that only grow. The marks are kept in this browser. */
import { useEffect, useSyncExternalStore } from 'react'
import type { WorkspaceState } from '../../workspace/events.ts'
import { current, useWorkspace } from '../store/store.ts'
import { parseWeights } from './layout.ts'

/** The tab of memory, beside those of the chats. */
export const MEMORY = 'memory'

const KEY = 'commonplace.seen'

export type Marks = Readonly<Record<string, number>>

/** Grows when a message comes and when Claude has answered it; for memory with each change. */
export function markOf(tab: string, workspace: Pick<WorkspaceState, 'chats' | 'memoryHeads'>): number {
  if (tab === MEMORY) return Object.values(workspace.memoryHeads).reduce((sum, head) => sum + head, 0)
  const chat = workspace.chats[tab]
  return chat ? chat.turns * 2 + (chat.running === null ? 1 : 0) : 0
}

/** Whether there is more than was seen. `seen` null: this browser never looked, and nothing is new to it. */
export function isNew(tab: string, mark: number, seen: Marks | null): boolean {
  return seen !== null && mark > (seen[tab] ?? 1)
}

let seen: Marks | null = read()
const listeners = new Set<() => void>()

function read(): Marks | null {
  if (typeof localStorage === 'undefined') return null
  const stored = localStorage.getItem(KEY)
  return stored === null ? null : parseWeights(stored)
}

/** Notes that one looks at these tabs now, for as long as the page is in sight. */
export function useLooking(tabs: readonly string[]): void {
  const marks = useWorkspace((workspace) => tabs.map((tab) => `${tab}~${markOf(tab, workspace)}`).join(','))
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && note(marks)
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [marks])
}

function note(marks: string): void {
  const workspace = current().app?.workspace
  const first = seen === null && workspace ? everything(workspace) : {}
  const looked = marks
    .split(',')
    .filter(Boolean)
    .map((one) => one.split('~'))
  const next = { ...first, ...seen, ...Object.fromEntries(looked.map(([tab, mark]) => [tab, Number(mark)])) }
  if (seen !== null && looked.every(([tab = '', mark]) => seen?.[tab] === Number(mark))) return
  seen = next
  localStorage.setItem(KEY, JSON.stringify(next))
  for (const listener of listeners) listener()
}

function everything(workspace: WorkspaceState): Marks {
  const tabs = [...Object.keys(workspace.chats), MEMORY]
  return Object.fromEntries(tabs.map((tab) => [tab, markOf(tab, workspace)]))
}

/** Whether something is new there since one looked, as it stands now. */
export function hasNews(tab: string, workspace: WorkspaceState): boolean {
  return isNew(tab, markOf(tab, workspace), seen)
}

/** Whether something is new there since one looked. */
export function useNews(tab: string): boolean {
  const mark = useWorkspace((workspace) => markOf(tab, workspace))
  const marks = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => seen,
  )
  return isNew(tab, mark, marks)
}
