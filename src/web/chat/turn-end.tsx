import { useEffect, useState } from 'react'
import type { StepState, TurnState } from '../../workspace/events.ts'
import { api } from '../api.ts'
import { Button } from '../components/button.tsx'
import { sayProblem } from '../components/toast.tsx'
import { openSettings } from '../shell/shell.ts'
import { count, dollars, numeral } from '../words.ts'
import { endingOf, waitingWords } from './outcome.ts'
import { TurnMemoryLine } from './turn-memory.tsx'

/** How an answer stands at its end: waiting for its next try, ended in some other way than answered, or what it took. */
export function TurnEnd({ chat, turn, last }: TurnEndProps) {
  return (
    <>
      {turn.status.kind === 'waiting' && <Waiting status={turn.status} />}
      {turn.status.kind === 'finished' && <Ended chat={chat} turn={turn} last={last} />}
      {turn.status.kind === 'finished' && <TurnMemoryLine chat={chat} turn={turn} />}
      {turn.status.kind === 'finished' && <Spent steps={turn.steps} />}
    </>
  )
}

export interface TurnEndProps {
  readonly chat: string
  readonly turn: TurnState
  readonly last: boolean
}

function Waiting({ status }: { readonly status: Extract<TurnState['status'], { kind: 'waiting' }> }) {
  const seconds = useCountdown(status.retryAt)
  return (
    <div className="rise flex items-start gap-2.5 rounded-xl border border-line-strong bg-page px-3 py-2.5 text-[13px]">
      <span className="pulse mt-1.5" />
      <p className="nums min-w-0">{waitingWords(status.failure, status.attempt, status.attempts, seconds)}</p>
    </div>
  )
}

function useCountdown(until: string): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [])
  return Math.max(0, Math.ceil((Date.parse(until) - now) / 1000))
}

function Ended({ chat, turn, last }: TurnEndProps) {
  if (turn.status.kind !== 'finished') return null
  const { outcome } = turn.status
  const ending = endingOf(outcome)
  if (!ending) return null
  const failure = outcome.kind === 'failed' ? outcome.failure : null
  const reference = failure?.requestId
  return (
    <div
      className={`rise flex flex-col items-start gap-2 rounded-xl border px-3 py-2.5 text-[13px] ${ending.bad ? 'border-bad/35 bg-bad-wash' : 'border-line-strong bg-page'}`}
    >
      <p className="font-medium">{ending.words}</p>
      {ending.advice && <p className="text-soft">{ending.advice}</p>}
      {reference && <p className="text-[12px] break-all text-faint">{`Reference: ${reference}`}</p>}
      {last && (ending.goesOn || failure) && (
        <div className="flex flex-wrap gap-1.5">
          {ending.goesOn && <ContinueButton chat={chat} turn={turn.id} />}
          {failure && SETTLED_IN_SETTINGS.has(failure.kind) && (
            <Button small onClick={() => openSettings('claude')}>
              Open Settings
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

/** Failures that a look into the settings may cure. */
const SETTLED_IN_SETTINGS: ReadonlySet<string> = new Set([
  'credentials',
  'billing',
  'forbidden',
  'not_found',
  'model_unavailable',
])

function ContinueButton({ chat, turn }: { readonly chat: string; readonly turn: string }) {
  const [asked, setAsked] = useState(false)
  return (
    <Button
      small
      disabled={asked}
      onClick={async () => {
        setAsked(true)
        const answer = await api.resume(chat, turn)
        setAsked(false)
        if (!answer.ok) sayProblem(answer.problem.message)
      }}
    >
      Continue
    </Button>
  )
}

interface Sum {
  readonly input: number
  readonly output: number
  readonly cached: number
  readonly cost: number | null
  readonly replies: number
}

function sumOf(steps: readonly StepState[]): Sum {
  return steps.reduce<Sum>(
    (sum, { finished }) =>
      finished
        ? {
            input: sum.input + finished.usage.input + finished.usage.cacheWrite,
            output: sum.output + finished.usage.output,
            cached: sum.cached + finished.usage.cacheRead,
            cost: sum.cost === null || finished.cost === null ? null : sum.cost + finished.cost,
            replies: sum.replies + 1,
          }
        : sum,
    { input: 0, output: 0, cached: 0, cost: 0, replies: 0 },
  )
}

/** Tokens and money of the answer; reply by reply when unfolded. */
function Spent({ steps }: { readonly steps: readonly StepState[] }) {
  const sum = sumOf(steps)
  if (sum.replies === 0) return null
  const cost = sum.cost === null ? 'price unknown' : sum.cost === 0 ? null : dollars(sum.cost)
  const parts = [
    `${numeral(sum.input)} in`,
    `${numeral(sum.output)} out`,
    `${numeral(sum.cached)} cached`,
    cost,
  ]
  return (
    <details className="nums text-[12px] text-faint">
      <summary className="-mx-1.5 w-fit list-none rounded-md px-1.5 py-0.5 hover:bg-hover [&::-webkit-details-marker]:hidden">
        <span className="sr-only">Tokens: </span>
        {parts.filter(Boolean).join(' · ')}
      </summary>
      <SpentTable steps={steps} />
    </details>
  )
}

function SpentTable({ steps }: { readonly steps: readonly StepState[] }) {
  const finished = steps.flatMap((step) => (step.finished ? [{ step, done: step.finished }] : []))
  return (
    <div className="mt-1.5 overflow-x-auto rounded-lg border border-line">
      <table className="w-full text-right text-[11.5px] [&_td]:px-2 [&_td]:py-1 [&_th]:px-2 [&_th]:py-1 [&_th]:font-medium">
        <caption className="px-2 py-1 text-left">
          {count(finished.length, 'reply', 'replies')} of the model
        </caption>
        <thead className="border-y border-line">
          <tr>
            <th className="text-left">Model</th>
            <th>In</th>
            <th>Cache read</th>
            <th>Cache written</th>
            <th>Out</th>
            <th>Cost</th>
          </tr>
        </thead>
        <tbody>
          {finished.map(({ step, done }) => (
            <tr key={step.step}>
              <td className="text-left">{step.model}</td>
              <td>{numeral(done.usage.input)}</td>
              <td>{numeral(done.usage.cacheRead)}</td>
              <td>{numeral(done.usage.cacheWrite)}</td>
              <td>{numeral(done.usage.output)}</td>
              <td>{done.cost === null ? '–' : dollars(done.cost)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
