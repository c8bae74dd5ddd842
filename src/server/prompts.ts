/** The prompt library and the default system prompt: the files of `prompts/`, read once at start. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { ExampleChat } from '../workspace/core.ts'

export interface Prompt {
  readonly id: string
  readonly title: string
  /** Who speaks it: a persona, or `everybody`. */
  readonly for: string
  readonly text: string
  readonly group: string
  /** What one learns by it; empty when nobody said. */
  readonly teaches: string
  /** What one should see happen; empty when nobody said. */
  readonly expects: string
  /** `claude`: the rehearsal model answers it too, by rules, but it takes a real Claude to do it well. */
  readonly best: 'any' | 'claude'
}

export interface PromptLibrary {
  /** For the message box. */
  readonly prompts: readonly Prompt[]
  /** For the system prompt of the workspace or of a chat; the default one first. */
  readonly systemPrompts: readonly Prompt[]
  readonly systemPrompt: string
  readonly example: readonly ExampleChat[]
}

const SYSTEM = 'system'
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

/** Reads one prompt file: a few `name: value` lines between `---`, then the text. `file` is for the message. */
export function parsePrompt(source: string, file: string): Prompt & { readonly order: number } {
  const parts = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(source)
  const [, head, text] = parts ?? []
  if (head === undefined || text === undefined) throw new Error(`${file}: expected lines between --- first.`)
  const pairs = head.split(/\r?\n/).map((line) => {
    const at = line.indexOf(':')
    return [line.slice(0, at).trim(), line.slice(at + 1).trim()] as const
  })
  const fields = FIELDS.safeParse(Object.fromEntries(pairs))
  if (!fields.success) throw new Error(`${file}: ${z.prettifyError(fields.error)}`)
  return { ...fields.data, text: text.trim() }
}
