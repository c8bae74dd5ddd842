import { ArrowLeft, Copy, FileX, Flame, MoreHorizontal, PencilLine, Replace } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import type { DocumentInfo, MemoryDocument } from '../../workspace/events.ts'
import { api } from '../api.ts'
import { MarkedProse } from '../care/marked-prose.tsx'
import { useMarks } from '../care/marks.ts'
import { MarksStrip } from '../care/marks-strip.tsx'
import { isWrite } from '../chat/tool-call.ts'
import { Button, IconButton } from '../components/button.tsx'
import { Menu, MenuItem, MenuLine } from '../components/menu.tsx'
import { say } from '../components/toast.tsx'
import { DocumentMark } from '../demonstration/mark.tsx'
import { startErasing } from '../erase/erase-host.tsx'
import { look, useView } from '../location.ts'
import { myName } from '../me.ts'
import { useNow } from '../now.ts'
import { PlainLines } from '../past/lines.tsx'
import { LinesView } from '../past/lines-view.tsx'
import { openPast } from '../past/past-dialogs.ts'
import { useWorkspace } from '../store/store.ts'
import { ago, bytes, fileName, hand as handWords, moment, shortPath } from '../words.ts'
import { editing, useBuffer } from './buffers.ts'
import type { Hand } from './live.ts'
import { HandLine, LivePage } from './live-page.tsx'
import { closeDocument } from './open.ts'
import { tellOutcome } from './outcome.ts'
import { RenameDialog } from './path-dialog.tsx'
import { SinceStrip } from './since-strip.tsx'
import { predict, useShownText } from './texts.ts'
import { words } from './words.ts'

const History = lazy(() => import('./history.tsx').then((m) => ({ default: m.History })))
const Editor = lazy(() => import('./editor.tsx').then((m) => ({ default: m.Editor })))

/** One document of memory: read, line by line, history; edited in place; seen being written. */
export function DocumentView({ info, hand }: { readonly info: MemoryDocument; readonly hand: Hand | null }) {
  const { tab } = useView()
  const buffer = useBuffer(info.document)
  const writing = hand !== null && isWrite(hand.call) ? hand : null
  const { text, problem, pending, settled } = useShownText(info, writing)
  const marked = useMarks(pending ? null : text)
  if (buffer) {
    return (
      <Frame path={info.path} head={null} live={false}>
        <Suspense fallback={<Waiting />}>
          <Editor info={info} buffer={buffer} />
        </Suspense>
      </Frame>
    )
  }
  return (
    <Tabs.Root
      value={tab}
      onValueChange={(next) => look({ tab: parseTab(next) })}
      className="flex min-h-0 min-w-0 flex-1 flex-col"
    >
      <Frame path={info.path} head={<DocumentHead info={info} text={text} />} live={pending !== null}>
        <Changed info={info} />
        <SinceStrip info={info} />
        {writing && <HandOf hand={writing} />}
        <MarksStrip document={info.document} marks={marked.marks} />
        <Sheet live={pending !== null} settled={settled}>
          <Tabs.Content value="read" className="px-5 py-4 outline-none">
            <Body
              text={text}
              problem={problem}
              live={writing && pending && <LivePage hand={writing} pending={pending} />}
            >
              {(present) =>
                present.trim() === '' ? <Nothing /> : <MarkedProse text={present} marked={marked} />
              }
            </Body>
          </Tabs.Content>
          <Tabs.Content value="source" className="outline-none">
            <Body text={text} problem={problem} live={null}>
              {(present) =>
                pending ? (
                  <PlainLines text={pending.before + pending.come + pending.after} />
                ) : (
                  <LinesView
                    document={info.document}
                    version={info.version}
                    text={present}
                    marked={marked.lines}
                  />
                )
              }
            </Body>
          </Tabs.Content>
          <Tabs.Content value="history" className="outline-none">
            <Suspense fallback={<Waiting />}>
              <History document={info.document} present={info.version} />
            </Suspense>
          </Tabs.Content>
        </Sheet>
      </Frame>
    </Tabs.Root>
  )
}

function parseTab(value: string): 'read' | 'source' | 'history' {
  return value === 'source' || value === 'history' ? value : 'read'
}

/** A document in its first moments: it is being written and does not exist yet. */
export function GhostView({ path, hand }: { readonly path: string; readonly hand: Hand | null }) {
  const text = hand?.call.kind === 'create' ? hand.call.text : ''
  useEffect(() => {
    if (hand && text !== '') predict(hand.key, text)
  }, [hand, text])
  return (
    <Frame path={path} head={null} live>
      {hand && <HandOf hand={hand} />}
      <Sheet live settled={false}>
        <div className="px-5 py-4">
          {hand && <LivePage hand={hand} pending={{ before: '', gone: '', come: text, after: '' }} />}
        </div>
      </Sheet>
    </Frame>
  )
}

/** A document that is gone, or that this memory never had. */
export function GoneView({ document }: { readonly document: string }) {
  const said = words().document
  const unsaved = useBuffer(document)
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto border-t border-line">
      <div className="flex flex-col items-start gap-3 px-5 py-5">
        <p className="flex items-center gap-2 font-serif text-title text-soft">
          <FileX className="size-[18px]" />
          {said.gone}
        </p>
        <p className="text-plain text-faint">{said.goneAbout}</p>
        {unsaved && (
          <section aria-label={said.unsaved} className="flex w-full flex-col items-start gap-2">
            <p role="alert" className="text-plain font-medium">
              {said.deletedWhileWriting}
            </p>
            <pre
              dir="auto"
              className="max-h-64 w-full overflow-auto rounded-xl border border-line bg-page p-3 font-mono text-small whitespace-pre-wrap"
            >
              {unsaved.text}
            </pre>
            <Button small onClick={() => void copy(unsaved.text)}>
              {said.copyMine}
            </Button>
          </section>
        )}
        <Button small onClick={() => closeDocument()}>
          {said.close}
        </Button>
      </div>
      <Suspense fallback={<Waiting />}>
        <History document={document} present={null} />
      </Suspense>
    </div>
  )
}

function HandOf({ hand }: { readonly hand: Hand }) {
  const chat = useWorkspace((workspace) => workspace.chats[hand.chat]?.name)
  const { isWriting, isChanging } = words().document
  return <HandLine words={(hand.call.kind === 'create' ? isWriting : isChanging)(hand.speaker, chat)} />
}

/** The paper. A stroke of ink runs along it while a hand writes; when it rests, the paper settles. */
function Sheet({ live, settled, children }: SheetProps) {
  return (
    <div className={`flex min-h-0 flex-1 ${live ? 'hand' : ''}`}>
      <div className={`sheet min-h-0 flex-1 overflow-y-auto ${live ? 'live' : settled ? 'settled' : ''}`}>
        {children}
      </div>
    </div>
  )
}

interface SheetProps {
  readonly live: boolean
  /** It was seen being written just now. */
  readonly settled: boolean
  readonly children: ReactNode
}

function Frame({ path, head, live, children }: FrameProps) {
  return (
    <section
      aria-label={words().document.section(shortPath(path))}
      aria-busy={live}
      tabIndex={-1}
      data-document=""
      className="outline-none flex min-h-0 min-w-0 flex-1 flex-col border-t border-line @min-[640px]:border-t-0"
    >
      <header className="flex shrink-0 items-center gap-0.5 px-2 pt-1.5">
        <IconButton label={words().document.back} onClick={() => closeDocument(live)}>
          <ArrowLeft className="rtl:-scale-x-100" />
        </IconButton>
        <h3 title={path} className="min-w-0 flex-1 truncate font-serif text-title font-title">
          <bdi>{fileName(path)}</bdi>
        </h3>
        {head}
      </header>
      {children}
    </section>
  )
}

interface FrameProps {
  readonly path: string
  readonly head: ReactNode
  readonly live: boolean
  readonly children: ReactNode
}

function DocumentHead({ info, text }: { readonly info: DocumentInfo; readonly text: string | null }) {
  const [renaming, setRenaming] = useState(false)
  const said = words().document
  return (
    <>
      <DocumentMark document={info.document} />
      <IconButton
        label={said.edit}
        disabled={text === null}
        onClick={() => text !== null && editing.begin(info, text)}
      >
        <PencilLine />
      </IconButton>
      <Menu
        trigger={
          <IconButton label={said.menuOf(fileName(info.path))} hint={said.menu}>
            <MoreHorizontal />
          </IconButton>
        }
      >
        <MenuItem icon={<PencilLine />} onSelect={() => setRenaming(true)}>
          {said.rename}
        </MenuItem>
        <MenuItem icon={<Replace />} onSelect={() => openPast({ kind: 'replace', under: info.path })}>
          {said.replace}
        </MenuItem>
        <MenuItem icon={<Copy />} disabled={text === null} onSelect={() => void copy(text ?? '')}>
          {said.copy}
        </MenuItem>
        <MenuLine />
        <MenuItem icon={<FileX />} danger onSelect={() => void remove(info)}>
          {said.delete}
        </MenuItem>
        <MenuItem icon={<Flame />} danger onSelect={() => eraseAll(info)}>
          {said.erase}
        </MenuItem>
      </Menu>
      {renaming && <RenameDialog info={info} onClose={() => setRenaming(false)} />}
    </>
  )
}

async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text)
  say({ words: words().document.copied })
}

function eraseAll({ document, path }: DocumentInfo): void {
  startErasing(words().document.eraseTitle(fileName(path)), { document, versions: 'all' })
}

async function remove(info: DocumentInfo): Promise<void> {
  const done = tellOutcome(
    await api.remove(info.path, info.version, myName()),
    words().document.deleted(fileName(info.path)),
    { document: info.document },
  )
  if (done) closeDocument()
}

const TAB =
  'rounded-md px-2 py-1 text-small text-soft hover:bg-hover data-[state=active]:bg-sunken data-[state=active]:font-medium data-[state=active]:text-ink coarse:min-h-10'

function Changed({ info }: { readonly info: DocumentInfo }) {
  const said = words().document
  const now = useNow()
  return (
    <div className="flex shrink-0 items-center gap-2 border-b border-line ps-3.5 pe-3 pb-2">
      <p
        title={`${info.path}\n${moment(info.changedAt)}`}
        className="nums min-w-0 flex-1 truncate text-small text-faint"
      >
        {`${handWords(info.changedBy)} · ${ago(info.changedAt, now)} · ${bytes(info.size)}`}
      </p>
      <Tabs.List aria-label={said.tabs} className="flex shrink-0 gap-0.5">
        <Tabs.Trigger value="read" className={TAB}>
          {said.read}
        </Tabs.Trigger>
        <Tabs.Trigger value="source" className={TAB}>
          {said.lines}
        </Tabs.Trigger>
        <Tabs.Trigger value="history" className={TAB}>
          {said.history}
        </Tabs.Trigger>
      </Tabs.List>
    </div>
  )
}

function Body({ text, problem, live, children }: BodyProps) {
  if (live) return live
  if (text !== null) return children(text)
  if (problem !== null) return <p className="p-5 text-plain text-bad">{problem}</p>
  return <Waiting />
}

interface BodyProps {
  readonly text: string | null
  readonly problem: string | null
  readonly live: ReactNode
  readonly children: (text: string) => ReactNode
}

function Waiting() {
  return <p className="p-5 text-plain text-faint">{words().opening}</p>
}

function Nothing() {
  return <p className="font-serif text-lead text-faint">{words().document.empty}</p>
}
