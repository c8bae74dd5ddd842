/** A prompt as a file: a few `name: value` lines between `---`, then the text. The files of `prompts/`, and what people export. */
import type { PromptText } from '../workspace/prompts.ts'

export interface PromptSource {
  readonly fields: Readonly<Record<string, string>>
  readonly text: string
}

/** The parts of a prompt file; null when it does not begin with lines between `---`. */
export function splitPrompt(source: string): PromptSource | null {
  const parts = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n([\s\S]*))?$/.exec(source)
  const [, head, text = ''] = parts ?? []
  if (head === undefined) return null
  const pairs = head.split(/\r?\n/).map((line) => {
    const at = line.indexOf(':')
    return [line.slice(0, at).trim(), line.slice(at + 1).trim()] as const
  })
  return { fields: Object.fromEntries(pairs), text: text.trim() }
}

/** A prompt as a file of `prompts/` is written. Reading it gives the same prompt. */
export function formatPrompt(prompt: PromptText & { readonly id: string }): string {
  const { id, title, group, teaches, expects, best, text } = prompt
  const fields = { id, title, for: prompt.for, group, order: 1, teaches, expects, best }
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`.trimEnd())
  return `---\n${lines.join('\n')}\n---\n${text}\n`
}
