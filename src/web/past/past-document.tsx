import { useQuery } from '@tanstack/react-query'
import { Tabs } from 'radix-ui'
import { api } from '../api.ts'
import { SelfMarkedProse } from '../care/marked-prose.tsx'
import { diffOf } from '../chat/diff.ts'
import { DiffView } from '../chat/diff-view.tsx'
import { Button } from '../components/button.tsx'
import { ToldProblem } from '../components/told-problem.tsx'
import { look } from '../location.ts'
import { myName } from '../me.ts'
import { DocumentHead } from '../memory/document-frame.tsx'
import { DocumentTabList, DocumentTabs } from '../memory/document-tabs.tsx'
import { tellOutcome } from '../memory/outcome.ts'
import { textQuery } from '../memory/texts.ts'
import { useNow } from '../now.ts'
import { useWorkspace } from '../store/store.ts'
import { ago, bytes, fileName, hand, shortPath } from '../words.ts'
import { ErasedNote } from './erased-note.tsx'
import { LinesView } from './lines-view.tsx'
import type { PastDocument } from './past-api.ts'
import { words } from './words.ts'

/** A document as it was at a moment: to read, line by line, and what has become of it since. */
export function PastDocumentView({ info }: { readonly info: PastDocument }) {
  const now = useNow()
  const { document, version, path } = info
  const said = words().document
  return (
    <DocumentTabs>
      <section
        aria-label={said.section(shortPath(path))}
        className="flex min-h-0 flex-1 flex-col border-t border-line"
      >
        <DocumentHead path={path} back={said.back} onBack={() => look({ document: null, tab: 'read' })}>
          <BringBack info={info} />
        </DocumentHead>
        <DocumentTabList
          label={said.tabs}
          names={{ read: said.read, source: said.lines, history: said.since }}
        >
          {`${hand(info.changedBy)} · ${ago(info.changedAt, now)}`}
          <span className="@max-[28rem]:hidden">{` · ${bytes(info.size)}`}</span>
        </DocumentTabList>
        <div className="sheet min-h-0 flex-1 overflow-y-auto">
          {info.erased ? (
            <ErasedNote document={document} version={version} />
          ) : (
            <>
              <Tabs.Content value="read" className="px-5 py-4 -outline-offset-2">
                <Text info={info}>{(text) => <SelfMarkedProse text={text} />}</Text>
              </Tabs.Content>
              <Tabs.Content value="source" className="-outline-offset-2">
                <Text info={info}>
                  {(text) => <LinesView document={document} version={version} text={text} />}
                </Text>
              </Tabs.Content>
              <Tabs.Content value="history" className="-outline-offset-2">
                <Text info={info}>{(text) => <Since info={info} then={text} />}</Text>
              </Tabs.Content>
            </>
          )}
        </div>
      </section>
    </DocumentTabs>
  )
}

function Text({
  info,
  children,
}: {
  readonly info: PastDocument
  readonly children: (text: string) => React.ReactNode
}) {
  const query = useQuery(textQuery(info.document, info.version))
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <ToldProblem text={query.error.message} className="p-5" />
  return <p className="p-5 text-plain text-faint">{words().opening}</p>
}

function BringBack({ info }: { readonly info: PastDocument }) {
  const present = useWorkspace((workspace) => workspace.documents[info.document]?.version)
  if (info.erased || present === info.version) return null
  const restore = async (allowSecrets = false) => {
    const told = words().document.broughtBack(fileName(info.path))
    const { document, version } = info
    const answer = await api.restore(document, version, present ?? 0, myName(), allowSecrets)
    const ways = { document, allSame: () => void restore(true) }
    if (tellOutcome(answer, told, ways)) look({ at: null })
  }
  return (
    <Button small onClick={() => void restore()}>
      {words().document.bringBack}
    </Button>
  )
}

/** The difference from then to now. */
function Since({ info, then }: { readonly info: PastDocument; readonly then: string }) {
  const present = useWorkspace((workspace) => workspace.documents[info.document])
  const query = useQuery({
    ...textQuery(info.document, present?.version ?? 0),
    enabled: present !== undefined,
  })
  if (!present) return <p className="p-5 text-plain text-soft">{words().document.deletedSince}</p>
  if (present.version === info.version)
    return (
      <p className="p-5 text-plain text-soft">
        {present.path === info.path
          ? words().document.same
          : words().document.sameElsewhere(shortPath(present.path))}
      </p>
    )
  if (query.data === undefined) return <p className="p-5 text-plain text-faint">{words().comparing}</p>
  return (
    <div className="py-2">
      <DiffView lines={diffOf(then, query.data)} />
    </div>
  )
}
