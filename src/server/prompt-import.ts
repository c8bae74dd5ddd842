/** Reading prompts that people import, as files of `prompts/` or as JSON. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { OWN_MARK, type PromptText } from '../workspace/prompts.ts'
import { HttpError } from './http-error.ts'
import { splitPrompt } from './prompt-file.ts'
import { IMPORTED_PROMPT } from './prompt-schemas.ts'
import { parse } from './route.ts'

/** A prompt as others may have it: perhaps with an id. */
type Portable = z.infer<typeof IMPORTED_PROMPT>

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
  return parse(IMPORTED_PROMPT, { ...fields, text: parts.text })
}

function fromJson(source: string): readonly Portable[] {
  const value = parsedJson(source)
  const list = Array.isArray(value) ? { prompts: value } : value
  const isOne = typeof list === 'object' && list !== null && !('prompts' in list)
  return parse(SEVERAL, isOne ? { prompts: [list] } : list).prompts
}

const SEVERAL = z.strictObject({ prompts: z.array(IMPORTED_PROMPT).min(1) })

function parsedJson(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch {
    throw bad('Expected a file that is JSON, for it begins as JSON does; it does not parse.')
  }
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
