/** Which folders of the tree are closed: as somebody left them, kept in this browser; in a large memory all of them at first. */
import { useMemo, useState } from 'react'

const KEY = 'commonplace.folds'
/** Up to so many documents everything is open at first: that is a list one still sees at a glance. */
const AT_A_GLANCE = 40
/** Folders whose state is kept. */
const KEPT = 500

export interface Folds {
  /** Paths of folders that are closed. */
  readonly closed: ReadonlySet<string>
  toggle(path: string): void
}

export function useFolds(documents: readonly { readonly path: string }[], shown: string | null): Folds {
  const [chosen, setChosen] = useState(read)
  const closed = useMemo(() => closedFolders(documents, shown, chosen), [documents, shown, chosen])
  return {
    closed,
    toggle(path) {
      const next = { ...chosen, [path]: closed.has(path) ? 'open' : 'closed' } as const
      localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(Object.entries(next).slice(-KEPT))))
      setChosen(next)
    },
  }
}

export type Chosen = Readonly<Record<string, 'open' | 'closed'>>

/** What somebody chose holds; else a folder is open when the memory is small, or when it leads to the document that is shown. */
export function closedFolders(
  documents: readonly { readonly path: string }[],
  shown: string | null,
  chosen: Chosen,
): ReadonlySet<string> {
  const small = documents.length <= AT_A_GLANCE
  const folders = new Set(documents.flatMap(({ path }) => foldersOf(path)))
  const leads = (folder: string) => shown?.startsWith(`${folder}/`) ?? false
  return new Set(
    [...folders].filter((folder) =>
      chosen[folder] === undefined ? !small && !leads(folder) : chosen[folder] === 'closed',
    ),
  )
}

/** `/memories/a/b/c.md` lies in `/memories/a` and `/memories/a/b`. */
function foldersOf(path: string): readonly string[] {
  const parts = path.split('/')
  return parts.slice(3).map((_, index) => parts.slice(0, index + 3).join('/'))
}

function read(): Chosen {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    if (typeof value !== 'object' || value === null) return {}
    const known = Object.entries(value).filter(([, state]) => state === 'open' || state === 'closed')
    return Object.fromEntries(known)
  } catch {
    return {}
  }
}
