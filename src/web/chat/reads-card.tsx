import { BookOpen, ChevronRight } from 'lucide-react'
import { Breakable } from '../components/breakable.tsx'
import type { ToolUse } from './items.ts'
import { documentOf, phaseOf, readCall, readsDocument, sentence } from './tool-call.ts'
import { NotSeen } from './tool-card.tsx'
import { useUnfolded } from './unfolded.ts'
import { words } from './words-turn.ts'

/** Looks into memory, one after the other, on one line; each with what it showed when unfolded. */
export function ReadsCard({ uses, over, clearedUses }: ReadsCardProps) {
  const [opened, setUnfolded] = useUnfolded(`reads ${uses[0]?.tool.id}`)
  const unfolded = opened === true
  const phases = uses.map((use) => phaseOf(use.tool, over))
  const going = phases.includes('going')
  const failed = phases.filter((phase) => phase === 'failed').length
  const cleared = uses.every((use) => use.number < clearedUses)
  return (
    <section className="text-plain">
      <div className="flex flex-wrap items-center gap-x-1">
        <button
          type="button"
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
          className="-ms-1.5 flex max-w-full items-center gap-2.5 rounded-lg px-1.5 py-1 text-start text-soft hover:bg-hover hover:text-ink coarse:min-h-11"
        >
          {going ? <span className="pulse mx-1" /> : <BookOpen className="size-[15px] shrink-0 text-faint" />}
          <span className="min-w-0 break-words">
            <Breakable text={summary(uses, over)} />
          </span>
          {failed > 0 && !going && (
            <span className="shrink-0 text-small text-bad">{words().reads.notFound(failed)}</span>
          )}
          <ChevronRight
            className={`size-3.5 shrink-0 text-faint transition-transform duration-quick ${unfolded ? 'rotate-90' : 'rtl:rotate-180'}`}
          />
        </button>
        {cleared && <NotSeen />}
      </div>
      {unfolded && uses.map((use) => <Look key={use.tool.id} use={use} over={over} />)}
    </section>
  )
}

export interface ReadsCardProps {
  readonly uses: readonly ToolUse[]
  readonly over: boolean
  readonly clearedUses: number
}

/** The one under way, or all of them in few words. */
function summary(uses: readonly ToolUse[], over: boolean): string {
  const going = uses.find((use) => phaseOf(use.tool, over) === 'going')
  const told = going ?? (uses.length === 1 ? uses[0] : undefined)
  if (told) return sentence(readCall(told.tool.name, told.tool.input), phaseOf(told.tool, over))
  const calls = uses.map((use) => readCall(use.tool.name, use.tool.input))
  const looked = calls.some((call) => call.kind === 'view' && !readsDocument(call))
  const documents = calls.filter(readsDocument)
  const [only] = documents
  const said = words().reads
  if (!only) return said.through
  if (documents.length === 1) return looked ? said.throughAnd(documentOf(only)) : sentence(only, 'done')
  return looked ? said.throughAndMany(documents.length) : said.many(documents.length)
}

function Look({ use, over }: { readonly use: ToolUse; readonly over: boolean }) {
  const { tool } = use
  return (
    <div className="mt-1.5 overflow-hidden rounded-lg border border-line bg-page">
      <p className="px-3 py-1.5 text-small font-medium">
        {sentence(readCall(tool.name, tool.input), phaseOf(tool, over))}
      </p>
      {tool.progress.kind === 'finished' && (
        <pre className="max-h-60 overflow-y-auto border-t border-line px-3 py-2 font-mono text-small leading-normal break-words whitespace-pre-wrap text-soft">
          {tool.progress.result.text}
        </pre>
      )}
    </div>
  )
}
