import { z } from 'zod'
import { numbered } from '../memory/lines.ts'
import { actorName } from '../memory/refusal.ts'
import type { SearchAnswer, SearchHit, SearchRequest } from '../search/answer.ts'
import { LONGEST_LINE } from '../search/passages.ts'
import type { ToolResult } from './events.ts'
import type { AgentTool } from './turn.ts'

/** Characters of an answer; what does not fit is left for the next call. */
export const ANSWER_LIMIT = 8_000
const MOST_HITS = 20
const DEFAULT_HITS = 8
/** Room for the lines around the hits. */
const NOTES_ROOM = 600

const DESCRIPTION = `Searches the text and the paths of all documents in the memory directory (/memories), best match first, and shows the matching lines with their numbers. Use it to find what is known about something before you answer or write, when you do not know in which document it stands; view a document to read it whole before you edit it.
The query holds words, all of which are wanted; a word also finds longer words that begin with it. Besides: "an exact phrase", pre* (any word with this beginning), -unwanted, this OR that, path:/memories/projects, author:Alice (has ever changed it), by:Claude (changed it last), after:2026-11-01, before:2026-12 or after:7d. Filters alone list documents, the newest first. If no document holds all words, those that hold some are shown.`

const Input = z.strictObject({
  query: z.string(),
  path: z.string().optional(),
  limit: z.int().min(1).max(MOST_HITS).optional(),
  offset: z.int().min(0).optional(),
})

const WIRE = {
  name: 'search_memory',
  description: DESCRIPTION,
  input_schema: {
    type: 'object',
    properties: {
      query: { type: 'string', description: 'What to look for.' },
      path: {
        type: 'string',
        description: 'Search only this directory or document, such as /memories/projects.',
      },
      limit: {
        type: 'integer',
        description: `Documents shown at most, 1 to ${MOST_HITS}; ${DEFAULT_HITS} when left out.`,
      },
      offset: {
        type: 'integer',
        description: 'Documents left out at the beginning, to go on after an earlier search.',
      },
    },
    required: ['query'],
    additionalProperties: false,
  },
} as const

/**
 * The second tool that Claude may have, `search_memory`. `search` asks for what Claude in this chat may read. It shows
 * lines, never a whole document, so nothing counts as seen.
 */
export function searchTool(search: (request: SearchRequest) => Promise<SearchAnswer>): AgentTool {
  return {
    name: 'search_memory',
    declare: ({ inputStreaming }) =>
      inputStreaming === 'eager' ? { ...WIRE, eager_input_streaming: true } : WIRE,
    async run(input) {
      const parsed = Input.safeParse(input)
      if (!parsed.success) return refused(parsed.error.issues.map(problemOf))
      const { query, path, limit = DEFAULT_HITS, offset = 0 } = parsed.data
      const within = path === undefined ? '' : ` path:"${path.replaceAll('"', '')}"`
      const answer = await search({ query: query + within, limit, offset })
      if (answer.kind === 'unclear') return refused(answer.problems)
      return { text: textOf(answer, offset, path), isError: false, seen: [] }
    },
  }
}

function refused(problems: readonly string[]): ToolResult {
  return { text: `Error: ${problems.join(' ')} Nothing was searched.`, isError: true, seen: [] }
}

function problemOf({ path, message }: z.core.$ZodIssue): string {
  return path.length === 0 ? `${message}.` : `\`${path.join('.')}\`: ${message}.`
}

type Found = Extract<SearchAnswer, { kind: 'found' }>

function textOf(answer: Found, offset: number, path: string | undefined): string {
  const { hits, total } = answer
  if (total === 0) return nothing(path)
  if (hits.length === 0) return `Found ${counted(total)}; none is left after the first ${offset}.`
  const shown = fitting(hits)
  const last = offset + shown.length
  const cut = hits.slice(0, shown.length).some(isCut)
  return [headOf(answer, offset + 1, last), ...shown, closing(total - last, last, cut)].join('\n\n')
}

function headOf({ matched, total }: Found, first: number, last: number): string {
  const documents = counted(total)
  const range = first === 1 && last === total ? 'best first' : `${first} to ${last} are shown, best first`
  if (matched === 'all') return `Found ${documents}; ${range}:`
  return `No document holds all of it. ${documents} with a part of it; ${range}:`
}

function counted(total: number): string {
  return total === 1 ? '1 document' : `${total} documents`
}

function closing(left: number, next: number, cut: boolean): string {
  const notes = [
    ...(left > 0 ? [`${left} more. To go on, search again with offset ${next}.`] : []),
    ...(cut ? ['Where … stands, something of a line is left out.'] : []),
    'View a document before you edit it.',
  ]
  return `[${notes.join(' ')}]`
}

/** As many of the hits as there is room for; always the first. */
function fitting(hits: readonly SearchHit[]): readonly string[] {
  const blocks: string[] = []
  let used = NOTES_ROOM
  for (const hit of hits) {
    const block = blockOf(hit)
    used += block.length + 2
    if (blocks.length > 0 && used > ANSWER_LIMIT) break
    blocks.push(block)
  }
  return blocks
}

/** Whether something of a line is left out. */
function isCut({ passages }: SearchHit): boolean {
  return passages.some(({ lines }) => lines.some(({ text }) => text.length > LONGEST_LINE))
}

function blockOf({ path, changedAt, changedBy, matchingLines, passages }: SearchHit): string {
  const shown = passages.flatMap(({ lines }) => lines).filter(({ matches }) => matches.length > 0).length
  const more =
    matchingLines > shown
      ? `; ${matchingLines - shown} more ${matchingLines - shown === 1 ? 'line matches' : 'lines match'}`
      : ''
  const head = `${path} (changed ${changedAt.slice(0, 10)} by ${actorName(changedBy)}${more})`
  const texts = passages.map(({ from, lines }) =>
    numbered(
      lines.map(({ text }) => text),
      from,
    ),
  )
  return [head, texts.join('\n      -\n')].filter((part) => part !== '').join('\n')
}

function nothing(path: string | undefined): string {
  const where = path === undefined ? '' : ' Leave out `path` to search everywhere.'
  return `Nothing was found.${where} Try fewer words, other words for the same thing, the beginning of a word as in kund*, or view /memories to see what there is.`
}
