import type { Commit } from '../../memory/types.ts'
import { Button } from '../components/button.tsx'
import { startErasing } from './erase-host.tsx'
import { words } from './words.ts'

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
  return words().tombstone(versions, stones.length)
}

/** A button that erases one version out of a document's history. */
export function EraseVersion({ document, version }: { readonly document: string; readonly version: number }) {
  return (
    <Button
      small
      look="danger"
      onClick={() => startErasing(words().version.title(version), { document, versions: [version] })}
    >
      {words().version.button}
    </Button>
  )
}
