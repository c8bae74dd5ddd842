import { Check, CircleHelp, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Finding } from '../../workspace/hosts.ts'

const SIGNS: Readonly<Record<Finding['state'], { readonly sign: ReactNode; readonly words: string }>> = {
  good: { sign: <Check className="size-4 text-good" />, words: 'Good' },
  wrong: { sign: <X className="size-4 text-bad" />, words: 'Wrong' },
  unknown: { sign: <CircleHelp className="size-4 text-faint" />, words: 'Not known' },
}

/** What was looked at, one after the other, and what to do about what is wrong. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <ul aria-label="What was looked at" className="flex flex-col gap-2 text-[13px]">
      {findings.map(({ what, state, found, mend }) => (
        <li key={`${what}${found}`} className="flex gap-2.5">
          <span className="mt-0.5 shrink-0">
            {SIGNS[state].sign}
            <span className="sr-only">{`${SIGNS[state].words}: `}</span>
          </span>
          <span className="min-w-0 [overflow-wrap:anywhere]">
            <span className="block font-medium">{what}</span>
            <span className="block text-soft">{found}</span>
            {mend && <span className="block text-accent-ink">{mend}</span>}
          </span>
        </li>
      ))}
    </ul>
  )
}
