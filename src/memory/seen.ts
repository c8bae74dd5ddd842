/**
 * Which version of each document each reader has last seen. A reader *knows of* a version when a listing showed it, and has
 * *read* it when its text was shown to the reader or written by it. Mutable; kept by `memory.ts`.
 */
import type { DocumentId } from './types.ts'

/** Something that a reader is shown: the text of a version, or only that it exists. */
export interface Mark {
  readonly kind: 'read' | 'known'
  readonly document: DocumentId
  /** Of what is only known, the commit since which it has stood as it stands: that may be a rename. */
  readonly version: number
}

export class Seen {
  readonly #below: Seen | undefined
  readonly #read = new Map<string, Map<DocumentId, number>>()
  readonly #known = new Map<string, Map<DocumentId, number>>()

  /** `below`: what is already certain, when this holds what writes that wait will make seen. */
  constructor(below?: Seen) {
    this.#below = below
  }

  /** The newest version whose text the reader has seen; 0 when none. */
  read(reader: string, document: DocumentId): number {
    return this.#read.get(reader)?.get(document) ?? this.#below?.read(reader, document) ?? 0
  }

  /** The newest version that the reader has read or seen listed; 0 when none. */
  known(reader: string, document: DocumentId): number {
    const known = this.#known.get(reader)?.get(document) ?? this.#below?.known(reader, document) ?? 0
    return Math.max(this.read(reader, document), known)
  }

  mark(reader: string, marks: readonly Mark[]): void {
    for (const { kind, document, version } of marks) {
      if (kind === 'read') this.markRead(reader, document, version)
      else this.markKnown(reader, document, version)
    }
  }

  markRead(reader: string, document: DocumentId, version: number): void {
    mark(this.#read, reader, document, version)
  }

  markKnown(reader: string, document: DocumentId, version: number): void {
    mark(this.#known, reader, document, version)
  }
}

function mark(
  all: Map<string, Map<DocumentId, number>>,
  reader: string,
  document: DocumentId,
  version: number,
): void {
  const own = all.get(reader) ?? new Map<DocumentId, number>()
  all.set(reader, own)
  own.set(document, Math.max(version, own.get(document) ?? 0))
}
