// biome-ignore-all lint/suspicious/noArrayIndexKey: a line is its place
import { memo } from 'react'
import type { DiffLine } from './diff.ts'
import { words } from './words-turn.ts'

const SIGNS = { same: ' ', gone: '−', new: '+', gap: '' } as const
const LOOKS = {
  same: 'text-soft',
  gone: 'bg-bad-wash text-soft',
  new: 'bg-good-wash text-ink',
  gap: 'text-faint font-sans text-tiny py-0.5',
} as const

/** The lines of a change. Told apart by sign, and for the ear by a word where a run of them begins, not by colour alone. */
export function DiffView({ lines, caret = false }: DiffViewProps) {
  return (
    <div className="font-mono text-small leading-text">
      {lines.map(({ kind, text }, index) => (
        <Line
          key={index}
          kind={kind}
          text={text}
          begins={begins(lines, index)}
          caret={caret && index === lines.length - 1}
        />
      ))}
    </div>
  )
}

export interface DiffViewProps {
  readonly lines: readonly DiffLine[]
  /** The last line is still being written. */
  readonly caret?: boolean
}

/** Whether a run of lines begins here that has to be told from the one before. */
function begins(lines: readonly DiffLine[], index: number): boolean {
  return kindAt(lines, index - 1) !== kindAt(lines, index)
}

/** Before the first line nothing has changed, and what a gap stands for has not either. */
function kindAt(lines: readonly DiffLine[], index: number): DiffLine['kind'] {
  const kind = lines[index]?.kind ?? 'same'
  return kind === 'gap' ? 'same' : kind
}

/** Kept as it is while the lines after it grow. */
const Line = memo(function Line({ kind, text, begins, caret }: LineProps) {
  const { removed, added, same } = words().card
  const spoken = { same, gone: removed, new: added, gap: '' }
  return (
    <div className={`flex gap-2 px-2.5 ${LOOKS[kind]}`}>
      <span aria-hidden="true" className="w-2.5 shrink-0 select-none">
        {SIGNS[kind]}
      </span>
      {begins && <span className="sr-only">{spoken[kind]}</span>}
      <span
        dir="auto"
        className={`min-w-0 break-words whitespace-pre-wrap ${kind === 'gone' ? 'line-through decoration-bad/50' : ''} ${caret ? 'caret' : ''}`}
      >
        {text || '\u200b'}
      </span>
    </div>
  )
})

interface LineProps extends DiffLine {
  readonly begins: boolean
  readonly caret: boolean
}
