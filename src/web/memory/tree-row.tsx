import { BookLock, BookOpen, Eye } from 'lucide-react'
import { FoldArrow } from '../components/fold-arrow.tsx'
import { useNow } from '../now.ts'
import { useWorkspace } from '../store/store.ts'
import { ago, bytes, hand } from '../words.ts'
import type { Hand } from './live.ts'
import { RenameField, type RenameFieldProps } from './rename-field.tsx'
import type { DocumentRow, FolderRow, Row } from './tree-model.ts'
import { words } from './words.ts'

/** The id of a row's element. */
export function rowId(row: Row): string {
  return `tree-${encodeURIComponent(row.path)}`
}

/** A folder or a document of the tree; while it is renamed, its name is a field. */
export function TreeRow({ row, live, active, shown, unread, unsaved, onPress, onRenamed }: TreeRowProps) {
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
      onClick={onRenamed ? undefined : onPress}
      style={{ paddingInlineStart: 8 + (row.level - 1) * 16 }}
      className={`flex h-full cursor-pointer items-center gap-2 rounded-lg pe-2.5 transition-colors duration-quick ${shown ? 'bg-sunken' : 'hover:bg-hover'} ${active ? 'group-focus-visible:outline-2 group-focus-visible:-outline-offset-2 group-focus-visible:outline-accent' : ''}`}
    >
      {onRenamed ? (
        <>
          <span className="w-3.5 shrink-0" />
          <RenameField row={row} onEnd={onRenamed} />
        </>
      ) : row.kind === 'folder' ? (
        <FolderLine row={row} unread={unread} />
      ) : (
        <DocumentLine row={row} live={live} unread={unread > 0} unsaved={unsaved} />
      )}
    </div>
  )
}

export interface TreeRowProps {
  readonly row: Row
  readonly live: Hand | null
  readonly active: boolean
  readonly shown: boolean
  /** How many of it were not looked at. */
  readonly unread: number
  readonly unsaved: boolean
  readonly onPress: () => void
  /** Not null: its name is a field now. */
  readonly onRenamed: RenameFieldProps['onEnd'] | null
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
