import type { Caller, Memory } from '../memory/contract.ts'
import type { DocumentInfo, MemoryPath } from '../memory/types.ts'
import type { Baseline } from './baseline.ts'
import type { Complaints } from './complaints.ts'
import { type Decision, decide } from './decide.ts'
import { type Look, lookAt, type ParentLooks } from './look.ts'
import { pathOf, type RelativePath } from './names.ts'
import type { FolderNotice } from './notice.ts'
import type { Prints } from './prints.ts'
import type { KeptAs } from './replace.ts'

/** The two sides of a working copy and what lies between them; one for each open working copy. */
export interface Sides {
  readonly memory: Memory
  /** Real, absolute path of the folder. */
  readonly folder: string
  readonly baseline: Baseline
  /** UTF-8 bytes of the largest file that is read. */
  readonly limit: number
  readonly now: () => Date
  /** Letters and digits; never the same twice. */
  readonly id: () => string
  readonly notify: (notice: FolderNotice) => void
  readonly prints: Prints
  readonly complaints: Complaints
  readonly late: LateEdits
}

/** How commits made from the disk are signed. */
export const DISK: Caller = { actor: { kind: 'disk' }, reader: 'disk' }

/** What one file looks like from both sides, and what is to be done about it. */
export interface View {
  readonly file: RelativePath
  readonly present: DocumentInfo | null
  readonly look: Exclude<Look, { kind: 'moving' }>
  readonly decision: Decision
}

/** Looks at both sides of a file. null: it changes right now. `parents` spares looking at the same directories again and again. */
export async function viewFile(sides: Sides, file: RelativePath, parents: ParentLooks): Promise<View | null> {
  const look = await lookAt(sides.folder, file, sides.limit, sides.prints.get(file), parents)
  if (look.kind === 'moving') return null
  if (look.kind === 'file') sides.prints.seen(file, look.print, look.sha256)
  // Read after the look: what the memory holds is never older than the disk it is compared with.
  const path = pathOf(file)
  const present = (path.ok && sides.memory.at(path.path)) || null
  const base = lastAgreed(sides, file, present, look)
  const decision = decide(base, present, look, {
    known: () => base !== null && sides.memory.history({ document: base.document, limit: 1 }).length > 0,
    elsewhere: () => base !== null && sides.memory.document(base.document) !== undefined,
  })
  return { file, present, look, decision }
}

/**
 * What is noted in the baseline, or what should be: a file that holds what the memory made after that was written by us, and a
 * power cut took the note.
 */
function lastAgreed(
  { memory, baseline }: Sides,
  file: RelativePath,
  present: DocumentInfo | null,
  look: Look,
) {
  const noted = baseline.get(file) ?? null
  if (!present || look.kind !== 'file') return noted
  const { document } = present
  const { sha256 } = look
  if (sha256 === present.sha256 || sha256 === noted?.sha256) return noted
  const after = noted?.document === document ? noted.version : 0
  for (const { number, changes } of memory.history({ document })) {
    if (number <= after) break
    const made = changes.some(
      (each) => each.document === document && 'sha256' in each && each.sha256 === sha256,
    )
    if (made) return { document, version: number, sha256 }
  }
  return noted
}

/** What to do next with a file after something was done about it. */
export type Next =
  /** Nothing more: both sides agree, or it is left alone. */
  | 'settled'
  /** Look again at once: there is more to do. */
  | 'again'
  /** Look again in a moment: somebody changes it right now. */
  | 'soon'

/**
 * Second looks at replaced files. A program that had the old file open may still have written into it after it was
 * replaced; that text is taken in as an edit of the version which the file held.
 */
export interface LateEdits {
  /** `kept` is the replaced file under its second name, `sha256` its text as the memory knows it. */
  watch(kept: string, sha256: string, was: KeptAs, path: MemoryPath): void
  /** Looks at all of them now. */
  finish(): Promise<void>
}
