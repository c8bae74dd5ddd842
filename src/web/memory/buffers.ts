/** Texts being edited in this tab and not saved yet, by document: looking elsewhere loses none of them. */
import { useSyncExternalStore } from 'react'
import type { ChangeOutcome } from '../../memory/contract.ts'
import type { DocumentInfo } from '../../workspace/events.ts'
import { onViewer, viewerName } from '../me.ts'
import type { Choices } from '../past/choosing.ts'

export type Conflict = Extract<ChangeOutcome, { kind: 'conflict' }> & {
  /** What both sides came from. */
  readonly baseText: string
  /** What was chosen for its places so far. */
  readonly choices: Choices
}

export interface Buffer {
  readonly document: string
  /** The version that the text was made from. */
  readonly base: number
  readonly baseText: string
  readonly text: string
  /** Under whose name it is saved: whoever began, until one says another here or in "Who are you?". */
  readonly by: string
  /** Both sides, when somebody else changed the same place. */
  readonly conflict: Conflict | null
}

/** How the field of a document stood when it left the page, as its editor says it: what can be taken back there, and where one was. */
const fields = new Map<string, unknown>()

let buffers: ReadonlyMap<string, Buffer> = new Map()
const listeners = new Set<() => void>()

function set(document: string, buffer: Buffer | null): void {
  const next = new Map(buffers)
  if (buffer) next.set(document, buffer)
  else next.delete(document)
  buffers = next
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const editing = {
  begin(info: DocumentInfo, text: string, by: string): void {
    const { document, version } = info
    fields.delete(document)
    set(document, { document, base: version, baseText: text, text, by, conflict: null })
  },
  write(document: string, text: string): void {
    const buffer = buffers.get(document)
    if (buffer && buffer.text !== text) set(document, { ...buffer, text })
  },
  /** From now on it is saved under that name. */
  sign(document: string, by: string): void {
    const buffer = buffers.get(document)
    if (buffer) set(document, { ...buffer, by })
  },
  /** The same for all that is being edited: somebody said who sits here. */
  signAll(by: string): void {
    for (const document of buffers.keys()) editing.sign(document, by)
  },
  /** Takes a conflict up: from here on the text goes on top of the version it was in conflict with. */
  meet(document: string, met: Omit<Conflict, 'baseText' | 'choices'>): void {
    const buffer = buffers.get(document)
    if (!buffer) return
    const conflict = { ...met, baseText: buffer.baseText, choices: [] }
    set(document, { ...buffer, base: met.present.version, baseText: met.presentText, conflict })
  },
  choose(document: string, choices: Choices): void {
    const buffer = buffers.get(document)
    if (buffer?.conflict) set(document, { ...buffer, conflict: { ...buffer.conflict, choices } })
  },
  /** Goes on with one text, in the field. */
  settle(document: string, text: string): void {
    const buffer = buffers.get(document)
    if (buffer) set(document, { ...buffer, text, conflict: null })
  },
  /** Its field leaves the page, maybe only for another layout. */
  putAway(document: string, field: unknown): void {
    if (buffers.has(document)) fields.set(document, field)
  },
  end(document: string): void {
    fields.delete(document)
    set(document, null)
  },
}

/** The text being edited of a document; null: nobody edits it here. */
export function bufferOf(document: string): Buffer | null {
  return buffers.get(document) ?? null
}

/** The field as it was put away; undefined: it was not. */
export function fieldOf(document: string): unknown {
  return fields.get(document)
}

export function useBuffer(document: string): Buffer | null {
  return useSyncExternalStore(listen, () => bufferOf(document))
}

/** Whether somebody must choose between two texts of a document before it can be saved. */
export function useInConflict(document: string | null): boolean {
  return useSyncExternalStore(
    listen,
    () => (document === null ? null : buffers.get(document)?.conflict) != null,
  )
}

/** The documents with text that is not saved. */
export function useUnsaved(): ReadonlyMap<string, Buffer> {
  return useSyncExternalStore(listen, () => buffers)
}

export function isUnsaved(buffer: Buffer | undefined): boolean {
  return buffer !== undefined && (buffer.text !== buffer.baseText || buffer.conflict !== null)
}

if (typeof window !== 'undefined') {
  onViewer(() => {
    const viewer = viewerName()
    if (viewer !== null) editing.signAll(viewer)
  })
  window.addEventListener('beforeunload', (event) => {
    if ([...buffers.values()].some(isUnsaved)) event.preventDefault()
  })
}
