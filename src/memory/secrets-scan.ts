/** Looks for secrets in what a memory holds already. */
import type { Memory } from './contract.ts'
import { createPauses } from './pauses.ts'
import { type Finding, findSecrets } from './secrets.ts'
import type { DocumentId, MemoryPath } from './types.ts'

/** Never the secret itself: `from` and `to` say where it stands in the text of that version. */
export interface Found extends Finding {
  readonly document: DocumentId
  readonly version: number
  /** Where the document lay when this version was made; where it lies now for the present one. */
  readonly path: MemoryPath
  /** Whether this is what the document holds now. */
  readonly present: boolean
}

export interface ScanOptions {
  /** Old versions and deleted documents too. Off. */
  readonly history?: boolean
}

/** Commits asked for at a time. */
const PAGE = 500

/** Goes over every text, one at a time: those of living documents in path order, then, if asked, the older ones, newest first. */
export async function* scanMemory(
  memory: Pick<Memory, 'documents' | 'document' | 'text' | 'history'>,
  { history = false }: ScanOptions = {},
): AsyncGenerator<Found> {
  const pause = createPauses()
  for (const { document, version, path } of memory.documents()) {
    yield* scanText(memory, pause, { document, version, path, present: true })
  }
  if (!history) return
  for (let before = Number.POSITIVE_INFINITY; ; ) {
    const commits = memory.history({ before, limit: PAGE })
    for (const { number, changes } of commits) {
      for (const change of changes) {
        if (change.kind !== 'create' && change.kind !== 'edit') continue
        const { document, path } = change
        if (memory.document(document)?.version === number) continue
        yield* scanText(memory, pause, { document, version: number, path, present: false })
      }
    }
    const oldest = commits.at(-1)
    if (!oldest) return
    before = oldest.number
  }
}

async function* scanText(
  memory: Pick<Memory, 'text'>,
  pause: ReturnType<typeof createPauses>,
  place: Pick<Found, 'document' | 'version' | 'path' | 'present'>,
): AsyncGenerator<Found> {
  const text = await memory.text(place.document, place.version)
  await pause(text?.length ?? 0)
  if (text === null) return
  for (const finding of findSecrets(text)) yield { ...place, ...finding }
}
