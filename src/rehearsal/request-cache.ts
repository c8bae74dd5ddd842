import { invalid } from './errors.ts'
import { isRecord } from './record.ts'
import type { CacheTtl, MessagesRequest } from './wire.ts'

/** Parses a `cache_control`; no mark when there is none. Throws `Refused` (400). */
export function parseMark(value: unknown, where: string): { readonly mark?: CacheTtl } {
  if (value === undefined || value === null) return {}
  if (!isRecord(value)) invalid(`${where}: Input should be a valid dictionary`)
  if (value.type !== 'ephemeral') {
    invalid(
      `${where}: Input tag '${String(value.type).slice(0, 60)}' found using 'type' does not match any of the expected tags: 'ephemeral'`,
    )
  }
  const ttl = value.ttl ?? '5m'
  if (ttl !== '5m' && ttl !== '1h') invalid(`${where}.ephemeral.ttl: Input should be '5m' or '1h'`)
  return { mark: ttl }
}

/** Parses `diagnostics`; undefined when the request does not ask. */
export function parseDiagnostics(value: unknown): MessagesRequest['diagnostics'] {
  if (value === undefined || value === null) return undefined
  if (!isRecord(value)) invalid('diagnostics: Input should be a valid dictionary')
  const previous = value.previous_message_id ?? null
  if (previous !== null && typeof previous !== 'string') {
    invalid('diagnostics.previous_message_id: Input should be a valid string')
  }
  return { previous }
}

const MOST_MARKS = 4

/** At most four marks, hours before five minutes, in the order tools, system, messages. Throws `Refused` (400). */
export function checkMarks(request: MessagesRequest): void {
  const marks = marksOf(request)
  const last = lastMark(request)
  if (marks.length > MOST_MARKS) {
    invalid(`A maximum of ${MOST_MARKS} blocks with cache_control may be provided. Found ${marks.length}.`)
  }
  if (request.automatic !== undefined) {
    if (last !== undefined && last !== request.automatic) {
      invalid('cache_control: the last block carries a cache_control with another ttl')
    }
    if (last === undefined && marks.length === MOST_MARKS) {
      invalid(
        `A maximum of ${MOST_MARKS} blocks with cache_control may be provided. Found ${MOST_MARKS + 1}.`,
      )
    }
    if (last === undefined) marks.push({ ttl: request.automatic, where: 'cache_control' })
  }
  const short = marks.findIndex(({ ttl }) => ttl === '5m')
  const late = short < 0 ? undefined : marks.slice(short).find(({ ttl }) => ttl === '1h')
  if (late !== undefined) {
    invalid(
      `${late.where}.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. Note that blocks are processed in the following order: \`tools\`, \`system\`, \`messages\`.`,
    )
  }
}

interface Mark {
  readonly ttl: CacheTtl
  readonly where: string
}

function marksOf({ tools, system, messages }: MessagesRequest): Mark[] {
  const marks: Mark[] = []
  const add = (mark: CacheTtl | undefined, where: string) => {
    if (mark !== undefined) marks.push({ ttl: mark, where: `${where}.cache_control` })
  }
  tools.forEach(({ mark }, index) => {
    add(mark, `tools.${index}`)
  })
  system.forEach(({ mark }, index) => {
    add(mark, `system.${index}`)
  })
  messages.forEach(({ content }, index) => {
    content.forEach(({ mark }, at) => {
      add(mark, `messages.${index}.content.${at}`)
    })
  })
  return marks
}

/** The mark of the last block that can carry one. */
function lastMark({ messages }: MessagesRequest): CacheTtl | undefined {
  return messages.flatMap(({ content }) => content).findLast(({ type }) => type !== 'thinking')?.mark
}
