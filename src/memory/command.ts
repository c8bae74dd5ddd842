import type { DocumentId } from './types.ts'

/** The six commands of Claude's memory tool (`memory_20250818`), after parsing. Paths are still raw text. */
export type MemoryCommand =
  | { readonly command: 'view'; readonly path: string; readonly view_range?: readonly [number, number] }
  | { readonly command: 'create'; readonly path: string; readonly file_text: string }
  | {
      readonly command: 'str_replace'
      readonly path: string
      readonly old_str: string
      readonly new_str: string
    }
  | {
      readonly command: 'insert'
      readonly path: string
      readonly insert_line: number
      readonly insert_text: string
    }
  | { readonly command: 'delete'; readonly path: string }
  | { readonly command: 'rename'; readonly old_path: string; readonly new_path: string }

/** What a command answers. A refusal is a result too, never an exception: Claude reads it and acts on it. */
export interface CommandResult {
  readonly text: string
  readonly isError: boolean
  /** The commit that the command made, if it changed anything. */
  readonly commit?: number
  /** The memory of that commit, when several are mounted; the default one when left out. */
  readonly memory?: string
  /** Versions whose text the caller has now seen (or itself written). Feed them to `Memory.see` after a restart. */
  readonly seen: readonly { readonly document: DocumentId; readonly version: number }[]
}
