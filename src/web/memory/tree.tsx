import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  lazy,
  type MouseEvent,
  Suspense,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { isWrite } from '../chat/tool-call.ts'
import { commandOf, MAC } from '../shell/bindings.ts'
import { chordOf } from '../shell/keys.ts'
import type { Hand } from './live.ts'
import type { Unread } from './looked-model.ts'
import { keyStep } from './tree-keys.ts'
import type { DocumentRow, FolderRow, Row } from './tree-model.ts'
import { rowId, TreeRow } from './tree-row.tsx'
import { useRenaming } from './use-renaming.ts'
import { words } from './words.ts'

const RowMenu = lazy(() => import('./row-menu.tsx').then((m) => ({ default: m.RowMenu })))

/** Height of a row in pixels; of a document, which has two lines, and of a folder. */
const DOCUMENT_HEIGHT = 46
const FOLDER_HEIGHT = 32

const NONE: readonly Hand[] = []

/** The tree of documents. Arrow keys walk, Right and Left open and close, Enter opens, letters jump; others rename and open a menu. */
export function Tree({
  rows,
  hands = NONE,
  shown,
  unread,
  unsaved,
  short = false,
  editable = false,
  onOpen,
  onFold,
}: TreeProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const tree = useRef<HTMLDivElement>(null)
  const id = useId()
  const [active, setActive] = useState<string | null>(null)
  const { renaming, rename, end } = useRenaming(rows, tree, setActive)
  const [menu, setMenu] = useState<OpenMenu | null>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    ...useGeometry(rows),
    overscan: 12,
    initialRect: { width: 320, height: 400 },
  })
  const here = active ?? shown
  const at = useMemo(
    () =>
      Math.max(
        0,
        rows.findIndex((row) => row.path === here),
      ),
    [rows, here],
  )
  const handOn = useMemo(
    () => new Map(hands.flatMap((hand) => (hand.path === null ? [] : [[hand.path, hand] as const]))),
    [hands],
  )
  const live = hands.find((hand) => hand.path !== null && isWrite(hand.call))?.path ?? null
  const liveAt = useMemo(
    () => (live === null ? -1 : rows.findIndex((row) => row.kind === 'document' && row.path === live)),
    [rows, live],
  )

  useEffect(() => {
    if (liveAt >= 0) virtual.scrollToIndex(liveAt)
  }, [liveAt, virtual])

  const shownAt = useMemo(() => rows.findIndex((row) => row.path === shown), [rows, shown])
  useEffect(() => {
    if (shownAt >= 0) virtual.scrollToIndex(shownAt)
  }, [shownAt, virtual])

  const go = (index: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))]
    if (!row) return
    setActive(row.path)
    virtual.scrollToIndex(rows.indexOf(row))
  }

  const onContextMenu = (event: MouseEvent) => {
    if (!editable || event.target instanceof HTMLInputElement) return
    // A key asks for the menu of the row one is on, a pointer for that of the row it is on.
    const pressed = event.target instanceof Element ? event.target.closest('[role=treeitem]') : null
    const row = pressed ? rows.find((one) => rowId(one) === pressed.id) : rows[at]
    const beside = pressed ?? (row && document.getElementById(rowId(row)))
    if (!row || !(beside instanceof HTMLElement)) return
    event.preventDefault()
    setActive(row.path)
    setMenu({ row, beside, byKeyboard: pressed === null, open: true })
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    if (commandOf(chordOf(event.nativeEvent, MAC) ?? '') === 'renameRow')
      return editable ? rename(rows[at]) : undefined
    const step = keyStep(event, rows, at)
    if (!step) return
    event.preventDefault()
    if (step.kind === 'go') go(step.index)
    else if (step.kind === 'fold') onFold(step.row)
    else onOpen(step.row)
  }

  return (
    <div
      ref={scroller}
      className={`min-h-0 overflow-y-auto px-2 pb-2 ${short ? 'max-h-[40%] shrink-0' : 'flex-1'}`}
    >
      <div
        ref={tree}
        id={id}
        role="tree"
        aria-label={words().tree.name}
        tabIndex={0}
        aria-activedescendant={rows[at] ? rowId(rows[at]) : undefined}
        onKeyDown={onKeyDown}
        onContextMenu={onContextMenu}
        className="group relative rounded-lg outline-none"
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index]
          if (!row) return null
          return (
            <div
              key={row.path}
              className="absolute inset-x-0 top-0"
              style={{
                transform: `translateY(${item.start}px)`,
                height: item.size,
                // What was refused is said over the rows below.
                zIndex: row.path === renaming ? 1 : undefined,
              }}
            >
              <TreeRow
                row={row}
                live={handOn.get(row.path) ?? null}
                active={item.index === at}
                shown={row.path === shown}
                unread={unreadIn(row, unread)}
                unsaved={unsaved(row)}
                onPress={() => press(row)}
                onRenamed={row.path === renaming ? end : null}
              />
            </div>
          )
        })}
      </div>
      {menu && tree.current && (
        <Suspense>
          <RowMenu
            key={menu.row.path}
            {...menu}
            tree={tree.current}
            onOpenRow={() => press(menu.row)}
            onRename={() => rename(menu.row)}
            onClose={() => setMenu({ ...menu, open: false })}
          />
        </Suspense>
      )}
    </div>
  )

  function press(row: Row): void {
    setActive(row.path)
    if (row.kind === 'folder') onFold(row)
    else onOpen(row)
  }
}

interface OpenMenu {
  readonly row: Row
  readonly beside: HTMLElement
  readonly byKeyboard: boolean
  readonly open: boolean
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

export interface TreeProps {
  readonly rows: readonly Row[]
  /** What Claude is doing to documents just now. */
  readonly hands?: readonly Hand[]
  /** Path of the document that is open. */
  readonly shown: string | null
  /** What was not looked at since it changed; nothing of that in the past. */
  readonly unread?: Unread
  readonly unsaved: (row: Row) => boolean
  /** Only as high as its rows, and never the most of the room. */
  readonly short?: boolean
  /** Rows can be renamed, and have a menu. */
  readonly editable?: boolean
  readonly onOpen: (row: DocumentRow) => void
  readonly onFold: (row: FolderRow) => void
}

function unreadIn(row: Row, unread: Unread | undefined): number {
  if (!unread) return 0
  if (row.kind === 'folder') return unread.below(row.path)
  return row.info && unread.has(row.info.document) ? 1 : 0
}
