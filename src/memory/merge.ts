/** Three-way merge of texts, by line. Pure. */
import { diff3Merge } from 'node-diff3'
import { lineBreakOf } from './lines.ts'

export type Merge =
  | { readonly kind: 'clean'; readonly text: string }
  /** `text` holds both sides between conflict markers. */
  | { readonly kind: 'conflict'; readonly text: string }

export interface Sides {
  readonly base: string
  readonly present: string
  readonly yours: string
}

/**
 * Brings together what `present` and `yours` each changed in `base`. Changes of different lines are both kept; changes of
 * the same or neighbouring lines conflict, unless they are the same change.
 */
export function mergeTexts(sides: Sides, names: { readonly present: string; readonly yours: string }): Merge {
  if (sides.present === sides.base || sides.present === sides.yours)
    return { kind: 'clean', text: sides.yours }
  if (sides.yours === sides.base) return { kind: 'clean', text: sides.present }
  const eol = lineBreakOf(sides.present)
  const split = (text: string) => text.split(/\r?\n/)
  const regions = diff3Merge(split(sides.yours), split(sides.base), split(sides.present), {
    excludeFalseConflicts: true,
  })
  const lines: string[] = []
  let conflict = false
  for (const region of regions) {
    if (region.ok) {
      lines.push(...region.ok)
      continue
    }
    conflict = true
    const { a = [], b = [] } = region.conflict ?? {}
    lines.push(`<<<<<<< ${names.yours}`, ...a, '=======', ...b, `>>>>>>> ${names.present}`)
  }
  return { kind: conflict ? 'conflict' : 'clean', text: lines.join(eol) }
}
