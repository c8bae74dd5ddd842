import { X } from 'lucide-react'
import { useCallback, useEffect, useRef } from 'react'
import { useBoard } from '../board/chats.ts'
import { Button, IconButton } from '../components/button.tsx'
import { docsPath } from '../help/pages.ts'
import { look } from '../location.ts'
import { isNarrow } from '../memory/open.ts'
import { openPrompts } from '../prompts/open-prompts.ts'
import { announce } from '../shell/announce.ts'
import { useWorkspace } from '../store/store.ts'
import { goTo, usePointing } from './pointing.ts'
import { leaveTour, skipStep } from './take-tour.ts'
import { targetOf } from './targets.ts'
import { chatFor, STEPS, type Tour, type Under } from './tour.ts'
import './tour.css'
import { type StepInWords, words } from './words.ts'

/** One step at a time, above the board and over nothing: what to do, and a mark on the real thing. Escape in it leaves. */
export function TourStrip({ tour }: { readonly tour: Tour }) {
  const said = words()
  return (
    <section
      aria-label={said.title}
      onKeyDown={(event) => {
        if (event.key === 'Escape') leaveTour()
      }}
      className="flex shrink-0 items-start gap-3 border-b border-line bg-fresh/60 py-2 ps-4 pe-2 in-data-keyboard:hidden"
    >
      {tour.kind === 'on' ? <StepOf tour={tour} /> : <Over />}
      <IconButton label={said.leave} className="-my-0.5" onClick={leaveTour}>
        <X />
      </IconButton>
    </section>
  )
}

function StepOf({ tour }: { readonly tour: Under }) {
  const board = useBoard()
  const chat = useWorkspace((workspace) => chatFor(tour, board, workspace.chats))
  const who = useWorkspace((workspace) => (chat ? (workspace.chats[chat]?.settings.speaker ?? null) : null))
  const first = useWorkspace((workspace) =>
    tour.first ? (workspace.chats[tour.first]?.settings.speaker ?? null) : null,
  )
  const ready = useWorkspace((workspace) => chat !== null && (workspace.chats[chat]?.draft ?? '') !== '')
  const running = useWorkspace((workspace) => chat !== null && workspace.chats[chat]?.running != null)
  usePointing(useCallback(() => targetOf(tour, chat), [tour, chat]))
  const step: StepInWords = { who, ready, first, running }
  const said = words()
  useSaidAtFirst(`${said.title}, ${said.names[tour.step]}: ${said.says[tour.step](step)}`)
  const show = () => {
    if (isNarrow()) look({ front: tour.step === 'watch' ? 'memory' : chat })
    requestAnimationFrame(() => {
      const target = targetOf(tour, chat)
      if (target) goTo(target)
    })
  }
  return (
    <>
      <div role="status" className="min-w-0 flex-1 text-plain text-pretty">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="nums text-small text-faint">
            {said.step(STEPS.indexOf(tour.step) + 1, STEPS.length)}
          </span>
          <span className="font-medium">{said.names[tour.step]}</span>
        </p>
        <p className="text-soft">{said.says[tour.step](step)}</p>
      </div>
      <div className="flex shrink-0 gap-1 max-[620px]:flex-col">
        <Button small onClick={show}>
          {said.show}
        </Button>
        <Button small look="quiet" onClick={skipStep}>
          {said.skip}
        </Button>
      </div>
    </>
  )
}

/** What the strip brings along is said for it: later steps change what stands in it, and are heard by that. */
function useSaidAtFirst(text: string): void {
  const first = useRef(text)
  useEffect(() => announce(first.current), [])
}

function Over() {
  const said = words()
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center justify-end gap-x-3 gap-y-1">
      <p role="status" className="min-w-0 flex-1 basis-60 text-plain text-pretty">
        {said.over}
      </p>
      <div className="flex shrink-0 flex-wrap items-center justify-end gap-1">
        <Button small onClick={() => openPrompts(null)}>
          {said.prompts}
        </Button>
        <a
          href={docsPath('tutorial')}
          target="_blank"
          rel="noreferrer"
          className="inline-flex h-7 items-center rounded-md px-2.5 text-small font-medium text-soft hover:bg-hover hover:text-ink coarse:min-h-10"
        >
          {said.tutorial}
        </a>
      </div>
    </div>
  )
}
