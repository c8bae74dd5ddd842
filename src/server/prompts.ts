/** The prompt library: files of `prompts/`, read at start. See prompts/README.md for their form. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ExampleChat } from '../workspace/core.ts'

export interface Prompt {
  readonly id: string
  readonly title: string
  readonly for: string
  readonly text: string
  readonly group: string
  readonly order: number
}

/** All prompts, by group and order. A file that is not in order is left out; `test/prompts.test.ts` finds it. */
export function readPrompts(folder: string): readonly Prompt[] {
  const prompts = filesIn(folder).flatMap((file) => parsePrompt(readFileSync(file, 'utf8')) ?? [])
  return prompts.sort((a, b) => a.group.localeCompare(b.group) || a.order - b.order)
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.md') && entry.name !== 'README.md')
      .map((entry) => join(entry.parentPath, entry.name))
  } catch {
    return []
  }
}

export function parsePrompt(file: string): Prompt | null {
  const match = /^---\n(.*?)\n---\n(.*)$/s.exec(file.replaceAll('\r\n', '\n'))
  if (!match) return null
  const fields = new Map(
    (match[1] ?? '').split('\n').map((line) => {
      const [name = '', ...value] = line.split(':')
      return [name.trim(), value.join(':').trim()] as const
    }),
  )
  const [id, title, group] = [fields.get('id'), fields.get('title'), fields.get('group')]
  const text = (match[2] ?? '').trim()
  if (!id || !title || !group || text === '') return null
  return {
    id,
    title,
    group,
    text,
    for: fields.get('for') ?? 'everybody',
    order: Number(fields.get('order')) || 0,
  }
}

export const SYSTEM_PROMPT = 'shared-memory'
const EXAMPLE = 'three-person-example'

/** What each person of the example does, as their chat is named. */
const ROLES: Readonly<Record<string, string>> = {
  Alice: 'Discovery',
  John: 'Solution architect',
  Sam: 'Proposal writer',
}

/** A chat for each person of the example, with the first of their prompts. */
export function exampleChats(prompts: readonly Prompt[]): readonly ExampleChat[] {
  const ours = prompts.filter((prompt) => prompt.group === EXAMPLE)
  return Object.entries(ROLES).flatMap(([speaker, role]) => {
    const first = ours.find((prompt) => prompt.for === speaker)
    return first ? [{ name: `${speaker} · ${role}`, speaker, draft: first.text }] : []
  })
}
