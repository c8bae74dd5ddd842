import { Tabs } from 'radix-ui'
import { type ReactNode, useEffect } from 'react'
import type { DocumentInfo, MemoryDocument } from '../../workspace/events.ts'
import { MarkedProse } from '../care/marked-prose.tsx'
import { useMarks } from '../care/marks.ts'
import { MarksStrip } from '../care/marks-strip.tsx'
import { isWrite } from '../chat/tool-call.ts'
import { late } from '../components/late.tsx'
import { ToldProblem } from '../components/told-problem.tsx'
import { useNow } from '../now.ts'
import { PlainLines } from '../past/lines.tsx'
import { LinesView } from '../past/lines-view.tsx'
import { useWorkspace } from '../store/store.ts'
import { ago, bytes, hand as handWords, moment } from '../words.ts'
import { editing, isUnsaved, useBuffer } from './buffers.ts'
import { Frame, RoomForHead, Sheet, Waiting } from './document-frame.tsx'
import { DocumentHead } from './document-head.tsx'
import { DocumentTabList, DocumentTabs } from './document-tabs.tsx'
import type { Hand } from './live.ts'
import { HandLine, LivePage } from './live-page.tsx'
import { SinceStrip } from './since-strip.tsx'
import { predict, useShownText } from './texts.ts'
import { words } from './words.ts'

const History = late(() => import('./history.tsx').then((m) => m.History), { waiting: () => <Waiting /> })
const Editor = late(() => import('./editor.tsx').then((m) => m.Editor), {
  waiting: () => <Waiting />,
  field: { within: '.cm-editor', onLeave: ({ buffer }) => isUnsaved(buffer) || editing.end(buffer.document) },
})

/** One document of memory: read, line by line, history; edited in place; seen being written. */
export function DocumentView({ info, hand }: { readonly info: MemoryDocument; readonly hand: Hand | null }) {
  const buffer = useBuffer(info.document)
  const writing = hand !== null && isWrite(hand.call) ? hand : null
  const { text, problem, pending, settled } = useShownText(info, writing)
  const marked = useMarks(pending ? null : text)
  if (buffer) {
    return (
      <Frame path={info.path} head={null} live={false}>
        <Editor info={info} buffer={buffer} />
      </Frame>
    )
  }
  return (
    <DocumentTabs>
      <Frame path={info.path} head={<DocumentHead info={info} text={text} />} live={pending !== null}>
        <Looks info={info} />
        <SinceStrip info={info} />
        {writing && <HandOf hand={writing} />}
        <MarksStrip document={info.document} marks={marked.marks} />
        <Sheet live={pending !== null} settled={settled}>
          <Tabs.Content value="read" className="px-5 py-4 -outline-offset-2">
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
          <Tabs.Content value="source" className="-outline-offset-2">
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
          <Tabs.Content value="history" className="-outline-offset-2">
            <History document={info.document} present={info.version} />
          </Tabs.Content>
        </Sheet>
      </Frame>
    </DocumentTabs>
  )
}

/** A document in its first moments: it is being written and does not exist yet. */
export function GhostView({ path, hand }: { readonly path: string; readonly hand: Hand | null }) {
  const text = hand?.call.kind === 'create' ? hand.call.text : ''
  useEffect(() => {
    if (hand && text !== '') predict(hand.key, text)
  }, [hand, text])
  return (
    <Frame path={path} head={<RoomForHead />} live>
      {hand && <HandOf hand={hand} />}
      <Sheet live settled={false}>
        <div className="px-5 py-4">
          {hand && <LivePage hand={hand} pending={{ before: '', gone: '', come: text, after: '' }} />}
        </div>
      </Sheet>
    </Frame>
  )
}

function HandOf({ hand }: { readonly hand: Hand }) {
  const chat = useWorkspace((workspace) => workspace.chats[hand.chat]?.name)
  const { isWriting, isChanging } = words().document
  return <HandLine words={(hand.call.kind === 'create' ? isWriting : isChanging)(hand.speaker, chat)} />
}

/** Who changed it last, and the ways to look at it. */
function Looks({ info }: { readonly info: DocumentInfo }) {
  const said = words().document
  const now = useNow()
  return (
    <DocumentTabList
      label={said.tabs}
      names={{ read: said.read, source: said.lines, history: said.history }}
      title={`${info.path}\n${moment(info.changedAt)}`}
    >
      {`${handWords(info.changedBy)} · ${ago(info.changedAt, now)}`}
      {/* The tree says it as well, where the place is for the name. */}
      <span className="@max-[28rem]:hidden">{` · ${bytes(info.size)}`}</span>
    </DocumentTabList>
  )
}

function Body({ text, problem, live, children }: BodyProps) {
  if (live) return live
  if (text !== null) return children(text)
  if (problem !== null) return <ToldProblem text={problem} className="p-5" />
  return <Waiting />
}

interface BodyProps {
  readonly text: string | null
  readonly problem: string | null
  readonly live: ReactNode
  readonly children: (text: string) => ReactNode
}

function Nothing() {
  return <p className="font-serif text-lead text-faint">{words().document.empty}</p>
}
