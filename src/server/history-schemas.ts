/** What may come in about the past of memories: looking back, undoing, and several edits at once. */
import { z } from 'zod'
import { number } from './query-schemas.ts'
import { allowSecrets, count, documentText, id, inMemory, speaker } from './schemas.ts'

export const BLAME_QUERY = z.strictObject({
  version: number.optional().describe('The newest version when left out'),
})
export const TREE_QUERY = z.strictObject({
  memory: inMemory,
  number: number.optional().describe('After this commit; 0 is the empty tree before the first'),
  at: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('As it was at this time, ISO 8601; now when neither is given'),
})

const chat = id.describe('All that was written in this chat, or in one turn of it')
const undoWhat = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('commit'), memory: inMemory, number: count }),
    z.strictObject({
      kind: z.literal('commits'),
      commits: z
        .array(z.strictObject({ memory: inMemory, number: count }))
        .min(1)
        .max(1_000),
    }),
    z.strictObject({ kind: z.literal('turn'), chat, turn: id }),
    z.strictObject({ kind: z.literal('chat'), chat }),
    z.strictObject({ kind: z.literal('tree'), memory: inMemory, number: count, head: count }),
  ])
  .describe(
    '`tree`: everything as it was after commit `number`; `head` is the newest commit that you have seen',
  )

const seen = count
  .nullable()
  .optional()
  .describe('`version` of the conflict that was answered; it is asked again when there is a newer one')
const resolution = z.union([
  z.strictObject({ take: z.enum(['present', 'wanted']), version: seen }),
  z.strictObject({ text: documentText, version: seen }),
])
export const UNDO = z.strictObject({
  what: undoWhat,
  speaker,
  resolutions: z
    .record(id, resolution)
    .optional()
    .describe('By document: what shall stand where an undo meets what others changed since'),
  allowSecrets,
})

const base = count.optional().describe('Refuse when something of it is newer than this version')
const edit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('create'), path: z.string(), text: documentText }),
  z.strictObject({ kind: z.literal('save'), document: id, base: count, text: documentText }),
  z.strictObject({ kind: z.literal('rename'), from: z.string(), to: z.string(), base }),
  z.strictObject({ kind: z.literal('delete'), path: z.string(), base }),
])
export const CHANGE = z.strictObject({
  edits: z.array(edit).min(1).max(1_000).describe('Each sees what the ones before it did'),
  speaker,
  allowSecrets,
})

const literal = documentText.max(10_000)
export const REPLACE = z.strictObject({
  find: literal.min(1).describe('Literal text'),
  replace: literal.describe('Literal text'),
  under: z
    .string()
    .optional()
    .describe('A document or directory; all memories that you may change when left out'),
  matchCase: z.boolean(),
  wholeWord: z.boolean().describe('Only where no letter, digit or underscore stands beside it'),
  dryRun: z.boolean().describe('Only say what would be replaced'),
  expected: count.optional().describe('Refuse when there are more or fewer occurrences than these'),
  speaker,
  allowSecrets,
})
