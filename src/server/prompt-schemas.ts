/** What may come in about prompts. */
import { z } from 'zod'
import { LONGEST_PROMPT } from '../workspace/prompts.ts'
import { as, ids } from './query-schemas.ts'
import { CHARACTERS, count, id, line, text } from './schemas.ts'

const words = (longest: number) => line(longest).or(z.literal('')).default('')
const promptText = {
  title: line(120).describe(`Text ${CHARACTERS}`),
  for: line(40).default('everybody').describe('Who speaks it: a name, or `everybody`'),
  group: line(60).default('own').describe('Under which it is listed; `system` for a system prompt'),
  teaches: words(500).describe('What one learns by it'),
  expects: words(500).describe('What one should see happen'),
  best: z.enum(['any', 'claude']).default('any').describe('`claude` where it takes a real Claude'),
  text: text
    .max(LONGEST_PROMPT)
    .trim()
    .min(1, 'Expected a prompt that is not empty.')
    .describe('May have blanks: `{{the topic}}`, `{{the topic|an example}}`'),
}
export const KEEP_PROMPT = z.strictObject({
  id: id
    .regex(/^kept-[A-Za-z0-9_-]{8,}$/, 'Expected an id that begins with "kept-".')
    .describe(
      '`kept-` and at least 8 letters and digits, made by the client; the same again is the same prompt',
    ),
  ...promptText,
})
export const CHANGE_PROMPT = z.strictObject({
  ...promptText,
  base: count.describe('The version that the change was made from'),
})
export const IMPORTED_PROMPT = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,59}$/, 'Expected an id of at most 59 letters, digits, "_" and "-".')
    .optional(),
  ...promptText,
})
export const IMPORT_PROMPTS = z.strictObject({
  source: z.string().max(1_500_000).describe('The content of the file'),
})

export const PROMPT_FILE_QUERY = z.strictObject({ as })
export const PROMPTS_FILE_QUERY = z.strictObject({
  as,
  ids: ids.describe('Which, with commas between; all that people made when left out'),
})
