import type { Commit } from '../../memory/types.ts'
import { Button } from '../components/button.tsx'
import { count } from '../words.ts'
import { startErasing } from './erase-host.tsx'

/** Whether the text that the commit gave to the document was erased. */
export function textIsGone(commit: Commit, document: string): boolean {
  return commit.changes.some(
    (change) => change.document === document && 'sha256' in change && change.sha256 === '',
  )
}

/** What a tombstone says: how much went, not what. */
export function erasedWords(commit: Commit, document: string | null): string {
  const stones = commit.changes.flatMap((change) =>
    change.kind === 'erase' && (document === null || change.document === document) ? [change] : [],
  )
  const versions = stones.reduce((sum, stone) => sum + stone.versions.length, 0)
  const of = stones.length > 1 ? ` of ${count(stones.length, 'document')}` : ''
  return `erased ${count(versions, 'version')}${of} for ever`
}

/** A button that erases one version out of a document's history. */
export function EraseVersion({ document, version }: { readonly document: string; readonly version: number }) {
  return (
    <Button
      small
      look="danger"
      onClick={() => startErasing(`Erase version ${version}`, { document, versions: [version] })}
    >
      Erase this version…
    </Button>
  )
}
