import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

/** What few need, under a line that opens it. */
export function Folded({ name, children }: FoldedProps) {
  return (
    <details className="group/folded">
      <summary className="-mx-1.5 flex w-fit list-none items-center gap-1 rounded-md px-1.5 py-0.5 text-plain text-soft hover:bg-hover coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight className="size-3.5 shrink-0 transition-transform duration-quick group-open/folded:rotate-90 rtl:-scale-x-100 rtl:group-open/folded:-rotate-90" />
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
