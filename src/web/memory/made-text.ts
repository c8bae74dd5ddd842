/** Which commits gave a document a text. Pure, but for the question at the end. */
import { queryOptions } from '@tanstack/react-query'
import type { Commit } from '../../memory/types.ts'
import { orThrow } from '../api.ts'
import { past } from '../past/past-api.ts'

/** Whether the commit gave the document a text. */
export function madeText(commit: Commit, document: string): boolean {
  return commit.changes.some(
    (change) => change.document === document && (change.kind === 'create' || change.kind === 'edit'),
  )
}

/** Commits asked for at a time. */
const PAGE = 20

/** The version of a document that held after commit `number` of its memory; null: it had no text then. Throws when nobody answers. */
export async function versionAfter(document: string, number: number): Promise<number | null> {
  for (let before = number + 1; before > 1; ) {
    const { commits } = await orThrow(past.history({ document, before, limit: PAGE }))
    const found = commits.find((commit) => madeText(commit, document) || isGone(commit, document))
    if (found) return isGone(found, document) ? null : found.number
    const oldest = commits.at(-1)
    if (!oldest || commits.length < PAGE) return null
    before = oldest.number
  }
  return null
}

export function versionAfterQuery(document: string, number: number) {
  return queryOptions({
    queryKey: ['version-after', document, number],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => versionAfter(document, number),
  })
}

function isGone(commit: Commit, document: string): boolean {
  return commit.changes.some((change) => change.document === document && change.kind === 'delete')
}
