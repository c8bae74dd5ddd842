/** Makes docs/reference/http.md out of the routes and their schemas, so that the page cannot say anything else than the code. */
import { z } from 'zod'
import { FEED_QUERY, NUMBER } from './query-schemas.ts'
import type { Route } from './route.ts'
import { ROUTES } from './routes.ts'
import { ID } from './schemas.ts'

/** The part of JSON Schema that our schemas use. */
const SCHEMA = z.object({
  type: z.string().optional(),
  description: z.string().optional(),
  enum: z.array(z.string()).optional(),
  const: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  items: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  default: z.unknown().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  pattern: z.string().optional(),
  format: z.string().optional(),
  maxItems: z.number().optional(),
})
type Schema = z.infer<typeof SCHEMA>

interface Field {
  readonly name: string
  readonly type: string
  readonly needed: boolean
  readonly says: string
}

/** The page as Markdown. */
export function httpReference(): string {
  return [HEAD, ...ROUTES.map(section), section(FEED), FOOT].join('\n')
}

const HEAD = `# The HTTP interface

This page is made from the code by \`node scripts/http-reference.ts\`; do not edit it.

Everything is JSON. What is wrong with a request comes back as \`{ "error": { "code", "message" } }\` with a status of 4xx, the
message in words; a fault of the server is a bare 500, and its log says more. A change of the memory that was refused, or that
conflicts, comes back as its \`ChangeOutcome\` with a status of 4xx.

The server answers only requests that name it as \`localhost\`, \`127.0.0.1\` or \`[::1]\` with its own port, and only pages that it
has sent itself (\`Origin\`, \`Sec-Fetch-Site\`). Programs send neither header and are let in. A body needs the header
\`Content-Type: application/json\` and holds at most 2 MB (more where documents may be larger). Fields that nobody knows are refused,
in a body and in the query. An id has at most 64 letters, digits, \`_\` and \`-\`.

Who asks says so in the header \`X-Commonplace-As: <name>\` (with \`encodeURIComponent\`), or \`?as=<name>\` for the feed; a guest does not.
What one may not see is answered as if it were not there ([who may see what](../guide/memories-and-people.md)). A body's \`speaker\` is the
name that a message or change is written down under; whether a memory may be changed follows who asks. Paths are those that one
sees: documents of another memory are at \`/memories/<mount>/…\`; a commit is named by its memory and number.

The types (\`AppState\`, \`WorkspaceEvent\`, \`TurnState\` …) are those of [src/workspace/events.ts](../../src/workspace/events.ts),
[src/memory/types.ts](../../src/memory/types.ts) and [src/memory/contract.ts](../../src/memory/contract.ts).

## A message and its answer

[examples/08-over-http.ts](../../examples/08-over-http.ts) is a program that adds a chat, says something, follows the feed until Claude
has answered, reads what the turn wrote in the memory, and takes it back. With curl, against a server on its usual port:

\`\`\`sh
as='X-Commonplace-As: Alice' json='Content-Type: application/json' at=http://localhost:8501/api
curl $at/chats -H "$as" -H "$json" -d '{ "name": "From a script", "speaker": "Alice" }'
curl $at/chats/<chat>/turns -H "$as" -H "$json" -d '{ "id": "<new id>", "speaker": "Alice", "text": "What do we know of ACME?" }'
curl "$at/chats/<chat>/turns?limit=1" -H "$as"   # until its status is finished
curl $at/chats/<chat>/turns/<new id>/memory -H "$as"   # what it read and wrote
\`\`\`

## Following a workspace

1. \`GET /api/state?chats=a,b\` gives the whole state at one \`position\`, with the newest turns of the named chats.
2. \`GET /api/feed?after=<position>&chats=a,b\` gives everything that happens from there on, as server-sent events.
3. The reducer (\`src/workspace/reduce.ts\`) applies the events to the state. What comes out is what a fresh state would be.

Every event is stored before it is sent, tokens included. A reader that was away says the last position it has seen
(\`Last-Event-ID\`, which a browser's \`EventSource\` sends by itself) and gets exactly the rest.
`

const FEED: Route = {
  method: 'GET',
  path: '/api/feed',
  summary: 'Everything that happens after a position, as it happens.',
  answers:
    '200 `text/event-stream`: for each event `id: <position>` and `data: <WorkspaceEvent>`; `event: reset` when the position is too old or has not been yet, or when what you may see has changed: fetch a fresh state',
  query: FEED_QUERY,
  body: null,
  handle: async () => ({ status: 404, body: null }),
}

const FOOT = `Of a turn in one of the named chats a reader gets every event; of turns in other chats only what moves the state of the
workspace: steps, calls of the memory tool with the text they write, results, totals. A chat that is added while one listens
counts as named. A line with only a colon comes every 15 seconds. A reader that lets 8 MB wait is dropped.
`

function section(route: Route): string {
  const parts = [
    `## ${route.method} ${route.path}\n`,
    `${route.summary}\n`,
    ...(route.query ? [table('Query', route.query)] : []),
    ...(route.body ? [table('Body', route.body)] : []),
    `Answers ${route.answers}.\n`,
  ]
  return parts.join('\n')
}

function table(title: string, schema: z.ZodType): string {
  const fields = fieldsOf(SCHEMA.parse(z.toJSONSchema(schema, { io: 'input' })), '')
  if (fields.length === 0) return `${title}: \`{}\`.\n`
  const rows = fields.map(
    ({ name, type, needed, says }) => `| \`${name}\` | ${type} | ${needed ? 'yes' : 'no'} | ${says} |`,
  )
  return [`| ${title.toLowerCase()} | type | needed | |`, '|---|---|---|---|', ...rows, ''].join('\n')
}

function fieldsOf(schema: Schema, before: string): readonly Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, value]) => {
    const { field, orNull } = withoutNull(SCHEMA.parse(value))
    const full = `${before}${name}`
    const needed = schema.required?.includes(name) ?? false
    const says = [field.description, field.default === undefined ? '' : defaultOf(field.default)]
    const own: Field = {
      name: full,
      type: typeOf(field) + orNull,
      needed,
      says: says.filter(Boolean).join('. '),
    }
    return [own, ...fieldsOf(field, `${full}.`)]
  })
}

function defaultOf(value: unknown): string {
  return value === '' ? '' : `${JSON.stringify(value)} when left out`
}

function withoutNull(schema: Schema): { readonly field: Schema; readonly orNull: string } {
  const choices = choicesOf(schema)
  const [rest, ...others] = choices.filter((choice) => choice.type !== 'null')
  return rest && others.length === 0 && choices.length === 2
    ? { field: { ...rest, description: schema.description ?? rest.description }, orNull: ' or null' }
    : { field: schema, orNull: '' }
}

function choicesOf({ anyOf, oneOf }: Schema): readonly Schema[] {
  return (anyOf ?? oneOf ?? []).map((choice) => SCHEMA.parse(choice))
}

function typeOf(schema: Schema): string {
  if (schema.enum) return schema.enum.map((word) => `\`${word}\``).join(', ')
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``
  const choices = choicesOf(schema)
  if (choices.length > 0) return choices.map(typeInChoice).join(' or ')
  switch (schema.type) {
    case 'null':
      return 'null'
    case 'string':
      return textType(schema)
    case 'integer':
    case 'number':
      return numberType(schema)
    case 'array':
      return `list of ${typeOf(SCHEMA.parse(schema.items ?? {}))}`
    default:
      return schema.type ?? 'anything'
  }
}

/** Numbers, times and ids come as text in a query; the page names what they are. */
function textType({ pattern, format, minLength, maxLength }: Schema): string {
  if (pattern === NUMBER.source) return 'whole number'
  if (format === 'date-time') return 'time, ISO 8601'
  if (format === 'date') return 'day, YYYY-MM-DD'
  if (pattern === ID.source) return minLength === undefined ? 'id' : `id of ${minLength} characters or more`
  return maxLength === undefined ? 'text' : `text, at most ${counted(maxLength)} characters`
}

/** An object among other choices is told by its fields; one that may be left out has a `?`. */
function typeInChoice(schema: Schema): string {
  if (!schema.properties) return typeOf(schema)
  const needed = (name: string) => schema.required?.includes(name) ?? false
  const fields = Object.entries(schema.properties).map(([name, value]) => {
    const field = SCHEMA.parse(value)
    return `${name}${needed(name) ? '' : '?'}${field.const === undefined ? '' : `: ${JSON.stringify(field.const)}`}`
  })
  return `\`{ ${fields.join(', ')} }\``
}

function numberType({ type, minimum, maximum }: Schema): string {
  const word = type === 'integer' ? 'whole number' : 'number'
  const bounded = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER
  if (bounded) return `${word}, ${counted(minimum ?? 0)} to ${counted(maximum)}`
  return minimum === undefined ? word : `${word} from ${counted(minimum)}`
}

function counted(value: number): string {
  return value.toLocaleString('en')
}
