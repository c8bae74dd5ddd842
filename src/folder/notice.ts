import type { MemoryPath } from '../memory/types.ts'
import type { RelativePath } from './names.ts'

/** Something that a person should know about the working copy. `message` says it in words. */
export type FolderNotice = { readonly message: string } & (
  | {
      /** Both sides changed and could not be merged: the disk's text is kept beside, as a document. */
      readonly kind: 'conflict'
      readonly path: MemoryPath
      readonly keptAs: MemoryPath
    }
  | {
      /** A file that is not taken into the memory, or a document that cannot be written. Told once for each reason. */
      readonly kind: 'left_alone'
      readonly file: RelativePath
    }
  | {
      /** So many files vanished at once that it is taken for damage; they were written again. */
      readonly kind: 'damage'
      readonly files: number
    }
  | {
      /** A change on one side and a deletion on the other: the changed text stays. */
      readonly kind: 'kept'
      readonly path: MemoryPath
    }
  /** Reading, writing or watching failed. It is tried again. */
  | { readonly kind: 'failed'; readonly file: RelativePath | null }
)
