import type { ReactNode } from 'react'
import { SpeakerPicker } from '../chat/speaker.tsx'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { ToldProblem } from '../components/told-problem.tsx'
import { setMyName, useMyName } from '../me.ts'
import type { Resolutions, UndoWhat } from './past-api.ts'
import { UndoPreviewList } from './undo-preview.tsx'
import { buttonWords } from './undo-words.ts'
import { type UndoStage, useUndo } from './use-undo.ts'
import { words } from './words-undo.ts'

/** Undoes a change, a turn, a chat, or everything since a moment. Shows first what would change; asks where it meets newer changes. */
export function UndoDialog({ title, what, onClose }: UndoDialogProps) {
  const name = useMyName()
  const { stage, resolutions, resolve, act } = useUndo(what, name, onClose)
  const said = words()
  return (
    <Dialog
      title={title}
      about={said.about}
      open
      wide
      onClose={() => stage.kind !== 'doing' && onClose()}
      actions={
        <>
          <div className="me-auto min-w-0 self-center max-[480px]:basis-full">
            <SpeakerPicker words={said.doneAs} speaker={name} onChange={setMyName} />
          </div>
          <Buttons
            stage={stage}
            resolutions={resolutions}
            does={buttonWords(what)}
            onDo={() => void act()}
            onClose={onClose}
          />
        </>
      }
    >
      {stage.kind === 'looking' && <p className="py-6 text-plain text-faint">{said.looking}</p>}
      {stage.kind === 'problem' && <ToldProblem text={stage.message} alert className="py-4" />}
      {'preview' in stage && (
        <UndoPreviewList
          preview={stage.preview}
          told={stage.kind === 'found' ? stage.told : null}
          resolutions={resolutions}
          onResolve={resolve}
        />
      )}
    </Dialog>
  )
}

export interface UndoDialogProps {
  readonly title: string
  /** Must be the same object while the dialog is open. */
  readonly what: UndoWhat
  readonly onClose: () => void
}

/** The way out, and the way on as soon as nothing is to be chosen any more. */
function Buttons({ stage, resolutions, does, onDo, onClose }: ButtonsProps): ReactNode {
  const said = words()
  if (!('preview' in stage))
    return <Button onClick={onClose}>{stage.kind === 'problem' ? said.close : said.cancel}</Button>
  const { documents, conflicts } = stage.preview
  if (documents.length === 0 && conflicts.length === 0) return <Button onClick={onClose}>{said.close}</Button>
  const open = conflicts.filter(({ document }) => !resolutions[document]).length
  const doing = stage.kind === 'doing'
  return (
    <>
      <Button onClick={onClose}>{said.cancel}</Button>
      <Button look="strong" disabled={open > 0 || doing} onClick={onDo}>
        {doing ? said.writing : open > 0 ? said.toChoose(open) : does}
      </Button>
    </>
  )
}

interface ButtonsProps {
  readonly stage: UndoStage
  readonly resolutions: Resolutions
  readonly does: string
  readonly onDo: () => void
  readonly onClose: () => void
}
