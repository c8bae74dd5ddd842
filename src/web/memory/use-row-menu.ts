import { type MouseEvent, useState } from 'react'
import type { Row } from './tree-model.ts'
import { rowId } from './tree-row.tsx'

export interface OpenMenu {
  readonly row: Row
  /** What it opens at. */
  readonly beside: HTMLElement
  readonly byKeyboard: boolean
  /** Closed, it stays until it has gone from sight. */
  readonly open: boolean
}

/** The menu of a row of the tree. `here`: the row somebody is on; `goTo`: makes a row that one. */
export function useRowMenu(rows: readonly Row[], here: Row | undefined, goTo: (path: string) => void) {
  const [menu, setMenu] = useState<OpenMenu | null>(null)
  const ask = (event: MouseEvent) => {
    if (event.target instanceof HTMLInputElement) return
    // A key asks for the menu of the row one is on, a pointer for that of the row it is on.
    const pressed = event.target instanceof Element ? event.target.closest('[role=treeitem]') : null
    const row = pressed ? rows.find((one) => rowId(one) === pressed.id) : here
    const beside = pressed ?? (row && document.getElementById(rowId(row)))
    if (!row || !(beside instanceof HTMLElement)) return
    event.preventDefault()
    goTo(row.path)
    setMenu({ row, beside, byKeyboard: pressed === null, open: true })
  }
  const close = () => setMenu((shown) => shown && { ...shown, open: false })
  return { menu, ask, close }
}
