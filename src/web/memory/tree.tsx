import { useVirtualizer } from '@tanstack/react-virtual'
import { BookLock, BookOpen, Eye } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { isWrite } from '../chat/tool-call.ts'
import { FoldArrow } from '../components/fold-arrow.tsx'
import { isRightToLeft } from '../language/language.ts'
import { useNow } from '../now.ts'
import { ago, bytes, hand } from '../words.ts'
import type { DocumentRow, FolderRow, Row } from './tree-model.ts'
import { words } from './words.ts'

/** Height of a row in pixels; of a document, which has two lines, and of a folder. */
const DOCUMENT_HEIGHT = 46
const FOLDER_HEIGHT = 32

/** The tree of documents. Arrow keys walk, Right and Left open and close, Enter opens, letters jump. */
export function Tree({ rows, shown, unsaved, short = false, onOpen, onFold }: TreeProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<string | null>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'folder' ? FOLDER_HEIGHT : DOCUMENT_HEIGHT),
    getItemKey: (index) => rows[index]?.path ?? index,
    overscan: 12,
    initialRect: { width: 320, height: 400 },
  })
  const at = Math.max(
    0,
    rows.findIndex((row) => row.path === (active ?? shown)),
  )
  const liveAt = rows.findIndex(
    (row) => row.kind === 'document' && row.hand !== null && isWrite(row.hand.call),
  )

  useEffect(() => {
    if (liveAt >= 0) virtual.scrollToIndex(liveAt)
  }, [liveAt, virtual])

  const shownAt = rows.findIndex((row) => row.path === shown)
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
                active={item.index === at}
                shown={row.path === shown}
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

export interface TreeProps {
  readonly rows: readonly Row[]
  /** Path of the document that is open. */
  readonly shown: string | null
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

function rowId(row: Row): string {
  return `tree-${row.path.replace(/[^\w-]/g, '_')}`
}

function TreeRow({ row, active, shown, unsaved, onPress }: TreeRowProps) {
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
      className={`flex h-full cursor-pointer items-center gap-2 rounded-lg pe-2.5 transition-colors duration-[var(--quick)] ${shown ? 'bg-sunken' : 'hover:bg-hover'} ${active ? 'group-focus-visible:outline-2 group-focus-visible:-outline-offset-2 group-focus-visible:outline-accent' : ''}`}
    >
      {row.kind === 'folder' ? <FolderLine row={row} /> : <DocumentLine row={row} unsaved={unsaved} />}
    </div>
  )
}

interface TreeRowProps {
  readonly row: Row
  readonly active: boolean
  readonly shown: boolean
  readonly unsaved: boolean
  readonly onPress: () => void
}

function FolderLine({ row }: { readonly row: FolderRow }) {
  return (
    <>
      <FoldArrow open={row.open} className="text-faint" />
      {row.memory ? (
        <span className="flex min-w-0 flex-1 items-center gap-1.5 text-[13px] font-medium">
          {row.memory.isPrivate ? (
            <BookLock className="size-3.5 shrink-0 text-soft" />
          ) : (
            <BookOpen className="size-3.5 shrink-0 text-soft" />
          )}
          <span dir="auto" title={row.path} className="truncate">
            {row.memory.name}
          </span>
          {row.memory.readOnly && (
            <span className="shrink-0 text-[11.5px] font-normal text-faint">{words().tree.readOnly}</span>
          )}
        </span>
      ) : (
        <span dir="auto" className="min-w-0 flex-1 truncate text-[13px] font-medium">
          {row.name}
        </span>
      )}
      <span className="nums shrink-0 text-[12px] text-faint">
        {words().contents.documents(row.documents)}
      </span>
    </>
  )
}

function DocumentLine({ row, unsaved }: { readonly row: DocumentRow; readonly unsaved: boolean }) {
  const now = useNow()
  const { info, hand: live } = row
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
        ) : null}
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span
            dir="auto"
            className={`min-w-0 flex-1 truncate text-[13.5px] ${leaving ? 'struck' : ''} ${info ? '' : 'text-accent-ink'}`}
          >
            {row.name}
          </span>
          {info && <span className="nums shrink-0 text-[12px] text-faint">{bytes(info.size)}</span>}
        </span>
        <span className={`block truncate text-[12px] ${live ? 'text-accent-ink' : 'text-faint'}`}>
          {live ? liveWords(row) : info ? `${hand(info.changedBy)} · ${ago(info.changedAt, now)}` : ''}
          {unsaved && words().tree.notSaved}
        </span>
      </span>
    </>
  )
}

function liveWords(row: DocumentRow): string {
  const { hand: live } = row
  if (!live) return ''
  const said = words().tree
  switch (live.call.kind) {
    case 'view':
      return said.reads(live.speaker)
    case 'delete':
      return said.deletes(live.speaker)
    case 'rename':
      return said.moves(live.speaker)
    default:
      return said.writes(live.speaker)
  }
}
