import { openPath } from '../memory/open.ts'
import { useKnown } from '../store/store.ts'

const NAME = /^(?:\/memories\/)?[^\s/][^\n]*\.\w{1,8}$/

/** Words set as code. The name of a living document opens it. */
export function CodeSpan({ text }: { readonly text: string }) {
  const path = NAME.test(text) ? `/memories/${text.replace(/^\/memories\//, '')}` : null
  const lives = useKnown(({ app }) => path !== null && hasPath(app?.workspace.documents, path))
  if (path === null || !lives) return <code>{text}</code>
  return (
    <button type="button" title="Open this document" className="document" onClick={() => openPath(path)}>
      <code>{text}</code>
    </button>
  )
}

function hasPath(
  documents: Readonly<Record<string, { readonly path: string }>> | undefined,
  path: string,
): boolean {
  for (const id in documents) if (documents[id]?.path === path) return true
  return false
}
