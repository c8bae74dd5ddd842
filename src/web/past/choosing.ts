/** Choosing between two sides of a text, hunk by hunk. Pure. */
import { applyChoices, type Choice, differencesOf, hunksOf, type Region } from '../../memory/hunks.ts'

export type { Choice, Region }
export type Open = Extract<Region, { readonly kind: 'open' }>

/** What one chose for each open place, in their order. */
export type Choices = readonly (Choice | undefined)[]

export interface Sides {
  /** What both came from; null when nobody knows. */
  readonly base: string | null
  readonly present: string
  readonly yours: string
}

/** The text as stretches that are settled and places that somebody must choose for. */
export function regionsOf({ base, present, yours }: Sides): readonly Region[] {
  const regions = base === null ? differencesOf(present, yours) : hunksOf(base, present, yours)
  return regions.some((region) => region.kind === 'open') ? regions : differencesOf(present, yours)
}

export function openOf(regions: readonly Region[]): readonly Open[] {
  return regions.filter((region) => region.kind === 'open')
}

/** The text that the choices make, with the line breaks of `like`; null while one is missing. */
export function chosenText(regions: readonly Region[], choices: Choices, like: string): string | null {
  return applyChoices(regions, choices, like.includes('\r\n') ? '\r\n' : '\n')
}

/** The choices with one more; the others stay. */
export function choose(choices: Choices, index: number, choice: Choice): Choices {
  const next = [...choices]
  while (next.length <= index) next.push(undefined)
  next[index] = choice
  return next
}

/** The first open place from `from` on (and then from the beginning) without a choice; null when all have one. */
export function nextOpen(choices: Choices, total: number, from: number): number | null {
  for (let step = 0; step < total; step++) {
    const index = (from + step) % total
    if (choices[index] === undefined) return index
  }
  return null
}

/** The text of a hunk to begin editing with: what is chosen, or yours. */
export function startText(open: Open, choice: Choice | undefined): string {
  if (typeof choice === 'object') return choice.text
  if (choice === 'present') return open.present.join('\n')
  if (choice === 'both') return [...open.yours, ...open.present].join('\n')
  return open.yours.join('\n')
}
