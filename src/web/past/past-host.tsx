/** The one place where the dialogs of the past open. They come over the line only when one of them is asked for. */
import { lazy, Suspense } from 'react'
import { openPast, type PastDialog, usePast } from './past-dialogs.ts'

const UndoDialog = lazy(() => import('./undo-dialog.tsx').then((m) => ({ default: m.UndoDialog })))
const CompareDialog = lazy(() => import('./compare-dialog.tsx').then((m) => ({ default: m.CompareDialog })))
const ReplaceDialog = lazy(() => import('./replace-dialog.tsx').then((m) => ({ default: m.ReplaceDialog })))

export function PastHost() {
  const shown = usePast()
  if (!shown) return null
  return (
    <Suspense>
      <Shown dialog={shown} onClose={() => openPast(null)} />
    </Suspense>
  )
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
