import { Check, CircleHelp, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Finding } from '../../workspace/hosts.ts'
import { GuideLink } from './guide-link.tsx'
import { Said } from './said-view.tsx'
import { words } from './words.tsx'

const SIGNS: Readonly<Record<Finding['state'], ReactNode>> = {
  good: <Check className="size-4 text-good" />,
  wrong: <X className="size-4 text-bad" />,
  unknown: <CircleHelp className="size-4 text-faint" />,
}

/** What was looked at, one after the other, and what to do about what is wrong. */
export function Findings({ findings, guide: linked }: FindingsProps) {
  return (
    <ul aria-label={words().findings.title} className="flex flex-col gap-2 text-plain">
      {findings.map(({ what, state, found, mend, guide, said }) => (
        <li key={`${what}${found}`} className="flex gap-2.5">
          <span className="mt-0.5 shrink-0">
            {SIGNS[state]}
            <span className="sr-only">{words().findings[state]}</span>
          </span>
          <span className="min-w-0 [overflow-wrap:anywhere]">
            <span className="block font-medium">
              <Said said={said?.what} english={what} />
            </span>
            <span className="block text-soft">
              <Said said={said?.found} english={found} />
            </span>
            {mend && (
              <span className="block font-medium">
                <Said said={said?.mend} english={mend} />
              </span>
            )}
            {guide && guide !== linked && <GuideLink guide={guide} />}
          </span>
        </li>
      ))}
    </ul>
  )
}

interface FindingsProps {
  readonly findings: readonly Finding[]
  /** The page that is linked beside them already. */
  readonly guide?: string
}
