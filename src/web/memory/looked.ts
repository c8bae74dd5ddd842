/** What whoever sits here has looked at, kept in this browser for each person, and what changed since. */
import { useSyncExternalStore } from 'react'
import type { AppState, MemoryDocument, WorkspaceEvent } from '../../workspace/events.ts'
import { myName, viewerName } from '../me.ts'
import { current, watch } from '../store/store.ts'
import { bufferOf } from './buffers.ts'
import {
  begin,
  isUnread,
  type Looked,
  look,
  lookAtAll,
  lookedThrough,
  NOTHING,
  parseLooked,
  Unread,
} from './looked-model.ts'
import { changesIn } from './shelf.ts'

/** The index is changed in place; a new one of these says that it was. */
export interface Marks {
  readonly unread: Unread
}

let viewer: string | null = null
let looked: Looked = NOTHING
let marks: Marks = { unread: new Unread() }
const listeners = new Set<() => void>()

watch((app, events) => {
  if (events === null || viewer !== viewerName() || changesIn(events) === null) {
    viewer = viewerName()
    keep(begin(read(), app.workspace.memoryHeads))
    markAll(app)
    return
  }
  for (const event of events) if (event.type === 'memory.committed') take(event)
})

type Committed = Extract<WorkspaceEvent, { type: 'memory.committed' }>

function take({ memory, commit, documents }: Committed): void {
  keep(begin(looked, { [memory]: commit.number - 1 }))
  const infos = Object.values(documents).filter((info) => info !== null)
  const mine = infos.filter(({ document }) => isMine(commit.actor) || isSavedHere(document, commit.actor))
  keep(
    look(
      looked,
      mine.filter(({ document }) => !marks.unread.has(document)),
    ),
  )
  for (const [id, info] of Object.entries(documents)) mark(id, info)
  tell()
}

/** What one changed by one's own hand needs no mark. */
export function isMine(actor: Committed['commit']['actor']): boolean {
  return actor.kind === 'person' && actor.name === myName()
}

/** An edit is saved under the name it was begun with, which need not be one's own any more. */
function isSavedHere(document: string, actor: Committed['commit']['actor']): boolean {
  return actor.kind === 'person' && bufferOf(document)?.by === actor.name
}

function mark(id: string, info: MemoryDocument | null): void {
  marks.unread.set(id, info && isUnread(looked, info) ? info.path : null)
}

function markAll({ workspace }: AppState): void {
  marks = { unread: new Unread() }
  for (const info of Object.values(workspace.documents)) mark(info.document, info)
  tell()
}

function tell(): void {
  marks = { unread: marks.unread }
  for (const listener of listeners) listener()
}

/** The document is looked at as it stands now. */
export function lookAt(document: string): void {
  const info = current().app?.workspace.documents[document]
  if (!info || !marks.unread.has(document)) return
  keep(look(looked, [info]))
  mark(document, info)
  tell()
}

/** Everything is looked at; the answer takes that back. */
export function lookAtEverything(): () => void {
  const { app } = current()
  const before = looked
  if (!app) return () => {}
  keep(lookAtAll(looked, app.workspace.memoryHeads))
  markAll(app)
  return () => {
    keep(before)
    const now = current().app
    if (now) markAll(now)
  }
}

/** The version looked at last, or the commit up to which everything was. */
export function lookedUpTo(document: string, memory: string): number {
  return lookedThrough(looked, { document, memory })
}

export function lookedNow(): Looked {
  return looked
}

export function useMarksOfUnread(): Marks {
  return useSyncExternalStore(listen, () => marks)
}

export function marksOfUnread(): Marks {
  return marks
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function keep(next: Looked): void {
  if (next === looked) return
  looked = next
  localStorage.setItem(key(), JSON.stringify(next))
}

function read(): Looked {
  try {
    looked = parseLooked(JSON.parse(localStorage.getItem(key()) ?? 'null'))
  } catch {
    looked = NOTHING
  }
  return looked
}

function key(): string {
  return `commonplace.looked.${viewer ?? ''}`
}

if (typeof window !== 'undefined') {
  // Another tab of this browser is the same person's.
  window.addEventListener('storage', (event) => {
    const { app } = current()
    if (event.key !== key() || !app) return
    read()
    markAll(app)
  })
}
