// biome-ignore-all lint/suspicious/noArrayIndexKey: a block is its place: texts only grow at their end
import { memo } from 'react'
import remend from 'remend'
import type { Mark } from '../../memory/marks.ts'
import { partsOf, splitBlocks } from './blocks.ts'
import { parseBlock } from './parse.ts'
import { renderTokens } from './tokens.tsx'
import { type FindMarks, markedWords } from './twice.tsx'

/**
 * Markdown, calm while it grows: finished blocks are kept as they are, only the last one is read again.
 * `writing` shows the caret and completes a half-written ending for the eye; it never changes the text.
 */
export const Prose = memo(function Prose({ text, writing = false, twice, className = '' }: ProseProps) {
  const blocks = splitBlocks(text)
  const reasons = twice ? reasonsOf(blocks, twice.marks) : []
  return (
    <div dir="auto" className={`prose ${writing ? 'writing' : ''} ${className}`}>
      {partsOf(blocks).map(({ from, to }, index) => (
        <Part
          key={index}
          blocks={blocks.slice(from, to)}
          growing={writing && to === blocks.length}
          find={twice?.find}
          reasons={reasons.slice(from, to)}
        />
      ))}
      {writing && blocks.length === 0 && <Part blocks={NOTHING} growing find={undefined} reasons={NOTHING} />}
    </div>
  )
})

const NOTHING: readonly string[] = []

export interface ProseProps {
  readonly text: string
  readonly writing?: boolean
  /** Where a text of others may hold what is to be looked at twice: its marks, and what finds them. The same object as long as they are the same. */
  readonly twice?:
    | { readonly marks: readonly Mark[]; readonly find: FindMarks | undefined }
    | null
    | undefined
  readonly className?: string
}

/** Some blocks that the browser lays out and paints as one piece: what grows in one costs the others nothing. */
const Part = memo(function Part({ blocks, growing, find, reasons }: PartProps) {
  return (
    <div className="part">
      {blocks.map((raw, index) => (
        <Block
          key={index}
          raw={growing && index === blocks.length - 1 ? completed(raw) : raw}
          find={find}
          why={reasons[index] ?? ''}
        />
      ))}
      {blocks.length === 0 && <p aria-hidden="true" />}
    </div>
  )
}, samePart)

interface PartProps {
  readonly blocks: readonly string[]
  /** Whether more comes into the last of them. */
  readonly growing: boolean
  readonly find: FindMarks | undefined
  readonly reasons: readonly string[]
}

function samePart(a: PartProps, b: PartProps): boolean {
  const same = a.growing === b.growing && a.find === b.find
  return same && sameTexts(a.blocks, b.blocks) && sameTexts(a.reasons, b.reasons)
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index])
}

const Block = memo(function Block({ raw, find, why }: BlockProps) {
  const tokens = parseBlock(raw)
  const show = find ? (text: string) => markedWords(text, find) : (text: string) => text
  const block = tokens ? renderTokens(tokens, show) : <pre>{show(raw)}</pre>
  if (why === '') return block
  return (
    <div className="twice" title={why}>
      {block}
    </div>
  )
})

interface BlockProps {
  readonly raw: string
  readonly find: FindMarks | undefined
  /** Why it is to be looked at twice; '' when it is not. */
  readonly why: string
}

/** Why each block is to be looked at twice. The blocks follow each other as in the text that the marks are of. */
function reasonsOf(blocks: readonly string[], marks: readonly Mark[]): readonly string[] {
  let from = 0
  return blocks.map((raw) => {
    const to = from + raw.length
    const here = marks.filter((mark) => mark.from < to && mark.to > from)
    from = to
    return [...new Set(here.map(({ says }) => says))].join(' ')
  })
}

/** A trailing `-`, `=` or `|---` would flash as a heading or a rule before it is what it becomes. */
function completed(raw: string): string {
  const lines = raw.split('\n')
  const last = lines.at(-1)?.trim() ?? ''
  const premature = lines.length > 1 && /^(?:[-=*+_]{1,2}|#{1,6}|\d{1,9}[.)]?)$/.test(last)
  return remend(premature ? lines.slice(0, -1).join('\n') : raw, { linkMode: 'text-only' })
}
