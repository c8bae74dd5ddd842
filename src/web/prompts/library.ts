/** The prompts as one looks through them: by workflow, in the order in which they are spoken, or by words. Pure. */
import type { OwnPrompt } from '../../workspace/prompts.ts'
import type { Prompt } from './prompts-api.ts'

export interface Section {
  readonly group: string
  readonly prompts: readonly Prompt[]
}

/** The group of prompts that tell Claude how to work instead of what to do. */
export const SYSTEM = 'system'
/** The group of prompts that belong to no workflow. */
export const OWN = 'own'

/** Those of one's own that belong to no workflow stand first; the others join their workflows, at their ends. */
export function together(library: readonly Prompt[], own: readonly OwnPrompt[]): readonly Prompt[] {
  const mine = own.map(({ by, version, madeAt: _, changedAt: __, ...prompt }): Prompt => {
    return { ...prompt, own: { by, version } }
  })
  const apart = mine.filter(({ group }) => group === OWN)
  return [...apart, ...library, ...mine.filter(({ group }) => group !== OWN)]
}

/** The language of a prompt for those who hear it: the library is written in English, one's own are in whatever one speaks. */
export function languageOf({ own }: Prompt): 'en' | undefined {
  return own ? undefined : 'en'
}

/** What is looked for, cut at spaces: each word must be somewhere in a prompt, however it is written. */
export function wordsOf(query: string): readonly string[] {
  return folded(query).split(/\s+/).filter(Boolean)
}

/** Sections in the order in which their first prompts come; without the prompts that do not have all the words. */
export function sectionsOf(prompts: readonly Prompt[], query: string): readonly Section[] {
  const words = wordsOf(query)
  const found = prompts.filter((prompt) => {
    const { title, group, teaches, expects, text } = prompt
    const all = folded([title, prompt.for, group, teaches, expects, text].join('\n'))
    return words.every((word) => all.includes(word))
  })
  return [...Map.groupBy(found, ({ group }) => group)].map(([group, some]) => ({ group, prompts: some }))
}

/** The prompt that stands `step` further in the list than the one with this id; at the ends it stays. */
export function neighbour(sections: readonly Section[], id: string | null, step: 1 | -1): string | null {
  const ids = sections.flatMap(({ prompts }) => prompts.map((prompt) => prompt.id))
  const at = id === null ? -1 : ids.indexOf(id)
  if (at < 0) return ids.at(step === 1 ? 0 : -1) ?? null
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))] ?? null
}

/** The name of a group that nobody gave words to: its folder's, begun like a sentence. */
export function groupName(group: string): string {
  const plain = group.replaceAll('-', ' ')
  return plain.slice(0, 1).toUpperCase() + plain.slice(1)
}

function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
