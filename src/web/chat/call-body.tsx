import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { Prose } from '../prose/prose.tsx'
import { shortPath } from '../words.ts'
import { type DiffLine, diffOf } from './diff.ts'
import { DiffView } from './diff-view.tsx'
import type { Call, Phase } from './tool-call.ts'

/** What a call is doing to a document: the page that grows, or the lines that go and come. */
export function CallBody({ call, phase, whole }: CallBodyProps) {
  const going = phase === 'going'
  switch (call.kind) {
    case 'create':
      return (
        <Sheet going={going} whole={whole} watch={call.text}>
          <div className="px-3.5 py-2">
            <Prose text={call.text} writing={going} className="text-lead!" />
          </div>
        </Sheet>
      )
    case 'replace':
      return (
        <Sheet going={going} whole={whole} watch={call.text ?? call.old}>
          <DiffView
            lines={going ? growing(call.old, call.text) : diffOf(call.old, call.text ?? '')}
            caret={going}
          />
        </Sheet>
      )
    case 'insert':
      return (
        <Sheet going={going} whole={whole} watch={call.text}>
          <DiffView lines={growing('', call.text)} caret={going} />
        </Sheet>
      )
    case 'rename':
      return (
        <p className="border-t border-line px-3 py-2 text-small break-all text-soft">
          <span className="struck">{shortPath(call.path ?? '')}</span> → {shortPath(call.to ?? '')}
        </p>
      )
    case 'delete':
      return (
        <p className="struck border-t border-line px-3 py-2 text-small break-all">
          {shortPath(call.path ?? '')}
        </p>
      )
    case 'view':
    case 'unknown':
    case 'other':
      return null
    default:
      return call satisfies never
  }
}

export interface CallBodyProps {
  readonly call: Call
  readonly phase: Phase
  /** A person unfolded it: show everything. */
  readonly whole: boolean
}

/** While the new text grows, a diff of halves would jump about: old above, new below. */
function growing(old: string, text: string | null): readonly DiffLine[] {
  const gone = old === '' ? [] : old.replace(/\n$/, '').split('\n')
  const come = text === null || text === '' ? [] : text.replace(/\n$/, '').split('\n')
  return [
    ...gone.map((line): DiffLine => ({ kind: 'gone', text: line })),
    ...come.map((line): DiffLine => ({ kind: 'new', text: line })),
  ]
}

/** A window on the text: while it grows one sees its newest lines, afterwards its first. */
function Sheet({ going, whole, watch, children }: SheetProps) {
  const window = useRef<HTMLDivElement>(null)
  const [seen] = useState(going)
  const [cut, setCut] = useState(false)
  useLayoutEffect(() => {
    const element = window.current
    if (!element) return
    if (!whole) element.scrollTop = going && watch !== '' ? element.scrollHeight : 0
    setCut(!whole && !going && element.scrollHeight > element.clientHeight + 4)
  }, [going, whole, watch])
  const height = whole ? '' : `overflow-hidden ${going ? 'max-h-64' : 'max-h-40'}`
  return (
    <div
      ref={window}
      className={`sheet border-t border-line py-1 ${going ? 'live' : seen ? 'settled' : ''} ${cut ? 'fade-tail' : ''} ${height}`}
    >
      {children}
    </div>
  )
}

interface SheetProps {
  readonly going: boolean
  readonly whole: boolean
  /** The text that grows. */
  readonly watch: string
  readonly children: ReactNode
}
