import {
  CheckCheck,
  Eraser,
  FilePlus2,
  Flame,
  History as HistoryIcon,
  MoreHorizontal,
  PanelRightClose,
  Replace,
  Rewind,
} from 'lucide-react'
import { memo, type ReactNode, useMemo } from 'react'
import { isWrite } from '../chat/tool-call.ts'
import { Boundary } from '../components/boundary.tsx'
import { IconButton } from '../components/button.tsx'
import { late, lateDialog } from '../components/late.tsx'
import { Menu, MenuItem, MenuLine } from '../components/menu.tsx'
import { showOver } from '../components/over.tsx'
import { Tip } from '../components/tip.tsx'
import { startErasingWords } from '../erase/erase-host.tsx'
import { look, useView } from '../location.ts'
import { openPast } from '../past/past-dialogs.ts'
import { lookBack } from '../past/time.ts'
import { useWorkspace } from '../store/store.ts'
import { numeral } from '../words.ts'
import { useInConflict } from './buffers.ts'
import { Contents } from './contents.tsx'
import { useFollowing } from './following.ts'
import { type Hand, handsOf } from './live.ts'
import { useMarksOfUnread } from './looked.ts'
import { markAllRead } from './mark-all.ts'
import { isNarrow, setFollow, useFollow, useGhost } from './open.ts'
import { type PanelMode, review, showMode, usePanelMode } from './panel-mode.ts'
import { useShelf } from './shelf.ts'
import { words } from './words.ts'

/** What stands where a document will. */
const ROOM = { waiting: () => <div className="flex-1" /> }
const loadDocument = () => import('./document-view.tsx')
const DocumentView = late(() => loadDocument().then((m) => m.DocumentView), ROOM)
const GhostView = late(() => loadDocument().then((m) => m.GhostView), ROOM)
const GoneView = late(() => import('./gone-view.tsx').then((m) => m.GoneView), ROOM)
const loadDialogs = () => import('./path-dialog.tsx')
const NewDialog = lateDialog(() => loadDialogs().then((m) => m.NewDialog), 'field')
const ClearDialog = lateDialog(() => loadDialogs().then((m) => m.ClearDialog), 'field')
const Activity = late(() => import('./activity.tsx').then((m) => m.Activity))
const Review = late(() => import('./review.tsx').then((m) => m.Review))
const TimePanel = late(() => import('../past/time-panel.tsx').then((m) => m.TimePanel), {
  waiting: () => <section aria-label={words().panel.name} className="flex-1 bg-paper" />,
})

/** What all chats remember: the tree of documents, and one of them open. */
export const MemoryPanel = memo(function MemoryPanel() {
  const { at } = useView()
  return <Boundary>{at ? <TimePanel key={at.memory} at={at} /> : <Present />}</Boundary>
})

/** Memory as it is now. */
function Present() {
  const writings = useWorkspace((workspace) => workspace.writings)
  const hands = useMemo(() => handsOf(writings), [writings])
  const { document } = useView()
  const ghost = useGhost()
  const { mode, from, asked } = usePanelMode()
  useFollowing(hands)
  const info = useWorkspace(({ documents }) => (document === null ? undefined : documents[document]))
  const open = ghost !== null || document !== null
  const inConflict = useInConflict(document)
  return (
    <section
      aria-label={words().panel.name}
      data-memory=""
      tabIndex={-1}
      className="@container flex h-full min-h-0 min-w-0 flex-1 flex-col bg-paper outline-none"
    >
      {/* On a phone a document has the panel for itself; its arrow leads back. */}
      <div className={open && mode === 'documents' ? 'max-[760px]:hidden' : ''}>
        <PanelHead />
        <Ways mode={mode} />
      </div>
      {mode === 'activity' ? (
        <Activity hands={hands} />
      ) : mode === 'review' ? (
        <Review asked={asked} from={from} />
      ) : (
        // Where the panel is broad, tree and document stand beside each other.
        <div className="flex min-h-0 flex-1 flex-col @min-[640px]:flex-row">
          <Contents
            hands={hands}
            shown={ghost ?? info?.path ?? null}
            folded={open}
            yields={ghost === null && inConflict}
          />
          {ghost !== null ? (
            <GhostView path={ghost} hand={hands.find((hand) => hand.path === ghost) ?? null} />
          ) : info ? (
            <DocumentView key={info.document} info={info} hand={handOn(hands, info.path)} />
          ) : (
            document !== null && <GoneView document={document} />
          )}
        </div>
      )}
    </section>
  )
}

function handOn(hands: readonly Hand[], path: string): Hand | null {
  const here = hands.filter((hand) => hand.path === path)
  return here.find((hand) => isWrite(hand.call)) ?? here[0] ?? null
}

function PanelHead() {
  const follow = useFollow()
  const { count } = useShelf().shelf
  const { unread } = useMarksOfUnread()
  const said = words().panel
  return (
    <header className="flex h-12 shrink-0 items-center gap-0.5 border-b border-line ps-4 pe-2">
      <h2 className="flex-1 translate-y-px font-serif text-title font-title">{said.name}</h2>
      <Tip words={follow ? said.follows : said.stays}>
        <button
          type="button"
          aria-pressed={follow}
          onClick={() => setFollow(!follow)}
          className={`me-0.5 flex items-center gap-1.5 rounded-md px-2 py-1 text-small hover:bg-hover coarse:min-h-10 ${follow ? 'text-ink' : 'text-faint'}`}
        >
          <span className={`size-1.5 rounded-full ${follow ? 'bg-accent' : 'bg-line-strong'}`} />
          {said.follow}
        </button>
      </Tip>
      <IconButton label={said.newDocument} onClick={() => showOver((close) => <NewDialog onClose={close} />)}>
        <FilePlus2 />
      </IconButton>
      <Menu
        trigger={
          <IconButton label={said.menu} data-memory-menu="">
            <MoreHorizontal />
          </IconButton>
        }
      >
        <MenuItem icon={<CheckCheck />} disabled={unread.count === 0} onSelect={() => markAllRead()}>
          {said.allRead}
        </MenuItem>
        <MenuItem icon={<HistoryIcon />} onSelect={() => showMode('activity')}>
          {said.allChanges}
        </MenuItem>
        <MenuItem icon={<Rewind />} note={said.lookBackKeys} onClosed={() => lookBack()}>
          {said.lookBack}
        </MenuItem>
        <MenuItem icon={<Replace />} disabled={count === 0} onClosed={() => openPast({ kind: 'replace' })}>
          {said.replace}
        </MenuItem>
        {!isNarrow() && (
          <MenuItem
            icon={<PanelRightClose className="rtl:-scale-x-100" />}
            onSelect={() => look({ panel: false })}
          >
            {said.hide}
          </MenuItem>
        )}
        <MenuLine />
        <MenuItem
          icon={<Eraser />}
          danger
          disabled={count === 0}
          onClosed={() => showOver((close) => <ClearDialog documents={count} onClose={close} />)}
        >
          {said.clear}
        </MenuItem>
        <MenuItem icon={<Flame />} danger onClosed={startErasingWords}>
          {said.eraseWords}
        </MenuItem>
      </Menu>
    </header>
  )
}

/** The documents, what happens to them, and what changed since a moment. */
function Ways({ mode }: { readonly mode: PanelMode }) {
  const { unread } = useMarksOfUnread()
  const said = words().ways
  const count = unread.count
  return (
    <nav aria-label={said.name} className="flex shrink-0 gap-0.5 border-b border-line px-2.5 py-1">
      <Way here={mode === 'documents'} onGo={() => showMode('documents')}>
        {said.documents}
      </Way>
      <Way here={mode === 'activity'} onGo={() => showMode('activity')}>
        {said.activity}
      </Way>
      <Way here={mode === 'review'} onGo={() => review('looked')}>
        {said.review}
        {count > 0 && (
          <>
            <span aria-hidden="true" className="nums rounded-full bg-sunken px-1.5 text-tiny text-soft">
              {numeral(count)}
            </span>
            <span className="sr-only">{said.unread(count)}</span>
          </>
        )}
      </Way>
    </nav>
  )
}

function Way({ here, onGo, children }: WayProps) {
  return (
    <button
      type="button"
      aria-current={here ? 'page' : undefined}
      onClick={onGo}
      className={`flex items-center gap-1.5 rounded-md px-2 py-1 text-small hover:bg-hover coarse:min-h-10 ${here ? 'bg-sunken font-medium text-ink' : 'text-soft'}`}
    >
      {children}
    </button>
  )
}

interface WayProps {
  readonly here: boolean
  readonly onGo: () => void
  readonly children: ReactNode
}
