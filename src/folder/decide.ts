import type { DocumentId } from '../memory/types.ts'

/**
 * What a file and its document last agreed on. `sha256` is the disk's text that the memory already knows: written by
 * us, or taken in. `version` is the version that text was made from, the base of a merge; 0 when there is none.
 */
export interface Base {
  readonly document: DocumentId
  readonly version: number
  readonly sha256: string
}

/** The memory's side of a path: the living document there, if any. */
export interface Present {
  readonly document: DocumentId
  readonly version: number
  readonly sha256: string
}

export type DiskSide =
  | { readonly kind: 'absent' }
  | { readonly kind: 'directory' }
  | { readonly kind: 'file'; readonly sha256: string }
  /** Something that is never read or written: a symbolic link, a device, a file over the limit. */
  | { readonly kind: 'foreign'; readonly why: string }

export type Decision =
  /** Both sides hold the same text. */
  | { readonly kind: 'in_step' }
  /** There is nothing on either side any more. */
  | { readonly kind: 'forget' }
  /** Memory → disk. Only ever over a text that the memory knows, or where no file is. */
  | { readonly kind: 'write'; readonly undoesDeletion: boolean }
  | { readonly kind: 'remove' }
  /** Disk → memory. */
  | { readonly kind: 'create'; readonly revives: boolean }
  | { readonly kind: 'save'; readonly document: DocumentId; readonly base: number }
  | { readonly kind: 'delete'; readonly base: number }
  /** Two texts without a common past: the memory's stays, the disk's is kept beside it. */
  | { readonly kind: 'keep_beside' }
  | { readonly kind: 'leave_alone'; readonly why: string }

/**
 * The one rule of the working copy: compares both sides of a path with what they last agreed on. Pure.
 * Its laws (decide.test.ts): a file is overwritten or removed only when the memory knows its text; a document is
 * deleted only when it is as the deleted file was; deciding again after acting gives `in_step` or `forget`.
 *
 * `known` tells whether the memory has ever had a document: a base from another memory says nothing.
 * `elsewhere` is where the base's document lives now, when that is another path.
 */
export function decide(
  base: Base | null,
  present: Present | null,
  disk: DiskSide,
  past: { readonly known: () => boolean; readonly elsewhere: () => boolean },
): Decision {
  switch (disk.kind) {
    case 'foreign':
      return { kind: 'leave_alone', why: disk.why }
    case 'directory':
      return present ? { kind: 'leave_alone', why: 'a directory has its name' } : { kind: 'forget' }
    case 'absent':
      return withoutFile(base, present)
    case 'file':
      return present
        ? withBoth(base, present, disk.sha256)
        : withoutDocument(past.known() ? base : null, disk.sha256, past.elsewhere)
  }
  disk satisfies never
}

function withoutFile(base: Base | null, present: Present | null): Decision {
  if (!present) return { kind: 'forget' }
  if (!base) return { kind: 'write', undoesDeletion: false }
  const same = base.document === present.document && base.version === present.version
  return same ? { kind: 'delete', base: base.version } : { kind: 'write', undoesDeletion: true }
}

function withBoth(base: Base | null, present: Present, sha256: string): Decision {
  if (sha256 === present.sha256) return { kind: 'in_step' }
  if (base && sha256 === base.sha256) return { kind: 'write', undoesDeletion: false }
  if (!base || base.version === 0 || base.document !== present.document) return { kind: 'keep_beside' }
  return { kind: 'save', document: base.document, base: base.version }
}

function withoutDocument(base: Base | null, sha256: string, elsewhere: () => boolean): Decision {
  if (!base) return { kind: 'create', revives: false }
  if (sha256 === base.sha256) return { kind: 'remove' }
  if (elsewhere() && base.version > 0) return { kind: 'save', document: base.document, base: base.version }
  return { kind: 'create', revives: true }
}

/** So many deletions at once are never taken for a person's will. */
export const MOST_DELETIONS = 50

/**
 * The damage rule: a folder that is gone or emptied, or has lost more than 50 files at once, was damaged or not mounted;
 * its files are written again, and nothing is deleted from the memory. While the server runs, a person may delete
 * the only file there is; at start, an empty folder is always damage.
 */
export function looksLikeDamage(missing: number, known: number, atStart: boolean): boolean {
  if (missing === 0) return false
  return missing > MOST_DELETIONS || (missing >= known && (atStart || known > 1))
}
