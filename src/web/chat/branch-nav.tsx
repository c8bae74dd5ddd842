import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, use, useEffect, useRef } from 'react'
import { api } from '../api.ts'
import { ReadingOnly } from '../components/reading-only.ts'
import { sayProblem } from '../components/toast.tsx'
import { isRightToLeft } from '../language/language.ts'
import { announce } from '../shell/announce.ts'
import { useWorkspace } from '../store/store.ts'
import { BranchMemory } from './branch-memory.tsx'
import { type Versions, versionsOf } from './versions.ts'
import { words } from './words-branch.ts'

type Way = 'previous' | 'next'

/** The turn that was just walked to, in whose place the focus goes on. */
let arriving: { readonly chat: string; readonly number: number; readonly way: Way } | null = null

/** "2 of 3" below a message that was edited or answered anew, with the way to the others. */
export function BranchNav({ chat, number }: BranchNavProps) {
  const key = useWorkspace(({ chats }) => {
    const versions = chats[chat] && versionsOf(chats[chat], number)
    return versions ? JSON.stringify(versions) : null
  })
  if (key === null) return null
  const versions = JSON.parse(key) as Versions
  return (
    <div className="mt-1 flex flex-col gap-0.5">
      <Steps chat={chat} number={number} versions={versions} />
      <BranchMemory chat={chat} others={versions.others} />
    </div>
  )
}

export interface BranchNavProps {
  readonly chat: string
  /** Of the turn. */
  readonly number: number
}

function Steps({ chat, number, versions }: BranchNavProps & { readonly versions: Versions }) {
  const group = useRef<HTMLDivElement>(null)
  const said = words()
  const reading = use(ReadingOnly)
  useEffect(() => {
    if (arriving?.chat !== chat || arriving.number !== number) return
    const { way } = arriving
    arriving = null
    const [previous, next] = group.current?.querySelectorAll('button') ?? []
    const [wanted, other] = way === 'previous' ? [previous, next] : [next, previous]
    const target = wanted?.disabled ? other : wanted
    target?.focus({ preventScroll: true })
    announce(words().of(versions.at, versions.of))
  }, [chat, number, versions.at, versions.of])

  const go = (way: Way) => {
    const to = versions[way]
    if (to !== null && !reading) void walk(chat, to, way)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    go((event.key === 'ArrowLeft') === isRightToLeft() ? 'next' : 'previous')
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: no part of a form
    <div
      ref={group}
      role="group"
      aria-label={said.versions}
      onKeyDown={onKeyDown}
      className="-ms-1.5 flex items-center text-small text-faint"
    >
      <Step label={said.previous} to={reading ? null : versions.previous} onPress={() => go('previous')}>
        <ChevronLeft />
      </Step>
      <span className="nums px-0.5">{said.of(versions.at, versions.of)}</span>
      <Step label={said.next} to={reading ? null : versions.next} onPress={() => go('next')}>
        <ChevronRight />
      </Step>
    </div>
  )
}

function Step({ label, to, onPress, children }: StepProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      disabled={to === null}
      onClick={onPress}
      className="inline-flex size-7 items-center justify-center rounded-md hover:bg-hover hover:text-ink disabled:opacity-40 coarse:size-11 rtl:-scale-x-100 [&_svg]:size-4"
    >
      {children}
    </button>
  )
}

interface StepProps {
  readonly label: string
  readonly to: number | null
  readonly onPress: () => void
  readonly children: ReactNode
}

async function walk(chat: string, number: number, way: Way): Promise<void> {
  arriving = { chat, number, way }
  const answer = await api.walk(chat, { number })
  if (answer.ok) return
  arriving = null
  sayProblem(answer.problem.message)
}
