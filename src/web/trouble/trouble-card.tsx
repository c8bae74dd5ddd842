import { ArrowRight, ShieldCheck, UserRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { InEnglish } from '../components/in-english.tsx'
import { words } from './words.ts'

/** The one look of everything that keeps an answer from coming: what happened, what is safe, what happens next, who can mend it. */
export function TroubleCard(props: TroubleCardProps) {
  const {
    title,
    more,
    told,
    safe,
    next,
    who,
    reference = null,
    bad = false,
    waiting = false,
    children,
  } = props
  const { lines } = words()
  return (
    <section
      aria-label={title}
      className={`rise flex flex-col gap-2 rounded-xl border px-3.5 py-3 text-plain ${bad ? 'border-bad/35 bg-bad-wash' : 'border-line-strong bg-page'}`}
    >
      <p className="flex items-center gap-2.5 font-medium">
        {waiting && <span className="pulse" />}
        {title}
      </p>
      {more && (
        <p dir="auto" className="text-soft [overflow-wrap:anywhere]">
          {told ? <InEnglish>{more}</InEnglish> : more}
        </p>
      )}
      <ul className="flex flex-col gap-1 text-soft [&_svg]:mt-[3px] [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:text-faint">
        <Line icon={<ShieldCheck />} name={lines.safe}>
          {safe}
        </Line>
        <Line icon={<ArrowRight className="rtl:-scale-x-100" />} name={lines.next}>
          {next}
        </Line>
        {who && (
          <Line icon={<UserRound />} name={lines.who}>
            {who}
          </Line>
        )}
      </ul>
      {reference && <p className="text-small break-all text-faint">{words().reference(reference)}</p>}
      {children && <div className="mt-0.5 flex flex-wrap gap-1.5">{children}</div>}
    </section>
  )
}

export interface TroubleCardProps {
  readonly title: string
  readonly more: string | null
  /** `more` is not in the language of the interface but in English. */
  readonly told: boolean
  readonly safe: string
  readonly next: ReactNode
  readonly who: string | null
  readonly reference?: string | null
  readonly bad?: boolean
  /** It goes on by itself. */
  readonly waiting?: boolean
  /** Buttons. */
  readonly children?: ReactNode
}

function Line({ icon, name, children }: LineProps) {
  return (
    <li className="flex items-start gap-2">
      {icon}
      <span className="min-w-0">
        <span className="sr-only">{`${name} `}</span>
        {children}
      </span>
    </li>
  )
}

interface LineProps {
  readonly icon: ReactNode
  readonly name: string
  readonly children: ReactNode
}
