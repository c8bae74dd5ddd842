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
  const { above, head, tail, below } = linesAround(pending)
  return (
    <div aria-hidden="true" className="flex flex-col gap-[0.3em]">
      {above !== '' && <Prose text={above} />}
      <p dir="auto" className="prose whitespace-pre-wrap">
        {head}
        {pending.gone !== '' && <span className="struck">{pending.gone}</span>}
        {pending.gone !== '' && pending.come !== '' && '\n'}
        <span className="wet caret">{pending.come.replace(/\n$/, '')}</span>
        <span ref={end} />
        {tail}
      </p>
      {below !== '' && <Prose text={below} />}
    </div>
  )
}

interface Around {
  readonly above: string
  readonly head: string
  readonly tail: string
  readonly below: string
}

/** The page stays as it is read; only the lines that are touched show as they are written. */
function linesAround({ before, gone, after }: Pending): Around {
  const start = before.lastIndexOf('\n') + 1
  const wholeLines = gone === '' || gone.endsWith('\n')
  const newline = wholeLines ? 0 : after.indexOf('\n')
  const stop = newline < 0 ? after.length : newline
  const parts = {
    above: before.slice(0, start),
    head: before.slice(start),
    tail: after.slice(0, stop),
    below: after.slice(stop),
  }
  return splits(before, parts.below) ? { above: '', head: before, tail: after, below: '' } : parts
}

/** A change inside a code block or a table: its halves would not read as what they are. */
function splits(before: string, below: string): boolean {
  const fences = before.match(/^ {0,3}(?:```|~~~)/gm)?.length ?? 0
  return fences % 2 === 1 || /^\s*\|/.test(below)
}

/** Whose hand it is and where it comes from. */
export function HandLine({ words }: { readonly words: string }) {
  return (
    <p className="rise flex items-baseline gap-2.5 border-b border-line bg-fresh/50 px-4 py-2 text-small text-accent-ink">
      <span className="pulse" />
      <span className="min-w-0 text-pretty break-words">{words}</span>
    </p>
  )
}
