// biome-ignore-all lint/suspicious/noArrayIndexKey: a line is its place

/** The lines of a text with their numbers; `marked` ones (from 1) have a stroke in the margin. */
export function PlainLines({ text, marked }: PlainLinesProps) {
  return (
    <ol data-lines="" className="py-3 font-mono text-small leading-text [counter-reset:line]">
      {linesOf(text).map((line, index) => (
        <li
          key={index}
          data-line={index + 1}
          className={`flex pe-4 [counter-increment:line] before:w-11 before:shrink-0 before:pe-3 before:text-end before:text-faint before:content-[counter(line)] ${marked?.has(index + 1) ? MARKED : ''}`}
        >
          <span dir="auto" className="min-w-0 flex-1 break-words whitespace-pre-wrap">
            {line}
          </span>
        </li>
      ))}
    </ol>
  )
}

export interface PlainLinesProps {
  readonly text: string
  readonly marked?: ReadonlySet<number> | undefined
}

/** A line to look at twice. */
export const MARKED = 'bg-fresh shadow-[inset_3px_0_0_var(--kraft)] rtl:shadow-[inset_-3px_0_0_var(--kraft)]'

/** The lines of a text; the break at its end begins no line of its own. */
export function linesOf(text: string): readonly string[] {
  return text.replace(/\r?\n$/, '').split(/\r?\n/)
}
