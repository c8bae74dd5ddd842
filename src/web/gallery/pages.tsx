import type { Failure } from '../../agent/events.ts'
import { DiffView } from '../chat/diff-view.tsx'
import { ToolCard } from '../chat/tool-card.tsx'
import { Broken } from '../components/boundary.tsx'
import { Button } from '../components/button.tsx'
import { Prose } from '../prose/prose.tsx'
import { FAILURES } from '../trouble/kinds.ts'
import { troubleOf, waitingOf } from '../trouble/trouble.ts'
import { TroubleCard } from '../trouble/trouble-card.tsx'
import { COLOURS, DIFF, ENDINGS, failure, MARKDOWN, TOOLS, TURN } from './samples.ts'

const HOST = 'Claude API'

export function Colours() {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(120px,1fr))] gap-3 text-small">
      {COLOURS.map((name) => (
        <li key={name} className="flex flex-col gap-1">
          <span
            className="h-12 rounded-lg border border-line-strong"
            style={{ background: `var(--${name})` }}
          />
          {name}
        </li>
      ))}
    </ul>
  )
}

export function Letters() {
  const sizes = 'mark tiny small plain field lead title head large display'.split(' ')
  return (
    <div className="flex flex-col gap-2">
      {sizes.map((size) => (
        <p key={size} style={{ fontSize: `var(--size-${size})` }}>
          {`${size}: several people talk with Claude, and `}
          <span className="font-serif">all their chats share one memory.</span>
        </p>
      ))}
    </div>
  )
}

export function Troubles() {
  const kinds = Object.keys(FAILURES) as readonly Failure['kind'][]
  const outcomes = [...ENDINGS, ...kinds.map(failure)]
  const waiting = waitingOf({ kind: 'busy', message: 'Overloaded.', retryable: true }, HOST)
  return (
    <div className="grid items-start gap-3 min-[700px]:grid-cols-2">
      <TroubleCard
        {...waiting}
        safe="What was written stays until the next try."
        next="Trying again in 8 s (2 of 5)."
        waiting
      >
        <Button small>Try now</Button>
        <Button small>Stop</Button>
      </TroubleCard>
      {outcomes.map((outcome) => {
        const trouble = troubleOf(TURN, outcome, HOST)
        const key = outcome.kind === 'failed' ? outcome.failure.kind : outcome.kind
        return (
          trouble && (
            <TroubleCard key={key} {...trouble}>
              {trouble.acts.map((act) => (
                <Button key={act} small>
                  {act}
                </Button>
              ))}
            </TroubleCard>
          )
        )
      })}
      <Broken onAgain={() => {}} />
    </div>
  )
}

export function Tools() {
  return (
    <div className="grid items-start gap-4 min-[700px]:grid-cols-2">
      {TOOLS.map(({ state, tool, over, cleared }) => (
        <div key={tool.id} className="flex min-w-0 flex-col gap-1">
          <p className="text-small text-faint">{state}</p>
          <ToolCard tool={tool} over={over} cleared={cleared} />
        </div>
      ))}
    </div>
  )
}

export function Sheets() {
  return (
    <div className="grid items-start gap-6 min-[800px]:grid-cols-2">
      <Prose text={MARKDOWN} />
      <div className="flex flex-col gap-6">
        <div className="rounded-xl border border-line bg-page py-2">
          <DiffView lines={DIFF} />
        </div>
        <div className="sheet live hand p-4">
          <Prose text={'# Being written\n\nThe ink is still wet'} writing />
        </div>
        <div className="my-auto flex flex-col gap-1.5 px-2 py-8 text-center">
          <p className="font-serif text-head text-soft">Nothing said yet</p>
          <p className="text-plain text-balance text-faint">What an empty place looks like.</p>
        </div>
      </div>
    </div>
  )
}
