import { cloneElement, type ReactElement, type ReactNode, useEffect, useState } from 'react'
import { type Hint, watchHints } from './hints.ts'
import { late } from './late.tsx'

const TipBubble = late(() => import('./tip-bubble.tsx').then((m) => m.TipBubble), { failed: 'stays' })

/** A word or two on hover and focus; not by touch, where it would only lie over things. Never the only place where something is said. */
export function Tip({ words, children, side = 'bottom' }: TipProps) {
  return cloneElement(children, { 'data-tip': words, 'data-tip-side': side })
}

export interface TipProps {
  readonly words: string
  /** An element that hands what it is given on to the page. */
  readonly children: ReactElement<TipMarks>
  readonly side?: 'top' | 'bottom'
}

interface TipMarks {
  'data-tip'?: string
  'data-tip-side'?: string
}

/** Goes around the app once and shows the one hint there is at a time; what draws it is loaded with the first. */
export function TipArea({ children }: { readonly children: ReactNode }) {
  const [hint, setHint] = useState<Hint | null>(null)
  useEffect(() => watchHints(setHint), [])
  return (
    <>
      {children}
      {hint && <TipBubble hint={hint} />}
    </>
  )
}
