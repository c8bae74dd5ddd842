/** Three-way merge of texts, by line. Pure and browser-safe. */
import { hunksOf, type Region } from './hunks.ts'
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

export interface SideNames {
  readonly present: string
  readonly yours: string
}

/**
 * Brings together what `present` and `yours` each changed in `base`. Changes of different lines are both kept; changes of
 * the same or neighbouring lines conflict, unless they are the same change. A stretch of which a side rewrote more than 1,000
 * lines counts as one change. The line breaks are those of `present`.
 */
export function mergeTexts(sides: Sides, names: SideNames): Merge {
  if (sides.present === sides.base || sides.present === sides.yours)
    return { kind: 'clean', text: sides.yours }
  if (sides.yours === sides.base) return { kind: 'clean', text: sides.present }
  const regions = hunksOf(sides.base, sides.present, sides.yours)
  const conflict = regions.some((region) => region.kind === 'open')
  return {
    kind: conflict ? 'conflict' : 'clean',
    text: withMarkers(regions, names, lineBreakOf(sides.present)),
  }
}

/** The regions as one text, open ones with both sides between conflict markers. */
export function withMarkers(regions: readonly Region[], names: SideNames, lineBreak: '\n' | '\r\n'): string {
  const lines = regions.flatMap((region) =>
    region.kind === 'settled'
      ? region.lines
      : [`<<<<<<< ${names.yours}`, ...region.yours, '=======', ...region.present, `>>>>>>> ${names.present}`],
  )
  return lines.join(lineBreak)
}
