/** Which documents somebody should look at again: nobody has read or changed them for long. Pure and browser-safe. */
import { byCharacters } from './order.ts'
import type { DocumentId, DocumentInfo } from './types.ts'

export interface ReviewOptions {
  readonly now: Date
  /** How long is long. */
  readonly days: number
}

export interface ForReview {
  readonly document: DocumentInfo
  /** When anybody last read or changed it, as far as is known; ISO 8601. */
  readonly since: string
  /** Whole days since then. */
  readonly days: number
  /** A sentence for people. */
  readonly why: string
}

const DAY = 24 * 60 * 60 * 1000

/**
 * The documents that were neither read nor changed for `days` days, those that have waited longest first. `lastRead`: when
 * anybody last read a document (ISO 8601); undefined when it is not known that anybody did.
 */
export function forReview(
  documents: readonly DocumentInfo[],
  lastRead: (id: DocumentId) => string | undefined,
  { now, days }: ReviewOptions,
): readonly ForReview[] {
  const found = documents.flatMap((document) => {
    const read = timeOf(lastRead(document.document))
    const changed = timeOf(document.changedAt) ?? 0
    const last = Math.max(changed, read ?? changed)
    const passed = Math.floor((now.getTime() - last) / DAY)
    if (passed < days) return []
    return [{ document, since: new Date(last).toISOString(), days: passed, why: why(now, changed, read) }]
  })
  return found.sort(
    (a, b) => byCharacters(a.since, b.since) || byCharacters(a.document.path, b.document.path),
  )
}

function why(now: Date, changed: number, read: number | undefined): string {
  const ago = (time: number) => {
    const passed = Math.floor((now.getTime() - time) / DAY)
    return passed === 1 ? '1 day ago' : `${passed.toLocaleString('en')} days ago`
  }
  const isRead = read !== undefined && read > changed
  return isRead
    ? `Last changed ${ago(changed)}, last read ${ago(read)}.`
    : `Last changed ${ago(changed)}; it is not known that anybody has read it since.`
}

function timeOf(at: string | undefined): number | undefined {
  const time = at === undefined ? Number.NaN : Date.parse(at)
  return Number.isNaN(time) ? undefined : time
}
