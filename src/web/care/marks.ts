/** The marks of a text. What finds them comes over the line only when a document is open. */
import { useEffect, useMemo, useState } from 'react'
import type { Mark } from '../../memory/marks.ts'

type Found = Omit<Marks, 'lines'>

const NONE: Found = { marks: [], find: undefined }

/** null: no text, or one that is just being written. */
export function useMarks(text: string | null): Marks {
  const [found, setFound] = useState(NONE)
  useEffect(() => {
    if (text === null) return setFound(NONE)
    let wanted = true
    void import('../../memory/marks.ts').then(
      ({ findMarks: find }) => wanted && setFound({ marks: find(text), find }),
    )
    return () => {
      wanted = false
    }
  }, [text])
  return useMemo(() => ({ ...found, lines: new Set(found.marks.map(({ line }) => line)) }), [found])
}

export interface Marks {
  readonly marks: readonly Mark[]
  /** Of their beginnings, from 1. */
  readonly lines: ReadonlySet<number>
  /** What finds them; it comes later than the text. */
  readonly find: ((text: string) => readonly Mark[]) | undefined
}
