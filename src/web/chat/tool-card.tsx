import { ArrowRight, BookOpen, ChevronRight, EyeOff, FileX, PenLine, Wrench } from 'lucide-react'
import { memo, type ReactNode, useState } from 'react'
import { DEFAULT_MEMORY } from '../../memory/rights.ts'
import type { UndoCommit } from '../../memory/taken-back.ts'
import { Breakable } from '../components/breakable.tsx'
import { Button } from '../components/button.tsx'
import { Tip } from '../components/tip.tsx'
import { openPath } from '../memory/open.ts'
import { bringBack, undoCommit } from '../memory/outcome.ts'
import { useDocumentAt } from '../memory/shelf.ts'
import { TakenBack, useUndoOf } from '../memory/taken-back.tsx'
import { CallBody } from './call-body.tsx'
import {
  type Call,
  isWrite,
  lineCounts,
  type Phase,
  phaseOf,
  readCall,
  sentence,
  type ToolBlock,
} from './tool-call.ts'
import { useUnfolded } from './unfolded.ts'
import { words } from './words-turn.ts'

/** One call of the memory tool: stands from its first moment, shows the text as it grows, ends with its result. */
export const ToolCard = memo(function ToolCard({ tool, over, cleared }: ToolCardProps) {
  const call = readCall(tool.name, tool.input)
  const phase = phaseOf(tool, over)
  const writes = isWrite(call)
  const [unfolded, setUnfolded] = useUnfolded(tool.id)
  const open = unfolded ?? (writes && phase !== 'dropped')
  const { memory, commit } = madeBy(tool)
  const undo = useUndoOf(memory, commit)
  return (
    <article
      aria-label={sentence(call, phase)}
      data-call={tool.id}
      className={`overflow-hidden rounded-xl border bg-page shadow-low transition-colors duration-calm ${phase === 'going' ? 'hand border-accent/45' : 'border-line'}`}
    >
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setUnfolded(!open)}
        className="flex w-full items-center gap-2.5 px-3 py-2 text-start text-plain hover:bg-hover coarse:min-h-11"
      >
        <CallSign call={call} phase={phase} />
        <span
          className={`min-w-0 flex-1 break-words ${phase === 'dropped' || undo ? 'text-faint line-through' : phase === 'failed' ? 'text-bad' : 'text-ink'}`}
        >
          <Breakable text={sentence(call, phase)} />
        </span>
        {(phase === 'going' || phase === 'done') && <Counts call={call} />}
        <ChevronRight
          className={`size-3.5 shrink-0 text-faint transition-transform duration-quick ${open ? 'rotate-90' : 'rtl:rotate-180'}`}
        />
      </button>
      {open && <CallBody call={call} phase={phase} whole={unfolded === true} />}
      {(open || phase === 'failed') && <ResultLine tool={tool} call={call} />}
      <CardFoot call={call} tool={tool} phase={phase} undo={undo} cleared={cleared} open={open} />
    </article>
  )
})

export interface ToolCardProps {
  readonly tool: ToolBlock
  /** The turn has ended. */
  readonly over: boolean
  /** Context editing took this result out of what Claude sees. */
  readonly cleared: boolean
}

function CallSign({ call, phase }: { readonly call: Call; readonly phase: Phase }) {
  if (phase === 'going') return <span className="pulse mx-1" />
  return <span className="text-faint [&_svg]:size-[15px]">{signOf(call)}</span>
}

function signOf(call: Call): ReactNode {
  switch (call.kind) {
    case 'view':
    case 'unknown':
      return <BookOpen />
    case 'delete':
      return <FileX />
    case 'rename':
      return <ArrowRight className="rtl:-scale-x-100" />
    case 'other':
      return <Wrench />
    case 'create':
    case 'replace':
    case 'insert':
      return <PenLine />
    default:
      return call satisfies never
  }
}

function Counts({ call }: { readonly call: Call }) {
  const { added, removed } = lineCounts(call)
  if (added === 0 && removed === 0) return null
  return (
    <span dir="ltr" className="nums shrink-0 text-small font-medium">
      <span className="sr-only">{words().card.lines(added, removed)}</span>
      <span aria-hidden="true" className="text-good">{`+${added}`}</span>
      {removed > 0 && <span aria-hidden="true" className="ms-1.5 text-bad">{`−${removed}`}</span>}
    </span>
  )
}

/** The result in words: for a failure what went wrong, for a look what was seen. */
function ResultLine({ tool, call }: { readonly tool: ToolBlock; readonly call: Call }) {
  if (tool.progress.kind !== 'finished') return null
  const { result } = tool.progress
  if (!result.isError && isWrite(call)) return null
  return (
    <pre
      className={`max-h-56 overflow-y-auto border-t border-line px-3 py-2 font-mono text-small leading-normal break-words whitespace-pre-wrap ${result.isError ? 'bg-bad-wash text-ink' : 'text-soft'}`}
    >
      {result.text || words().card.done}
    </pre>
  )
}

/** The commit that a call made, if any, and the memory it was made in. */
function madeBy({ progress }: ToolBlock) {
  const result = progress.kind === 'finished' ? progress.result : null
  return { memory: result?.memory ?? DEFAULT_MEMORY, commit: result?.commit }
}

function CardFoot({ call, tool, phase, undo, cleared, open }: CardFootProps) {
  const [raw, setRaw] = useState(false)
  const { memory, commit } = madeBy(tool)
  const path = 'path' in call ? (call.kind === 'rename' ? call.to : call.path) : null
  const isThere = useDocumentAt(path) !== null
  const shows = (isWrite(call) || commit !== undefined) && phase === 'done'
  if (!shows && (!open || phase === 'going') && !cleared) return null
  return (
    <footer className="flex flex-wrap items-center gap-x-1 px-1.5 pb-1.5">
      {shows && path !== null && isThere && (
        <Button small look="quiet" onClick={() => openPath(path)}>
          {words().card.open}
        </Button>
      )}
      {shows && commit !== undefined && (
        <Button
          small
          look="quiet"
          data-undo={undo ? undefined : ''}
          onClick={({ detail }) => {
            // The second press of a double click would bring back at once what the first one took back.
            if (detail > 1) return
            if (undo) bringBack(memory, undo)
            else void undoCommit({ memory, number: commit })
          }}
        >
          {undo ? words().card.bringBack : words().card.undo}
        </Button>
      )}
      {open && phase !== 'going' && (
        <Button small look="quiet" aria-expanded={raw} className="text-faint" onClick={() => setRaw(!raw)}>
          {words().card.raw}
        </Button>
      )}
      {undo && (
        <span className="px-1.5 py-0.5">
          <TakenBack undo={undo} />
        </span>
      )}
      {cleared && <NotSeen />}
      {raw && <RawCall tool={tool} />}
    </footer>
  )
}

interface CardFootProps {
  readonly call: Call
  readonly tool: ToolBlock
  readonly phase: Phase
  /** What took its change back; null when it stands. */
  readonly undo: UndoCommit | null
  readonly cleared: boolean
  readonly open: boolean
}

export function NotSeen() {
  return (
    <Tip words={words().card.notSeenAbout}>
      <span className="ms-auto inline-flex shrink-0 items-center gap-1.5 px-1.5 text-small whitespace-nowrap text-faint">
        <EyeOff className="size-3.5" />
        {words().card.notSeen}
        <span className="sr-only">{words().card.byClaude}</span>
      </span>
    </Tip>
  )
}

function RawCall({ tool }: { readonly tool: ToolBlock }) {
  const result = tool.progress.kind === 'finished' ? tool.progress.result.text : null
  return (
    <pre className="m-1 max-h-60 w-full overflow-auto rounded-lg bg-sunken p-2.5 font-mono text-tiny leading-normal break-words whitespace-pre-wrap">
      {`${tool.id}\n${tool.input}`}
      {result !== null && `\n\n${result}`}
    </pre>
  )
}
