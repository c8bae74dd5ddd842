/** What may come in over HTTP. The reference in docs/reference/http.md is made from these schemas. */
import { z } from 'zod'
import { FORMS } from '../claude/forms.ts'
import { LARGEST_DOCUMENT } from '../memory/limits.ts'
import { DEFAULT_MEMORY } from '../memory/rights.ts'

/** Characters of one message, draft or system prompt. */
const LONGEST_TEXT = 200_000
export const CHARACTERS = 'without line breaks, invisible characters and angle brackets'
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}<>]/u

export const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine((text) => !HIDDEN.test(text), `Expected text ${CHARACTERS}.`)

export const text = z
  .string()
  .max(LONGEST_TEXT)
  .refine((value) => value.isWellFormed(), 'Expected well-formed Unicode; this text holds half a character.')

/** Document texts have their own bound, which the memory knows. */
export const documentText = z
  .string()
  .refine((value) => value.isWellFormed(), 'Expected well-formed Unicode; this text holds half a character.')

/** Words that every object of JavaScript answers to are no ids. */
const isOwnWord = (value: string) => !(value in {})
export const ID = /^[A-Za-z0-9_-]{1,64}$/
export const id = z
  .string()
  .regex(ID, 'Expected an id of at most 64 letters, digits, "_" and "-".')
  .refine(isOwnWord, 'Expected an id; this word cannot be one.')
const newId = id.min(8, 'Expected an id of at least 8 characters, made at random.')
export const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
export const personName = line(40).describe(`A name; ${CHARACTERS}`)
export const speaker = line(40).describe(`Who speaks; ${CHARACTERS}`)
const name = line(80).describe(`Text ${CHARACTERS}`)
const model = line(200)

const contextEditing = z
  .strictObject({
    enabled: z.boolean(),
    trigger: z.strictObject({
      kind: z.enum(['input_tokens', 'tool_uses']),
      value: z.number().int().min(1).max(10_000_000),
    }),
    keep: z.number().int().min(0).max(10_000),
    clearAtLeast: z.number().int().min(0).max(10_000_000),
    excludeTools: z.array(line(64)).max(20),
    clearToolInputs: z.boolean(),
    keepThinking: z.number().int().min(1).max(10_000).nullable().default(null),
  })
  .describe('When old tool results are cleared from what Claude is sent')

const thinking = z
  .strictObject({
    mode: z.enum(['normal', 'least']),
    effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).nullable().describe("null: the model's own"),
  })
  .describe('How hard the model thinks, as far as it can be told')
const compaction = z
  .strictObject({
    enabled: z.boolean(),
    trigger: z.number().int().min(50_000).max(10_000_000).describe('Tokens of a prompt'),
    instructions: z.string().max(20_000).describe("Replaces the host's own words; empty: those"),
  })
  .describe('When a long conversation is summarised, where the model can')
const hostId = line(80)

const chatSettings = z.strictObject({
  speaker,
  systemPrompt: text.nullable(),
  host: hostId.nullable().describe("null: the workspace's"),
  model: model.nullable(),
  contextEditing: contextEditing.nullable(),
  thinking: thinking.nullable(),
  compaction: compaction.nullable(),
})

const dollars = z.number().min(0).max(1_000_000).nullable()
const spendingLimit = z.strictObject({
  soft: dollars.describe('From here on people are told'),
  hard: dollars.describe('From here on no turn begins'),
})

const days = z.number().int().min(1).max(10_000).nullable()
const workspaceSettings = z.strictObject({
  systemPrompt: text,
  contextEditing,
  thinking,
  compaction,
  cacheFor: z.enum(['5m', '1h']).describe('How long hosts keep what they cache'),
  fallback: z
    .strictObject({ host: hostId, model })
    .nullable()
    .describe('Where a step goes on when its host stays busy or Claude declines'),
  spending: z
    .strictObject({ workspace: spendingLimit, person: spendingLimit })
    .describe('US dollars in a calendar month; null: no limit'),
  rehearsalPace: z.number().min(0).max(2_000).describe('Milliseconds between pieces of a rehearsal reply'),
  limits: z
    .strictObject({
      documentBytes: z.number().int().min(1_000).max(LARGEST_DOCUMENT),
      documents: z.number().int().min(1).max(1_000_000),
      depth: z.number().int().min(0).max(32),
      writesPerMinute: z.number().int().min(1).max(100_000).nullable(),
      ratePeople: z.boolean(),
    })
    .describe('How much a memory may hold, and how fast it may grow'),
  secrets: z.enum(['refuse', 'off']).describe('What is done with a text that looks as if it held a secret'),
  reviewAfterDays: z.number().int().min(1).max(10_000),
  retention: z
    .strictObject({ versionsDays: days, deletedDays: days })
    .describe('After how many days replaced versions and deleted documents are erased for ever; null: never'),
  searchTool: z.boolean().describe('Whether Claude may search the memories'),
})

const memoryList = z.array(id).max(200)
export const ADD_CHAT = z.strictObject({
  name: name.optional(),
  speaker: speaker.optional(),
  memories: memoryList
    .optional()
    .describe('What Claude has in it; all that both you and the speaker may read when left out'),
})
export const CHANGE_CHAT = z.strictObject({
  name: name.optional(),
  settings: chatSettings.partial().optional(),
  memories: memoryList.optional().describe('What Claude has in it from now on'),
})
export const PLACE_CHAT = z.strictObject({ place: z.enum(['board', 'closed', 'deleted']) })
export const CLEAR_CHAT = z.strictObject({
  through: count.optional().describe('Number of the last turn to clear; all turns when left out'),
})
export const DRAFT = z.strictObject({
  draft: text,
  client: z.string().max(64).describe('Names the tab that typed'),
})
export const SPEAK = z.strictObject({
  id: newId.describe('Made by the client; the same id again is the same turn'),
  text: text.refine((value) => value.trim() !== '', 'Expected a message that is not empty.'),
  speaker,
  instead: id.optional().describe('The turn in whose place it is said; at the end when left out'),
})
export const QUEUE = SPEAK.omit({ instead: true }).extend({
  ahead: z
    .boolean()
    .optional()
    .describe('Where nothing runs, its turn begins at once also when other messages are held'),
})
export const CHANGE_QUEUED = z.strictObject({
  text: SPEAK.shape.text.optional(),
  speaker: speaker.optional(),
  before: id.nullable().optional().describe('Id of the message before which it is sent; null: last'),
})
export const REGENERATE = z.strictObject({
  id: newId.describe('Of the new turn, made by the client; the same id again is the same turn'),
})
export const WALK = z
  .strictObject({
    turn: id.optional().describe('Id of the turn to come by'),
    number: count.min(1).optional().describe('Or its number'),
  })
  .refine(
    ({ turn, number }) => (turn === undefined) !== (number === undefined),
    'Expected either "turn" or "number".',
  )
export const COMPACT = z.strictObject({
  id: newId.describe('Made by the client; the same id again is the same turn'),
  speaker,
})
export const PREVIEW_CLEARING = z.strictObject({ contextEditing })
export const REMOVE_DEMONSTRATION = z.strictObject({
  speaker,
  all: z
    .boolean()
    .optional()
    .describe('Take also what people changed or added: the memory is erased, their chats are deleted'),
})
export const NOTHING = z.strictObject({})

export const allowSecrets = z
  .boolean()
  .optional()
  .describe('Store it even if it looks as if it held a secret')
export const CREATE_DOCUMENT = z.strictObject({ path: z.string(), text: documentText, speaker, allowSecrets })
export const SAVE_DOCUMENT = z.strictObject({
  base: count.describe('The version that the text was made from'),
  text: documentText,
  speaker,
  allowSecrets,
})
export const RENAME = z.strictObject({
  from: z.string(),
  to: z.string(),
  base: count.optional().describe('Refuse when something that moves is newer than this version'),
  speaker,
  allowSecrets,
})
export const DELETE = z.strictObject({
  path: z.string(),
  base: count.optional().describe('Refuse when the document is newer than this version'),
  speaker,
})
export const inMemory = id.default(DEFAULT_MEMORY).describe('The memory that everybody shares when left out')
export const CLEAR_MEMORY = z.strictObject({ confirm: z.literal('clear'), memory: inMemory, speaker })
export const RESTORE = z.strictObject({
  version: count,
  base: count.optional().describe('Refuse when the document is newer than this version'),
  speaker,
  allowSecrets,
})
export const ERASE_PREVIEW = z.strictObject({
  document: id.optional(),
  versions: z
    .union([z.literal('all'), z.array(count).min(1).max(100_000)])
    .optional()
    .describe('Numbers of versions, or "all" for the document with its whole history and its names'),
  words: z
    .string()
    .max(4_000)
    .refine(
      (value) => value.isWellFormed(),
      'Expected well-formed Unicode; this text holds half a character.',
    )
    .optional()
    .describe('Instead of a document: words to erase wherever they stand, one phrase on each line'),
})
export const ERASE = ERASE_PREVIEW.extend({
  speaker,
  alsoIn: z
    .strictObject({
      documents: z.array(id).max(10_000).describe('Documents that are cleaned of the words too'),
      chats: z.boolean().describe('Turns, names, drafts, queued messages and system prompts of chats'),
      settings: z.boolean().describe("The workspace's system prompt"),
      prompts: z.boolean().optional().describe('Prompts that people made'),
    })
    .describe('Where else the words are removed'),
})
export const REVERT = z.strictObject({ memory: inMemory, speaker, allowSecrets })

const access = z.enum(['none', 'read', 'write'])
const memoryRights = z.strictObject({
  name,
  description: line(300).or(z.literal('')).describe(`One line for people and for Claude; ${CHARACTERS}`),
  mount: z.string().max(200).describe('One name: it lies at /memories/<mount>'),
  everyone: access.describe('What whoever is not named in `members` may'),
  members: z
    .record(personName, access)
    .refine((members) => Object.keys(members).length <= 200, 'Expected at most 200 members.')
    .describe('What single people may'),
  workingCopy: z
    .boolean()
    .describe('Whether its documents are also files, which everybody can read who can read the disk'),
})
export const ADD_MEMORY = memoryRights.partial().required({ name: true })
export const CHANGE_MEMORY = memoryRights.partial()
export const REMOVE_MEMORY = z.strictObject({
  confirm: name.describe('The name of the memory: it goes for ever, with all it ever held'),
  speaker,
})
export const ADD_PERSON = z.strictObject({
  name: personName,
  ownMemory: z
    .boolean()
    .optional()
    .describe('Also make a memory that nobody else may read or write, unless there is one already'),
})

export const CHANGE_SETTINGS = workspaceSettings.partial()
export const CHOOSE_HOST = z.strictObject({
  host: hostId.describe('Id of a host, or `auto` for whatever is found'),
  model: model.optional().describe("The host's default when left out"),
})
export const SET_UP_HOST = z.strictObject({
  kind: z.enum(FORMS.map((form) => form.kind)),
  name: line(60).nullable().optional().describe('For a kind that can be there several times'),
  fields: z
    .record(z.string().max(40), z.string().max(20_000).nullable())
    .describe(
      'By the names in the form. Left out or empty: a secret stays as it is kept, another field comes from the environment; null takes it away. Secrets are kept encrypted and never given out again',
    ),
})

/** Says in one line what was wrong with what came in; `schema`: what was expected, when its fields can be named. */
export function explain(error: z.ZodError, schema?: z.ZodType): string {
  const [issue] = error.issues
  if (!issue) return 'The input is not as expected.'
  if (issue.code === 'unrecognized_keys' && issue.path.length === 0 && schema instanceof z.ZodObject)
    return strangeFields(issue.keys, Object.keys(schema.shape))
  const where = issue.path.join('.')
  const message = issue.message.replace(/^Invalid input: /, '')
  const sentence = message.charAt(0).toUpperCase() + message.slice(1)
  return `${where === '' ? '' : `"${where}": `}${sentence.endsWith('.') ? sentence : `${sentence}.`}`
}

function strangeFields(strange: readonly string[], known: readonly string[]): string {
  const got = strange.slice(0, 5).map((name) => JSON.stringify(name.slice(0, 60)))
  const expected = known.length === 0 ? 'nothing here' : `only ${known.join(', ')}`
  return `Expected ${expected}; got ${got.join(', ')}.`
}
