// biome-ignore-all lint/suspicious/noArrayIndexKey: a block is its place: texts only grow at their end
import { memo } from 'react'
import remend from 'remend'
import { splitBlocks } from './blocks.ts'
import { parseBlock } from './parse.ts'
import { renderTokens } from './tokens.tsx'

/**
 * Markdown, calm while it grows: finished blocks are kept as they are, only the last one is read again.
 * `writing` shows the caret and completes a half-written ending for the eye; it never changes the text.
 */
export const Prose = memo(function Prose({ text, writing = false, className = '' }: ProseProps) {
  const blocks = splitBlocks(text)
  return (
    <div className={`prose ${writing ? 'writing' : ''} ${className}`}>
      {blocks.map((raw, index) => (
        <Block key={index} raw={writing && index === blocks.length - 1 ? completed(raw) : raw} />
      ))}
      {writing && blocks.length === 0 && <p aria-hidden="true" />}
    </div>
  )
})

export interface ProseProps {
  readonly text: string
  readonly writing?: boolean
  readonly className?: string
}

const Block = memo(function Block({ raw }: { readonly raw: string }) {
  const tokens = parseBlock(raw)
  return tokens ? renderTokens(tokens) : <pre>{raw}</pre>
})

/** A trailing `-`, `=` or `|---` would flash as a heading or a rule before it is what it becomes. */
function completed(raw: string): string {
  const lines = raw.split('\n')
  const last = lines.at(-1)?.trim() ?? ''
  const premature = lines.length > 1 && /^(?:[-=*+_]{1,2}|#{1,6}|\d{1,9}[.)]?)$/.test(last)
  return remend(premature ? lines.slice(0, -1).join('\n') : raw, { linkMode: 'text-only' })
}
