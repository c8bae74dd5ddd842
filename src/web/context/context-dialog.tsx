import { Eraser, ScrollText } from 'lucide-react'
import { useState } from 'react'
import type { ContextReport } from '../../workspace/context-report.ts'
import type { ChatInfo } from '../../workspace/events.ts'
import { clearChat } from '../chat/deeds.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { say, sayProblem } from '../components/toast.tsx'
import { ToldProblem } from '../components/told-problem.tsx'
import { useWorkspace } from '../store/store.ts'
import { contextApi, useContextReport } from './context-api.ts'
import { clearingWords, fullnessOf, usedWords } from './context-words.ts'
import { PartsBar } from './parts-bar.tsx'
import { SettingsPreview } from './settings-preview.tsx'
import { words } from './words.ts'

/** What Claude sees of a chat: how full it is, of what, what will happen to it, and what one can do. */
export function ContextDialog({ chat, onClose }: { readonly chat: ChatInfo; readonly onClose: () => void }) {
  const { data, error } = useContextReport(chat)
  const said = words()
  return (
    <Dialog title={said.title} about={said.about(chat.name)} open onClose={onClose} wide>
      {error && <ToldProblem text={error.message} />}
      {!data && !error && (
        <p className="text-plain text-soft">{chat.turns === 0 ? said.nothing : said.counting}</p>
      )}
      {data && (
        // The focus begins here and not on the first button, which would sum up the conversation.
        <div ref={focusOn} tabIndex={-1} className="flex flex-col gap-7 outline-none">
          <Report chat={chat} report={data} onClose={onClose} />
          <SettingsPreview chat={chat} />
        </div>
      )}
    </Dialog>
  )
}

function focusOn(element: HTMLElement | null): void {
  element?.focus()
}

function Report({ chat, report, onClose }: ReportProps) {
  const model = useWorkspace(({ hosts }) => {
    const host = hosts.find(({ id }) => id === report.host)
    const model = host?.models.find(({ id }) => id === report.model)?.name ?? report.model
    return words().modelOn(model, host?.name ?? report.host)
  })
  return (
    <section aria-label={words().howFull} className="flex flex-col gap-4">
      <p>
        <span className="nums font-serif text-large leading-tight">{usedWords(report)}</span>
        <span className="block text-small text-faint">{`${model}. ${words().sources[report.source]}`}</span>
      </p>
      <PartsBar report={report} />
      <p className="text-plain text-soft">
        {clearingWords(report)}
        {report.compaction !== null && words().summedAbove(report.compaction)}
        {fullnessOf(report) === 'full' && words().nearlyFull}
      </p>
      <div className="flex flex-wrap gap-1.5">
        <SumUp chat={chat} report={report} onDone={onClose} />
        <Button small disabled={chat.tip === chat.clearedThrough} onClick={() => void clearChat(chat.id)}>
          <Eraser className="size-3.5" />
          {words().clear}
        </Button>
      </div>
    </section>
  )
}

interface ReportProps {
  readonly chat: ChatInfo
  readonly report: ContextReport
  readonly onClose: () => void
}

function SumUp({
  chat,
  report,
  onDone,
}: {
  readonly chat: ChatInfo
  readonly report: ContextReport
  readonly onDone: () => void
}) {
  const [turn] = useState(() => `turn_${crypto.randomUUID()}`)
  const [asked, setAsked] = useState(false)
  return (
    <Button
      small
      disabled={asked || !report.canCompact || chat.running !== null}
      title={report.canCompact ? undefined : words().cannotSummarise}
      onClick={async () => {
        setAsked(true)
        const answer = await contextApi.compact(chat.id, turn, chat.settings.speaker)
        setAsked(false)
        if (!answer.ok) return sayProblem(answer.problem.message)
        say({ words: words().summing })
        onDone()
      }}
    >
      <ScrollText className="size-3.5" />
      {words().summarise}
    </Button>
  )
}
