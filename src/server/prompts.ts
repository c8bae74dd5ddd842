/** The prompt library and the default system prompt: the files of `prompts/`, read once at start. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { ExampleChat } from '../workspace/core.ts'
import type { PromptText } from '../workspace/prompts.ts'
import { splitPrompt } from './prompt-file.ts'

export interface Prompt extends PromptText {
  readonly id: string
}

export interface PromptLibrary {
  /** For the message box. */
  readonly prompts: readonly Prompt[]
  /** For the system prompt of the workspace or of a chat; the default one first. */
  readonly systemPrompts: readonly Prompt[]
  readonly systemPrompt: string
  readonly example: readonly ExampleChat[]
}

/** The group of system prompts. */
export const SYSTEM = 'system'
const SHARED_MEMORY = 'shared-memory'
const EXAMPLE = 'three-person-example'
/** The chats of the example: whose first prompt stands in which. */
const EXAMPLE_CHATS = [
  { name: 'Alice · Discovery', speaker: 'Alice' },
  { name: 'John · Solution architect', speaker: 'John' },
  { name: 'Sam · Proposal writer', speaker: 'Sam' },
] as const

/** Reads all prompt files. Throws when the folder is missing or a file is not in order: the installation is broken then. */
export function readPrompts(folder: string): PromptLibrary {
  const groups = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  )
  const all = groups.toSorted(exampleFirst).flatMap((group) => readGroup(folder, group))
  const prompts = all.filter((prompt) => prompt.group !== SYSTEM)
  const systemPrompts = all.filter((prompt) => prompt.group === SYSTEM)
  const systemPrompt = systemPrompts.find((prompt) => prompt.id === SHARED_MEMORY)?.text
  if (systemPrompt === undefined)
    throw new Error(`Expected a prompt with the id ${SHARED_MEMORY} in ${folder}.`)
  const firsts = prompts.filter((prompt) => prompt.group === EXAMPLE)
  const example = EXAMPLE_CHATS.flatMap((chat) => {
    const first = firsts.find((prompt) => prompt.for === chat.speaker)
    return first ? [{ ...chat, draft: first.text }] : []
  })
  return { prompts, systemPrompts, systemPrompt, example }
}

/** What one meets first stands first; the rest by name. */
function exampleFirst(a: string, b: string): number {
  return Number(b === EXAMPLE) - Number(a === EXAMPLE) || a.localeCompare(b)
}

function readGroup(folder: string, group: string): readonly Prompt[] {
  return readdirSync(join(folder, group))
    .filter((name) => name.endsWith('.md'))
    .map((name) => parsePrompt(readFileSync(join(folder, group, name), 'utf8'), `${group}/${name}`))
    .sort((a, b) => a.order - b.order)
    .map(({ order: _, ...prompt }) => prompt)
}

const FIELDS = z.object({
  id: z.string().min(1),
  title: z.string().min(1),
  for: z.string().min(1),
  group: z.string().min(1),
  order: z.coerce.number().int().min(1),
  teaches: z.string().default(''),
  expects: z.string().default(''),
  best: z.enum(['any', 'claude']).default('any'),
})

/** Reads one file of the folder. `file` is for the message. */
export function parsePrompt(source: string, file: string): Prompt & { readonly order: number } {
  const parts = splitPrompt(source)
  if (!parts) throw new Error(`${file}: expected lines between --- first.`)
  const fields = FIELDS.safeParse(parts.fields)
  if (!fields.success) throw new Error(`${file}: ${z.prettifyError(fields.error)}`)
  return { ...fields.data, text: parts.text }
}
