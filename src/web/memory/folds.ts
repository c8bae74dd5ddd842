/** Which folders of the tree are closed: as somebody left them, kept in this browser; in a large memory all of them at first. */
import { useMemo, useState } from 'react'

const KEY = 'commonplace.folds'
/** Up to so many documents everything is open at first: that is a list one still sees at a glance. */
const AT_A_GLANCE = 40
/** Folders whose state is kept. */
const KEPT = 500

export interface Folds {
  /** Whether the folder at a path is closed. */
  readonly isClosed: (folder: string) => boolean
  toggle(path: string): void
}

/** `documents`: how many there are. */
export function useFolds(documents: number, shown: string | null): Folds {
  const [chosen, setChosen] = useState(read)
  const small = documents <= AT_A_GLANCE
  const isClosed = useMemo(() => closing(small, shown, chosen), [small, shown, chosen])
  return {
    isClosed,
    toggle(path) {
      const next = { ...chosen, [path]: isClosed(path) ? 'open' : 'closed' } as const
      localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(Object.entries(next).slice(-KEPT))))
      setChosen(next)
    },
  }
}

export type Chosen = Readonly<Record<string, 'open' | 'closed'>>

/** What somebody chose holds; else a folder is open when the memory is small, or when it leads to the document that is shown. */
export function closing(small: boolean, shown: string | null, chosen: Chosen): (folder: string) => boolean {
  return (folder) => {
    const state = chosen[folder]
    return state === undefined ? !small && !shown?.startsWith(`${folder}/`) : state === 'closed'
  }
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
