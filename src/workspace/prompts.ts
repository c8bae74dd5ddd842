/** Prompts that people of this workspace have made, beside those that come with it. Pure and browser-safe. */
import type { Principal } from '../memory/rights.ts'

/** How many of them are kept. */
export const MOST_PROMPTS = 200
/** Characters of one, and of all together. */
export const LONGEST_PROMPT = 20_000
export const LONGEST_PROMPTS = 500_000
/** What ids of own prompts begin with, so that none is mistaken for one that comes with the product. */
export const OWN_MARK = 'kept-'

/** What a prompt says: the same as a file of `prompts/`. */
export interface PromptText {
  readonly title: string
  /** Who speaks it: a name, or `everybody`. */
  readonly for: string
  /** `system`: for a system prompt. */
  readonly group: string
  readonly teaches: string
  readonly expects: string
  readonly best: 'any' | 'claude'
  readonly text: string
}

export interface OwnPrompt extends PromptText {
  readonly id: string
  /** Who made it, and alone may change it; null: a guest, and everybody may. */
  readonly by: string | null
  /** Counts its changes, from 1. */
  readonly version: number
  readonly madeAt: string
  readonly changedAt: string
}

export type PromptFact =
  /** It is there from now on, or stands so from now on. */
  | { readonly type: 'prompt.kept'; readonly prompt: OwnPrompt }
  | { readonly type: 'prompt.removed'; readonly id: string }

export function isPromptFact<Fact extends { readonly type: string }>(
  fact: Fact,
): fact is Extract<Fact, { type: PromptFact['type'] }> {
  return fact.type.startsWith('prompt.')
}

/** In the order in which they were made. */
export function reducePrompts(prompts: readonly OwnPrompt[], fact: PromptFact): readonly OwnPrompt[] {
  if (fact.type === 'prompt.removed') return prompts.filter(({ id }) => id !== fact.id)
  const { prompt } = fact
  const known = prompts.some(({ id }) => id === prompt.id)
  return known ? prompts.map((each) => (each.id === prompt.id ? prompt : each)) : [...prompts, prompt]
}

export function mayChangePrompt({ by }: Pick<OwnPrompt, 'by'>, viewer: Principal): boolean {
  return by === null || viewer.kind === 'owner' || (viewer.kind === 'person' && viewer.name === by)
}

/** Every text of a prompt that people wrote. */
export const PROMPT_TEXTS = ['title', 'for', 'group', 'teaches', 'expects', 'text'] as const

export function promptLength(prompt: PromptText): number {
  return PROMPT_TEXTS.reduce((sum, part) => sum + prompt[part].length, 0)
}

export function saysTheSame(a: PromptText, b: PromptText): boolean {
  return a.best === b.best && PROMPT_TEXTS.every((part) => a[part] === b[part])
}
