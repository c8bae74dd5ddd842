import { type ReactNode, useState } from 'react'
import { FoldArrow } from './fold-arrow.tsx'

/** What few need, under a line that opens it. */
export function Folded({ name, children }: FoldedProps) {
  const [open, setOpen] = useState(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="-mx-1.5 flex w-fit list-none items-center gap-1 rounded-md px-1.5 py-0.5 text-plain text-soft hover:bg-hover coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <FoldArrow open={open} />
        {name}
      </summary>
      {children}
    </details>
  )
}

interface FoldedProps {
  readonly name: string
  readonly children: ReactNode
}
