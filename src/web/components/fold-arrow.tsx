import { ChevronRight } from 'lucide-react'

/** Points along the writing while something is folded, and down when it is open. */
export function FoldArrow({ open, className = '' }: { readonly open: boolean; readonly className?: string }) {
  return (
    <ChevronRight
      className={`size-3.5 shrink-0 transition-transform duration-quick rtl:-scale-x-100 ${open ? 'rotate-90 rtl:-rotate-90' : ''} ${className}`}
    />
  )
}
