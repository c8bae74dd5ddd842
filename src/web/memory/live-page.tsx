import { useEffect, useRef } from 'react'
import { Prose } from '../prose/prose.tsx'
import type { Hand, Pending } from './live.ts'

/** A document while Claude's hand is on it: a new page grows as it will be read; a change shows what goes and comes. */
export function LivePage({ hand, pending }: { readonly hand: Hand; readonly pending: Pending }) {
  const end = useRef<HTMLSpanElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the newest words are kept in sight as they come
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' })
  }, [pending.come.length])
  if (hand.call.kind === 'create') {
    return (
      <div aria-hidden="true">
        <Prose text={pending.come} writing />
        <span ref={end} className="block h-10" />
      </div>
    )
  }
  return (
    <div aria-hidden="true" className="prose break-words whitespace-pre-wrap">
      {pending.before}
      {pending.gone !== '' && <span className="struck">{pending.gone}</span>}
      <span className="wet caret">{pending.come}</span>
      <span ref={end} />
      {pending.after}
    </div>
  )
}

/** Whose hand it is and where it comes from. */
export function HandLine({ words }: { readonly words: string }) {
  return (
    <p className="rise flex items-center gap-2.5 border-b border-line bg-fresh/50 px-4 py-2 text-[12.5px] text-accent-ink">
      <span className="pulse" />
      <span className="min-w-0 truncate">{words}</span>
    </p>
  )
}
