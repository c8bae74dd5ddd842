import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { isWrite } from '../chat/tool-call.ts'
import type { Hand } from './live.ts'
import type { Row } from './tree-model.ts'

/** Height of a row in pixels; of a document, which has two lines, and of a folder. */
const DOCUMENT_HEIGHT = 46
const FOLDER_HEIGHT = 32

export type TreeWindow = Virtualizer<HTMLDivElement, Element>

/**
 * The rows that are drawn: those in sight, and some around them. The document that is written, and the one that is opened (`shown`,
 * its path), come into sight by themselves.
 */
export function useTreeWindow(
  rows: readonly Row[],
  scroller: RefObject<HTMLDivElement | null>,
  hands: readonly Hand[],
  shown: string | null,
): TreeWindow {
  const view = useVirtualizer<HTMLDivElement, Element>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    ...useGeometry(rows),
    overscan: 12,
    initialRect: { width: 320, height: 400 },
  })
  const live = hands.find((hand) => hand.path !== null && isWrite(hand.call))?.path ?? null
  useInSight(
    view,
    useMemo(
      () => (live === null ? -1 : rows.findIndex((row) => row.kind === 'document' && row.path === live)),
      [rows, live],
    ),
  )
  useInSight(
    view,
    useMemo(() => rows.findIndex((row) => row.path === shown), [rows, shown]),
  )
  return view
}

/** Brings a row into sight when it becomes this one. -1: none. */
function useInSight(view: TreeWindow, at: number): void {
  useEffect(() => {
    if (at >= 0) view.scrollToIndex(at)
  }, [at, view])
}

/** Where each row stands is reckoned for all of them, so only when a row comes, goes or moves. */
function useGeometry(rows: readonly Row[]) {
  const kept = useRef(geometryOf(rows))
  if (!sameShape(kept.current.rows, rows)) kept.current = geometryOf(rows)
  const { estimateSize, getItemKey } = kept.current
  return { estimateSize, getItemKey }
}

function geometryOf(rows: readonly Row[]) {
  return {
    rows,
    estimateSize: (index: number) => (rows[index]?.kind === 'folder' ? FOLDER_HEIGHT : DOCUMENT_HEIGHT),
    getItemKey: (index: number) => rows[index]?.path ?? index,
  }
}

function sameShape(a: readonly Row[], b: readonly Row[]): boolean {
  return a === b || (a.length === b.length && a.every((row, index) => row.path === b[index]?.path))
}
