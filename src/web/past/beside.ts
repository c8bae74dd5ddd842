/** A difference as two columns: what went at the left, what came at the right, beside each other. Pure. */
import type { DiffLine } from '../chat/diff.ts'

export type Beside =
  | { readonly kind: 'same' | 'gap'; readonly text: string }
  /** null: nothing stands there on that side. */
  | { readonly kind: 'changed'; readonly left: string | null; readonly right: string | null }

/** Lines that went and the lines that came in their place share rows; the longer side goes on alone. */
export function besideEachOther(lines: readonly DiffLine[]): readonly Beside[] {
  const rows: Beside[] = []
  let gone: string[] = []
  let come: string[] = []
  const close = () => {
    for (let i = 0; i < Math.max(gone.length, come.length); i++)
      rows.push({ kind: 'changed', left: gone[i] ?? null, right: come[i] ?? null })
    gone = []
    come = []
  }
  for (const line of lines) {
    switch (line.kind) {
      case 'gone':
        if (come.length > 0) close()
        gone.push(line.text)
        break
      case 'new':
        come.push(line.text)
        break
      case 'same':
      case 'gap':
        close()
        rows.push({ kind: line.kind, text: line.text })
        break
      default:
        line.kind satisfies never
    }
  }
  close()
  return rows
}
