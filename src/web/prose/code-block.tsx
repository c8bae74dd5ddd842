import { Copy } from 'lucide-react'
import type { ReactNode } from 'react'
import { copyText } from './copy.ts'
import { words } from './words.ts'

/** Lines of code as they stand, and a way to take them. */
export function CodeBlock({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  return (
    <div className="code group/code relative">
      <pre dir="ltr">
        <code>{children}</code>
      </pre>
      <button
        type="button"
        aria-label={words().copyCode}
        title={words().copyCode}
        onClick={() => void copyText(text)}
        className="absolute end-1 top-1 inline-flex size-7 items-center justify-center rounded-md bg-sunken text-soft opacity-0 transition-opacity group-hover/code:opacity-100 hover:text-ink focus-visible:opacity-100 coarse:size-11 coarse:opacity-100 [&_svg]:size-[15px]"
      >
        <Copy />
      </button>
    </div>
  )
}
