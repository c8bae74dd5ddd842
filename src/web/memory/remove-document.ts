import type { DocumentInfo } from '../../workspace/events.ts'
import { api } from '../api.ts'
import { currentView } from '../location.ts'
import { myName } from '../me.ts'
import { fileName } from '../words.ts'
import { closeDocument } from './open.ts'
import { tellOutcome } from './outcome.ts'
import { words } from './words.ts'

/** Deletes a document as one sees it, and says so with Undo; where it was open, one is back in the tree. */
export async function removeDocument({ document, path, version }: Removed): Promise<void> {
  const done = tellOutcome(
    await api.remove(path, version, myName()),
    words().document.deleted(fileName(path)),
    { document },
  )
  if (done && currentView().document === document) closeDocument()
}

type Removed = Pick<DocumentInfo, 'document' | 'path' | 'version'>
