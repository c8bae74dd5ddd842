import type { ReactNode } from 'react'
import { Monogram } from '../components/person.tsx'
import { words } from './words-queue.ts'

/** What a message that waits says, and who says it, with what can be done about it. */
export function WaitingRow({ speaker, text, children }: WaitingRowProps) {
  return (
    <li className="flex items-center gap-2 ps-3 pe-1.5">
      <Monogram name={speaker} small />
      <span className="sr-only">{words().by(speaker)}</span>
      <span dir="auto" title={text} className="my-1 line-clamp-2 min-w-0 flex-1 break-words text-soft">
        {text}
      </span>
      {children}
    </li>
  )
}

interface WaitingRowProps {
  readonly speaker: string
  readonly text: string
  readonly children: ReactNode
}
