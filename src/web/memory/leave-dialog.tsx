import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { words } from './words-editor.ts'

/** Asks before a text that is not stored is left. */
export function LeaveDialog({ canSave, onStay, onSave, onDrop }: LeaveDialogProps) {
  const said = words().leave
  return (
    <Dialog title={said.title} open onClose={onStay}>
      <p className="text-plain text-soft">{said.about}</p>
      <div className="flex flex-wrap justify-end gap-2 pt-4">
        {/* First, so that Enter loses nothing. */}
        <Button onClick={onStay}>{said.stay}</Button>
        <Button look="danger" onClick={onDrop}>
          {said.drop}
        </Button>
        {canSave && (
          <Button look="strong" onClick={onSave}>
            {said.save}
          </Button>
        )}
      </div>
    </Dialog>
  )
}

export interface LeaveDialogProps {
  /** Not while one has to choose between two sides. */
  readonly canSave: boolean
  readonly onStay: () => void
  readonly onSave: () => void
  readonly onDrop: () => void
}
