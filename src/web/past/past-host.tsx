/** The one place where the dialogs of the past open. They come over the line only when one of them is asked for. */

import { lateDialog } from '../components/late.tsx'
import { openPast, type PastDialog, usePast } from './past-dialogs.ts'

const UndoDialog = lateDialog(() => import('./undo-dialog.tsx').then((m) => m.UndoDialog))
const CompareDialog = lateDialog(() => import('./compare-dialog.tsx').then((m) => m.CompareDialog))
const ReplaceDialog = lateDialog(() => import('./replace-dialog.tsx').then((m) => m.ReplaceDialog), 'field')

export function PastHost() {
  const shown = usePast()
  if (!shown) return null
  return <Shown dialog={shown} onClose={() => openPast(null)} />
}

function Shown({ dialog, onClose }: { readonly dialog: PastDialog; readonly onClose: () => void }) {
  switch (dialog.kind) {
    case 'undo':
      return <UndoDialog title={dialog.title} what={dialog.what} onClose={onClose} />
    case 'compare':
      return <CompareDialog document={dialog.document} from={dialog.from} to={dialog.to} onClose={onClose} />
    case 'replace':
      return <ReplaceDialog {...(dialog.under ? { under: dialog.under } : {})} onClose={onClose} />
    default:
      return dialog satisfies never
  }
}
