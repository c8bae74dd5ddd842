import { use, useEffect, useState } from 'react'
import type { TurnState, WorkspaceState } from '../../workspace/events.ts'
import { api } from '../api.ts'
import { focusComposer } from '../board/chats.ts'
import { clearChat } from '../chat/deeds.ts'
import { Button } from '../components/button.tsx'
import { useHandOn } from '../components/focus.ts'
import { ReadingOnly } from '../components/reading-only.ts'
import { sayProblem } from '../components/toast.tsx'
import { openContext } from '../context/open-context.ts'
import { HelpLink } from '../help/help-link.tsx'
import { openSettings } from '../shell/shell.ts'
import { useWorkspace } from '../store/store.ts'
import { type Act, HELP } from './kinds.ts'
import { troubleOf, waitingOf } from './trouble.ts'
import { TroubleCard } from './trouble-card.tsx'
import { words } from './words.ts'

/** How an answer stands when it waits for its next try, or ended in some other way than answered. All of it is stored, so a reload shows the same. */
export function Standing({ chat, turn, last }: StandingProps) {
  const host = useWorkspace((workspace) => askedHost(workspace, turn))
  const reading = use(ReadingOnly)
  const { status } = turn
  if (status.kind === 'waiting') return <Waiting chat={chat} turn={turn} status={status} host={host.name} />
  const trouble = status.kind === 'finished' ? troubleOf(turn, status.outcome, host.name) : null
  if (!trouble) return null
  return (
    <TroubleCard {...trouble}>
      {last &&
        !reading &&
        trouble.acts.map((act) => (
          <ActButton key={act} act={act} chat={chat} turn={turn.id} host={host.id} />
        ))}
      <span className="self-center not-first:ms-1">
        <HelpLink
          page={HELP[trouble.acts.find((act) => act !== 'continue') ?? 'continue']}
          about={trouble.title}
        />
      </span>
    </TroubleCard>
  )
}

export interface StandingProps {
  readonly chat: string
  readonly turn: TurnState
  /** Only the newest turn of a chat can be taken up again. */
  readonly last: boolean
}

/** The host that the newest step asked; the workspace's for turns of before there were several. */
function askedHost({ host, hosts }: WorkspaceState, turn: TurnState) {
  const asked = turn.steps.at(-1)?.host
  return hosts.find(({ id }) => id === asked) ?? host
}

function Waiting({ chat, turn, status, host }: WaitingProps) {
  const { failure, attempt, attempts, retryAt } = status
  const seconds = useCountdown(retryAt)
  const trouble = waitingOf(failure, host)
  const { acts } = words()
  const reading = use(ReadingOnly)
  return (
    <TroubleCard
      {...trouble}
      safe={words().safe.waiting}
      next={<span className="nums">{words().again(seconds, attempt, attempts)}</span>}
      waiting
    >
      {!reading && (
        <>
          <AskButton chat={chat} name={acts.now} ask={() => api.tryNow(chat, turn.id)} />
          <AskButton
            chat={chat}
            name={acts.stop}
            ask={() => api.stop(chat, turn.id)}
            hint={acts.stopWaiting}
          />
        </>
      )}
    </TroubleCard>
  )
}

interface WaitingProps {
  readonly chat: string
  readonly turn: TurnState
  readonly status: Extract<TurnState['status'], { kind: 'waiting' }>
  readonly host: string
}

function useCountdown(until: string): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [])
  return Math.max(0, Math.ceil((Date.parse(until) - now) / 1000))
}

interface ActButtonProps {
  readonly act: Act
  readonly chat: string
  readonly turn: string
  readonly host: string
}

function ActButton({ act, chat, turn, host }: ActButtonProps) {
  const name = words().acts[act]
  switch (act) {
    case 'continue':
      return <AskButton chat={chat} name={name} ask={() => api.resume(chat, turn)} />
    case 'host':
      return <DoButton name={name} act={() => openSettings('hosts', host)} />
    case 'spending':
      return <DoButton name={name} act={() => openSettings('spending')} />
    case 'context':
      return <DoButton name={name} act={() => openContext(chat)} />
    case 'clear':
      return <DoButton name={name} act={() => void clearChat(chat)} />
    default:
      return act satisfies never
  }
}

function DoButton({ name, act }: { readonly name: string; readonly act: () => void }) {
  return (
    <Button small onClick={act}>
      {name}
    </Button>
  )
}

function AskButton({ chat, name, hint, ask }: AskButtonProps) {
  const [asked, setAsked] = useState(false)
  const handOn = useHandOn(() => focusComposer(chat))
  return (
    <Button
      ref={handOn}
      small
      aria-disabled={asked}
      aria-label={hint}
      onClick={async () => {
        if (asked) return
        setAsked(true)
        const answer = await ask()
        setAsked(false)
        if (!answer.ok) sayProblem(answer.problem.message)
      }}
    >
      {name}
    </Button>
  )
}

interface AskButtonProps {
  readonly chat: string
  readonly name: string
  /** Its name for ears, where there is another of the same. */
  readonly hint?: string
  readonly ask: () => ReturnType<typeof api.stop>
}
