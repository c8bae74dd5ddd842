import { useVirtualizer } from '@tanstack/react-virtual'
import { BookLock, BookOpen, Eye } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { isWrite } from '../chat/tool-call.ts'
import { FoldArrow } from '../components/fold-arrow.tsx'
import { isRightToLeft } from '../language/language.ts'
import { useNow } from '../now.ts'
import { useWorkspace } from '../store/store.ts'
import { ago, bytes, hand } from '../words.ts'
import type { Hand } from './live.ts'
import type { Unread } from './looked-model.ts'
import type { DocumentRow, FolderRow, Row } from './tree-model.ts'
import { words } from './words.ts'

/** Height of a row in pixels; of a document, which has two lines, and of a folder. */
const DOCUMENT_HEIGHT = 46
const FOLDER_HEIGHT = 32

const NONE: readonly Hand[] = []

/** The tree of documents. Arrow keys walk, Right and Left open and close, Enter opens, letters jump. */
export function Tree({
  rows,
  hands = NONE,
  shown,
  unread,
  unsaved,
  short = false,
  onOpen,
  onFold,
}: TreeProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<string | null>(null)
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

  const onKeyDown = (event: KeyboardEvent) => {
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
        role="tree"
        aria-label={words().tree.name}
        tabIndex={0}
        aria-activedescendant={rows[at] ? rowId(rows[at]) : undefined}
        onKeyDown={onKeyDown}
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
              style={{ transform: `translateY(${item.start}px)`, height: item.size }}
            >
              <TreeRow
                row={row}
                live={handOn.get(row.path) ?? null}
                active={item.index === at}
                shown={row.path === shown}
                unread={unreadIn(row, unread)}
                unsaved={unsaved(row)}
                onPress={() => press(row)}
              />
            </div>
          )
        })}
      </div>
    </div>
  )

  function press(row: Row): void {
    setActive(row.path)
    if (row.kind === 'folder') onFold(row)
    else onOpen(row)
  }
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
  readonly onOpen: (row: DocumentRow) => void
  readonly onFold: (row: FolderRow) => void
}

type Step =
  | { readonly kind: 'go'; readonly index: number }
  | { readonly kind: 'fold'; readonly row: FolderRow }
  | { readonly kind: 'open'; readonly row: DocumentRow }

function keyStep(event: KeyboardEvent, rows: readonly Row[], at: number): Step | null {
  const row = rows[at]
  if (!row || event.ctrlKey || event.metaKey || event.altKey) return null
  switch (turned(event.key)) {
    case 'ArrowDown':
      return { kind: 'go', index: at + 1 }
    case 'ArrowUp':
      return { kind: 'go', index: at - 1 }
    case 'Home':
      return { kind: 'go', index: 0 }
    case 'End':
      return { kind: 'go', index: rows.length - 1 }
    case 'Enter':
    case ' ':
      return row.kind === 'folder' ? { kind: 'fold', row } : { kind: 'open', row }
    case 'ArrowRight':
      return row.kind === 'folder' && !row.open ? { kind: 'fold', row } : { kind: 'go', index: at + 1 }
    case 'ArrowLeft':
      if (row.kind === 'folder' && row.open) return { kind: 'fold', row }
      return { kind: 'go', index: rows.slice(0, at).findLastIndex((other) => other.level < row.level) }
    default:
      return event.key.length === 1 ? jump(event.key.toLowerCase(), rows, at) : null
  }
}

/** Into a folder is along the writing, whichever way it runs. */
function turned(key: string): string {
  if (!isRightToLeft()) return key
  return key === 'ArrowRight' ? 'ArrowLeft' : key === 'ArrowLeft' ? 'ArrowRight' : key
}

function jump(letter: string, rows: readonly Row[], at: number): Step | null {
  const ahead = [...rows.slice(at + 1), ...rows.slice(0, at + 1)]
  const found = ahead.find((row) => row.name.toLowerCase().startsWith(letter))
  return found ? { kind: 'go', index: rows.indexOf(found) } : null
}

function unreadIn(row: Row, unread: Unread | undefined): number {
  if (!unread) return 0
  if (row.kind === 'folder') return unread.below(row.path)
  return row.info && unread.has(row.info.document) ? 1 : 0
}

function rowId(row: Row): string {
  return `tree-${encodeURIComponent(row.path)}`
}

function TreeRow({ row, live, active, shown, unread, unsaved, onPress }: TreeRowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it has the focus and the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the tree points at it with aria-activedescendant
    <div
      id={rowId(row)}
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-selected={shown}
      aria-expanded={row.kind === 'folder' ? row.open : undefined}
      onClick={onPress}
      style={{ paddingInlineStart: 8 + (row.level - 1) * 16 }}
      className={`flex h-full cursor-pointer items-center gap-2 rounded-lg pe-2.5 transition-colors duration-quick ${shown ? 'bg-sunken' : 'hover:bg-hover'} ${active ? 'group-focus-visible:outline-2 group-focus-visible:-outline-offset-2 group-focus-visible:outline-accent' : ''}`}
    >
      {row.kind === 'folder' ? (
        <FolderLine row={row} unread={unread} />
      ) : (
        <DocumentLine row={row} live={live} unread={unread > 0} unsaved={unsaved} />
      )}
    </div>
  )
}

interface TreeRowProps {
  readonly row: Row
  readonly live: Hand | null
  readonly active: boolean
  readonly shown: boolean
  /** How many of it were not looked at. */
  readonly unread: number
  readonly unsaved: boolean
  readonly onPress: () => void
}

function FolderLine({ row, unread }: { readonly row: FolderRow; readonly unread: number }) {
  return (
    <>
      <FoldArrow open={row.open} className="text-faint" />
      {row.memory ? (
        <span className="flex min-w-0 flex-1 items-center gap-1.5 text-plain font-medium">
          {row.memory.isPrivate ? (
            <BookLock className="size-3.5 shrink-0 text-soft" />
          ) : (
            <BookOpen className="size-3.5 shrink-0 text-soft" />
          )}
          <span title={row.path} className="truncate">
            <bdi>{row.memory.name}</bdi>
          </span>
          {row.memory.readOnly && (
            <span className="shrink-0 text-tiny font-normal text-faint">{words().tree.readOnly}</span>
          )}
        </span>
      ) : (
        <span className="min-w-0 flex-1 truncate text-plain font-medium">
          <bdi>{row.name}</bdi>
        </span>
      )}
      {unread > 0 && (
        <span className="nums shrink-0 text-small font-medium text-soft">
          {words().tree.unreadBelow(unread)}
        </span>
      )}
      <span className="nums shrink-0 text-small text-faint">{words().contents.documents(row.documents)}</span>
    </>
  )
}

function DocumentLine({ row, live, unread, unsaved }: DocumentLineProps) {
  const now = useNow()
  const { info } = row
  const chat = useWorkspace((workspace) => (live ? workspace.chats[live.chat]?.name : undefined))
  const writing = live !== null && live.call.kind !== 'view'
  const leaving = live?.call.kind === 'delete'
  return (
    <>
      <span className="flex w-3.5 shrink-0 justify-center">
        {writing ? (
          <span className="pulse" />
        ) : live ? (
          <Eye className="size-3.5 text-accent-ink" />
        ) : unsaved ? (
          <span className="size-1.5 rounded-full bg-kraft" />
        ) : unread ? (
          <span className="size-[7px] rounded-full bg-soft" />
        ) : null}
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span
            className={`min-w-0 flex-1 truncate text-plain ${unread ? 'font-semibold' : ''} ${leaving ? 'struck' : ''} ${info ? '' : 'text-accent-ink'}`}
          >
            <bdi>{row.name}</bdi>
          </span>
          {info && <bdi className="nums shrink-0 text-small text-faint">{bytes(info.size)}</bdi>}
        </span>
        <span className={`block truncate text-small ${live ? 'text-accent-ink' : 'text-faint'}`}>
          {live ? liveWords(live, chat) : info ? `${hand(info.changedBy)} · ${ago(info.changedAt, now)}` : ''}
          {unsaved && words().tree.notSaved}
          {unread && <span className="sr-only">{` · ${words().tree.unread}`}</span>}
        </span>
      </span>
    </>
  )
}

interface DocumentLineProps {
  readonly row: DocumentRow
  readonly live: Hand | null
  readonly unread: boolean
  readonly unsaved: boolean
}

function liveWords(live: Hand, chat: string | undefined): string {
  const said = words().tree
  switch (live.call.kind) {
    case 'view':
      return said.reads(live.speaker, chat)
    case 'delete':
      return said.deletes(live.speaker, chat)
    case 'rename':
      return said.moves(live.speaker, chat)
    default:
      return said.writes(live.speaker, chat)
  }
}
