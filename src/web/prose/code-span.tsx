import { Breakable } from '../components/breakable.tsx'
import { currentView, formatView } from '../location.ts'
import { openDocument } from '../memory/open.ts'
import { useDocumentAt } from '../memory/shelf.ts'
import type { Show } from './twice.tsx'
import { words } from './words.ts'

const NAME = /^(?:\/memories\/)?[^\s/][^\n]*\.\w{1,8}$/

/** Words set as code. The name of a living document is a link that opens it. */
export function CodeSpan({ text, show }: { readonly text: string; readonly show: Show }) {
  const path = NAME.test(text) ? `/memories/${text.replace(/^\/memories\//, '')}` : null
  const document = useDocumentAt(path)
  // Without joints to break at, a line that is full would break before the full stop that follows.
  const shown = show(text)
  const code = shown === text ? <Breakable text={text} /> : shown
  if (document === null) return <code>{code}</code>
  return (
    <a
      className="document"
      href={formatView({ ...currentView(), document })}
      title={words().openDocument}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        openDocument(document)
      }}
    >
      <code>{code}</code>
    </a>
  )
}
