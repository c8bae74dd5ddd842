import { currentView, formatView } from '../location.ts'
import { openDocument } from '../memory/open.ts'
import { useKnown } from '../store/store.ts'
import type { Show } from './twice.tsx'
import { words } from './words.ts'

const NAME = /^(?:\/memories\/)?[^\s/][^\n]*\.\w{1,8}$/

/** Words set as code. The name of a living document is a link that opens it. */
export function CodeSpan({ text, show }: { readonly text: string; readonly show: Show }) {
  const path = NAME.test(text) ? `/memories/${text.replace(/^\/memories\//, '')}` : null
  const document = useKnown(({ app }) => (path === null ? null : idAt(app?.workspace.documents, path)))
  if (document === null) return <code>{show(text)}</code>
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
      <code>{text}</code>
    </a>
  )
}

type Documents = Readonly<Record<string, { readonly path: string }>>

const paths = new WeakMap<Documents, ReadonlyMap<string, string>>()

/** Asked for every name on the page whenever anything happens: read once for each state of the documents. */
function idAt(documents: Documents | undefined, path: string): string | null {
  if (!documents) return null
  const known =
    paths.get(documents) ?? new Map(Object.entries(documents).map(([id, info]) => [info.path, id]))
  paths.set(documents, known)
  return known.get(path) ?? null
}
