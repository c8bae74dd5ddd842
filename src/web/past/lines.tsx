// biome-ignore-all lint/suspicious/noArrayIndexKey: a line is its place

/** A text with numbers before its lines. */
export function PlainLines({ text }: { readonly text: string }) {
  return (
    <ol className="py-3 font-mono text-[12.5px] leading-[1.6] [counter-reset:line]">
      {linesOf(text).map((line, index) => (
        <li
          key={index}
          className="flex [counter-increment:line] before:w-11 before:shrink-0 before:pr-3 before:text-right before:text-faint before:content-[counter(line)]"
        >
          <span className="min-w-0 flex-1 pr-4 break-words whitespace-pre-wrap">{line}</span>
        </li>
      ))}
    </ol>
  )
}

/** The lines of a text; the break at its end begins no line of its own. */
export function linesOf(text: string): readonly string[] {
  return text.replace(/\r?\n$/, '').split(/\r?\n/)
}
