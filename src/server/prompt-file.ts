/** A prompt as a file: a few `name: value` lines between `---`, then the text. The files of `prompts/`, and what people import and export. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { OWN_MARK, type PromptText } from '../workspace/prompts.ts'
import { HttpError } from './http-error.ts'
import { IMPORTED_PROMPT } from './prompt-schemas.ts'
import { explain } from './schemas.ts'

/** A prompt as others may have it: perhaps with an id. */
type Portable = z.infer<typeof IMPORTED_PROMPT>

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

/** The prompts of a file that somebody imports: one as Markdown, or one or several as JSON. Throws `HttpError` in words. */
export function readImport(source: string): readonly (PromptText & { readonly id: string })[] {
  const parsed = /^\s*[[{]/.test(source) ? fromJson(source) : [fromMarkdown(source)]
  return parsed.map(({ id, ...said }) => ({ ...said, id: ownId(id, said) }))
}

function fromMarkdown(source: string): Portable {
  const parts = splitPrompt(source)
  if (!parts)
    throw bad('Expected JSON, or Markdown that begins with lines like "title: …" between two lines of "---".')
  const { order: _, ...fields } = parts.fields
  return checked(IMPORTED_PROMPT, { ...fields, text: parts.text })
}

function fromJson(source: string): readonly Portable[] {
  const value = parsedJson(source)
  const list = Array.isArray(value) ? { prompts: value } : value
  const isOne = typeof list === 'object' && list !== null && !('prompts' in list)
  return checked(SEVERAL, isOne ? { prompts: [list] } : list).prompts
}

const SEVERAL = z.strictObject({ prompts: z.array(IMPORTED_PROMPT).min(1) })

function parsedJson(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch {
    throw bad('Expected a file that is JSON, for it begins as JSON does; it does not parse.')
  }
}

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw bad(explain(parsed.error))
}

function bad(message: string): HttpError {
  return new HttpError(400, 'bad_input', message)
}

/** The same file gives the same id each time it is imported, so that importing it twice is importing it once. */
function ownId(id: string | undefined, { title, group }: PromptText): string {
  if (id?.startsWith(OWN_MARK)) return id
  const made =
    id ??
    createHash('sha256')
      .update(JSON.stringify([group, title]))
      .digest('hex')
      .slice(0, 16)
  return `${OWN_MARK}${made}`
}
