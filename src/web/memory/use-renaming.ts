import { type RefObject, useEffect, useState } from 'react'
import { mayWrite } from '../people/may-write.ts'
import { memoryAt } from './outcome.ts'
import { canRename } from './rename-field.tsx'
import type { Row } from './tree-model.ts'

/** Which row of the tree has its name as a field, and where one is afterwards. `goTo`: makes a row the one somebody is on. */
export function useRenaming(
  rows: readonly Row[],
  tree: RefObject<HTMLElement | null>,
  goTo: (path: string) => void,
) {
  const [renaming, setRenaming] = useState<string | null>(null)
  // Whoever renames a row that somebody else takes away goes on in the tree.
  const isLost = renaming !== null && !rows.some(({ path }) => path === renaming)
  useEffect(() => {
    if (!isLost) return
    setRenaming(null)
    tree.current?.focus()
  }, [isLost, tree])

  const rename = (row: Row | undefined) => {
    if (!canRename(row) || !mayWrite(memoryAt(row.path))) return
    goTo(row.path)
    setRenaming(row.path)
  }
  const end = (to: string | null, stays: boolean) => {
    setRenaming(null)
    if (to !== null) goTo(to)
    if (stays) tree.current?.focus()
  }
  return { renaming, rename, end }
}
