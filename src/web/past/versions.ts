/** The versions of a document as one chooses among them. */
import { queryOptions } from '@tanstack/react-query'
import { ago, hand } from '../words.ts'
import { type PlacedCommit, past } from './past-api.ts'
import { words } from './words.ts'

export interface Version {
  readonly number: number
  readonly commit: PlacedCommit
  /** Its text is gone for ever. */
  readonly erased: boolean
}

/** Most that one can choose among; older ones are reached from their row in the history. */
export const MOST_VERSIONS = 1000
const PAGE = 200

/** The newest versions of a document that have, or had, a text; newest first. */
export function versionsQuery(document: string, present: number) {
  return queryOptions({
    queryKey: ['versions', document, present],
    queryFn: async () => {
      const versions: Version[] = []
      for (let before: number | undefined; versions.length < MOST_VERSIONS; ) {
        const answer = await past.history({ document, before, limit: PAGE })
        if (!answer.ok) throw new Error(answer.problem.message)
        versions.push(...answer.value.commits.flatMap((commit) => versionOf(commit, document)))
        before = answer.value.commits.at(-1)?.number
        if (answer.value.commits.length < PAGE || before === undefined) break
      }
      return versions
    },
  })
}

function versionOf(commit: PlacedCommit, document: string): readonly Version[] {
  const made = commit.changes.find(
    (change) => change.document === document && (change.kind === 'create' || change.kind === 'edit'),
  )
  if (!made) return []
  return [{ number: commit.number, commit, erased: 'sha256' in made && made.sha256 === '' }]
}

/** One line to choose a version by. */
export function versionWords({ number, commit, erased }: Version, now: number): string {
  return words().version(number, hand(commit.actor), ago(commit.at, now), erased)
}
