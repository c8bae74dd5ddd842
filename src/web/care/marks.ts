/** The marks of a text. What finds them comes over the line only when a document is open. */
import { useEffect, useMemo, useState } from 'react'
import type { Mark } from '../../memory/marks.ts'

const NONE: readonly Mark[] = []

/** null: no text, or one that is just being written. */
export function useMarks(text: string | null): Marks {
  const [marks, setMarks] = useState(NONE)
  useEffect(() => {
    if (text === null) return setMarks(NONE)
    let wanted = true
    void import('../../memory/marks.ts').then(({ findMarks }) => wanted && setMarks(findMarks(text)))
    return () => {
      wanted = false
    }
  }, [text])
  const lines = useMemo(() => new Set(marks.map(({ line }) => line)), [marks])
  return { marks, lines }
}

export interface Marks {
  readonly marks: readonly Mark[]
  /** Of their beginnings, from 1. */
  readonly lines: ReadonlySet<number>
}
