import type { VirtualItem } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useId, useMemo, useRef, useState } from 'react'
import { lateDialog } from '../components/late.tsx'
import { commandOf, MAC } from '../shell/bindings.ts'
import { chordOf } from '../shell/keys.ts'
import type { Hand } from './live.ts'
import type { Unread } from './looked-model.ts'
import { keyStep } from './tree-keys.ts'
import type { DocumentRow, FolderRow, Row } from './tree-model.ts'
import { rowId, TreeRow } from './tree-row.tsx'
import { useTreeWindow } from './tree-window.ts'
import { useRenaming } from './use-renaming.ts'
import { useRowMenu } from './use-row-menu.ts'
import { words } from './words.ts'

const RowMenu = lateDialog(() => import('./row-menu.tsx').then((m) => m.RowMenu))

const NONE: readonly Hand[] = []

/**
 * The tree of documents. Arrow keys walk, Right and Left open and close, Enter opens, letters jump; others rename and open a menu.
 * It stands on its own ground, as a conversation does (decision 082): it is scrolled as a layer of its own then.
 */
export function Tree(props: TreeProps) {
  const { rows, hands = NONE, shown, short = false, editable = false, onOpen, onFold } = props
  const scroller = useRef<HTMLDivElement>(null)
  const tree = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<string | null>(null)
  const at = useRowAt(rows, active ?? shown)
  const view = useTreeWindow(rows, scroller, hands, shown)
  const { renaming, rename, end } = useRenaming(rows, tree, setActive)
  const { menu, ask, close } = useRowMenu(rows, rows[at], setActive)

  const go = (index: number) => {
    const to = Math.max(0, Math.min(rows.length - 1, index))
    const row = rows[to]
    if (!row) return
    setActive(row.path)
    view.scrollToIndex(to)
  }
  const press = (row: Row) => {
    setActive(row.path)
    if (row.kind === 'folder') onFold(row)
    else onOpen(row)
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
      className={`min-h-0 overflow-y-auto bg-paper px-2 pb-2 ${short ? 'max-h-[40%] shrink-0' : 'flex-1'}`}
    >
      <div
        ref={tree}
        id={useId()}
        role="tree"
        aria-label={words().tree.name}
        tabIndex={0}
        aria-activedescendant={rows[at] ? rowId(rows[at]) : undefined}
        onKeyDown={onKeyDown}
        onContextMenu={editable ? ask : undefined}
        className="group relative rounded-lg outline-none"
        style={{ height: view.getTotalSize() }}
      >
        <Rows
          {...props}
          drawn={view.getVirtualItems()}
          at={at}
          onPress={press}
          renaming={renaming}
          onRenamed={end}
        />
      </div>
      {menu && tree.current && (
        <RowMenu
          key={menu.row.path}
          {...menu}
          tree={tree.current}
          onOpenRow={() => press(menu.row)}
          onRename={() => rename(menu.row)}
          onClose={close}
        />
      )}
    </div>
  )
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

/** The place of the row somebody is on; the first when they are on none. */
function useRowAt(rows: readonly Row[], here: string | null): number {
  return useMemo(
    () =>
      Math.max(
        0,
        rows.findIndex((row) => row.path === here),
      ),
    [rows, here],
  )
}

/** The rows that are drawn, each where it stands among all. */
function Rows({
  rows,
  hands = NONE,
  shown,
  unread,
  unsaved,
  drawn,
  at,
  renaming,
  onPress,
  onRenamed,
}: RowsProps) {
  const handOn = useMemo(
    () => new Map(hands.flatMap((hand) => (hand.path === null ? [] : [[hand.path, hand] as const]))),
    [hands],
  )
  return drawn.map((item) => {
    const row = rows[item.index]
    if (!row) return null
    const isRenamed = row.path === renaming
    return (
      <Placed key={row.path} item={item} above={isRenamed}>
        <TreeRow
          row={row}
          live={handOn.get(row.path) ?? null}
          active={item.index === at}
          shown={row.path === shown}
          unread={unreadIn(row, unread)}
          unsaved={unsaved(row)}
          onPress={() => onPress(row)}
          onRenamed={isRenamed ? onRenamed : null}
        />
      </Placed>
    )
  })
}

interface RowsProps extends TreeProps {
  readonly drawn: readonly VirtualItem[]
  /** The place of the row somebody is on. */
  readonly at: number
  /** The path of the row whose name is a field. */
  readonly renaming: string | null
  readonly onPress: (row: Row) => void
  readonly onRenamed: (to: string | null, stays: boolean) => void
}

/** `above`: what was refused of it is said over the rows below. */
function Placed({ item, above, children }: PlacedProps) {
  return (
    <div
      className="absolute inset-x-0 top-0"
      style={{
        transform: `translateY(${item.start}px)`,
        height: item.size,
        zIndex: above ? 1 : undefined,
      }}
    >
      {children}
    </div>
  )
}

interface PlacedProps {
  readonly item: VirtualItem
  readonly above: boolean
  readonly children: ReactNode
}

function unreadIn(row: Row, unread: Unread | undefined): number {
  if (!unread) return 0
  if (row.kind === 'folder') return unread.below(row.path)
  return row.info && unread.has(row.info.document) ? 1 : 0
}
