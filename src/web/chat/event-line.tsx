import { ArrowRightLeft, ChevronRight, Scissors, ScrollText, Unlink } from 'lucide-react'
import type { ReactNode } from 'react'
import { useLanguage } from '../language/language.ts'
import { Prose } from '../prose/prose.tsx'
import { useWorkspace } from '../store/store.ts'
import { failureTitle } from '../trouble/trouble.ts'
import { clearedIn, type Item, type Switched } from './items.ts'
import { pointAt } from './show-turn.ts'
import { useUnfolded } from './unfolded.ts'
import { words } from './words-turn.ts'

/** Something that happened to the conversation itself: a quiet rule across it. */
function EventLine({ icon, children, about, inEnglish = false, ...rest }: EventLineProps) {
  const shown = useLanguage()
  return (
    <p
      {...rest}
      title={about}
      lang={inEnglish ? 'en' : undefined}
      className="rise flex items-center gap-2.5 text-center text-small text-faint before:h-px before:min-w-3 before:flex-1 before:bg-line-strong after:h-px after:min-w-3 after:flex-1 after:bg-line-strong [&_svg]:me-2 [&_svg]:inline [&_svg]:size-3.5"
    >
      <span lang={inEnglish ? shown : undefined} className="nums min-w-0 text-balance">
        {icon}
        {children}
      </span>
    </p>
  )
}

interface EventLineProps {
  readonly icon: ReactNode
  readonly children: ReactNode
  readonly about?: string | undefined
  /** What it is `about` is told by a host. */
  readonly inEnglish?: boolean
  /** Marks a clearing, which the end of its turn leads to. */
  readonly 'data-clearing'?: ''
}

/** What Claude no longer sees from here on, and who took it out. */
export function ClearingRule({ item }: { readonly item: Extract<Item, { kind: 'clearing' }> }) {
  const said = words().events
  const cleared = item.what === 'tool_uses' ? said.clearedUses : said.clearedThoughts
  const about = item.by === 'agent' ? said.clearedByAgent : said.clearedByHost
  return (
    <EventLine icon={<Scissors />} about={about} data-clearing="">
      {cleared(item.fresh, item.count, item.tokens)}
      {item.by === 'agent' && said.byCommonplace}
    </EventLine>
  )
}

/** At the end of a long answer: that something was cleared on the way, and the way up to it. */
export function ClearedOnTheWay({ items }: { readonly items: readonly Item[] }) {
  const cleared = clearedIn(items)
  if (!cleared) return null
  const said = words().events
  const onTheWay = cleared.what === 'tool_uses' ? said.usesOnTheWay : said.thoughtsOnTheWay
  return (
    <button
      type="button"
      className="-mx-1.5 -mt-2 flex w-fit items-center gap-1.5 rounded-md px-1.5 py-0.5 text-start text-small text-faint hover:bg-hover hover:text-ink coarse:min-h-10"
      onClick={({ currentTarget }) => {
        const rules = currentTarget.closest('[data-turn]')?.querySelectorAll<HTMLElement>('[data-clearing]')
        const rule = [...(rules ?? [])].at(-1)
        if (rule) pointAt(rule, 'center')
      }}
    >
      <Scissors className="size-3.5 shrink-0" />
      {onTheWay(cleared.fresh, cleared.count)}
    </button>
  )
}

/** The host stayed busy, or Claude declined there, and another went on. */
export function SwitchedLine({ switched }: { readonly switched: Switched }) {
  const hosts = useWorkspace((workspace) => workspace.hosts)
  const nameOf = (id: string) => hosts.find((host) => host.id === id)?.name ?? id
  const { from, to, because } = switched
  const why =
    because.kind === 'refusal'
      ? words().events.declined(nameOf(from.host))
      : failureTitle(because.failure.kind, nameOf(from.host))
  const place = from.host === to.host ? to.model : nameOf(to.host)
  return (
    <EventLine
      icon={<ArrowRightLeft />}
      about={because.kind === 'failure' ? because.failure.message : undefined}
      inEnglish
    >
      {words().events.wentOn(why, place)}
    </EventLine>
  )
}

export function UnsealedLine() {
  return (
    <EventLine icon={<Unlink />} about={words().events.unsealedAbout}>
      {words().events.unsealed}
    </EventLine>
  )
}

/** The conversation so far became this summary; people can still read all of it. */
export function SummaryEvent({ id, text, going }: SummaryProps) {
  const [opened, setUnfolded] = useUnfolded(id)
  const unfolded = opened === true
  const said = words().events
  return (
    <section
      className="rise rounded-xl border border-line-strong bg-page text-plain"
      aria-label={said.summary}
    >
      <button
        type="button"
        aria-expanded={unfolded}
        onClick={() => setUnfolded(!unfolded)}
        className="flex w-full items-center gap-2.5 rounded-xl px-3.5 py-2.5 text-start hover:bg-hover"
      >
        {going ? <span className="pulse mx-1" /> : <ScrollText className="size-4 shrink-0 text-faint" />}
        <span className="min-w-0 flex-1">
          {going ? said.summing : said.summed}
          <span className="block text-small text-faint">{said.summedAbout}</span>
        </span>
        <ChevronRight
          className={`size-3.5 shrink-0 text-faint transition-transform duration-quick ${unfolded ? 'rotate-90' : 'rtl:rotate-180'}`}
        />
      </button>
      {unfolded && (
        <div className="border-t border-line px-3.5 py-3">
          <Prose text={text} writing={going} />
        </div>
      )}
    </section>
  )
}

interface SummaryProps {
  /** Names it among all summaries. */
  readonly id: string
  readonly text: string
  readonly going: boolean
}
