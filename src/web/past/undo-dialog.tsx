import { useEffect, useState } from 'react'
import { diffCounts, diffOf } from '../chat/diff.ts'
import { DiffView } from '../chat/diff-view.tsx'
import { SpeakerPicker } from '../chat/speaker.tsx'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { FoldArrow } from '../components/fold-arrow.tsx'
import { Scrolled } from '../components/scrolled.tsx'
import { say } from '../components/toast.tsx'
import { look } from '../location.ts'
import { setMyName, useMyName } from '../me.ts'
import { sayRefusal, undoCommit } from '../memory/outcome.ts'
import { past, type Resolutions, type UndoOutcome, type UndoPreview, type UndoWhat } from './past-api.ts'
import { ConflictChoice } from './undo-conflict.tsx'
import {
  againWords,
  buttonWords,
  cameFrom,
  doneWords,
  fateOf,
  placeWords,
  previewWords,
  type Undone,
} from './undo-words.ts'
import { words } from './words-undo.ts'

type Stage =
  | { readonly kind: 'looking' }
  | { readonly kind: 'problem'; readonly message: string }
  | { readonly kind: 'found' | 'doing'; readonly preview: UndoPreview; readonly again: string | null }

/** Undoes a change, a turn, a chat, or everything since a moment. Shows first what would change; asks where it meets newer changes. */
export function UndoDialog({ title, what, onClose }: UndoDialogProps) {
  const name = useMyName()
  const [stage, setStage] = useState<Stage>({ kind: 'looking' })
  const [resolutions, setResolutions] = useState<Resolutions>({})
  // biome-ignore lint/correctness/useExhaustiveDependencies: what would be undone does not depend on who does it
  useEffect(() => {
    let open = true
    void past.previewUndo(what, name).then((answer) => {
      if (open) setStage(stageOf(answer))
    })
    return () => {
      open = false
    }
  }, [what])

  const said = words()
  const preview = 'preview' in stage ? stage.preview : null
  const open = preview?.conflicts.filter(({ document }) => !resolutions[document]).length ?? 0
  const empty = preview !== null && preview.documents.length === 0 && preview.conflicts.length === 0

  const act = async (allowSecrets = false) => {
    if (!preview) return
    setStage({ kind: 'doing', preview, again: null })
    const answer = await past.undo(what, name, resolutions, allowSecrets)
    if (!answer.ok) {
      setStage({ kind: 'problem', message: answer.problem.message })
      return
    }
    const outcome = answer.value
    switch (outcome.kind) {
      case 'done':
        onClose()
        if (what.kind === 'tree') look({ at: null })
        tellDone(what, preview, outcome)
        return
      case 'unchanged':
        onClose()
        say({ words: said.unchanged })
        return
      case 'conflicts': {
        const again = new Set(outcome.conflicts.map(({ document }) => document))
        setResolutions(Object.fromEntries(Object.entries(resolutions).filter(([id]) => !again.has(id))))
        setStage({
          kind: 'found',
          preview: withConflicts(preview, outcome.conflicts),
          again: againWords(outcome.commits),
        })
        return
      }
      default:
        if (outcome.code !== 'secret') return setStage({ kind: 'problem', message: outcome.message })
        setStage({ kind: 'found', preview, again: null })
        sayRefusal(outcome, { allSame: () => void act(true) })
    }
  }

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
          <Button onClick={onClose}>{empty || stage.kind === 'problem' ? said.close : said.cancel}</Button>
          {preview && !empty && (
            <Button look="strong" disabled={open > 0 || stage.kind === 'doing'} onClick={() => void act()}>
              {stage.kind === 'doing' ? said.writing : open > 0 ? said.toChoose(open) : buttonWords(what)}
            </Button>
          )}
        </>
      }
    >
      {stage.kind === 'looking' && <p className="py-6 text-plain text-faint">{said.looking}</p>}
      {stage.kind === 'problem' && (
        <p role="alert" className="py-4 text-plain text-bad">
          {stage.message}
        </p>
      )}
      {preview && (
        <Preview
          preview={preview}
          again={'again' in stage ? stage.again : null}
          resolutions={resolutions}
          onResolve={(document, resolution) =>
            setResolutions(({ [document]: _, ...others }) =>
              resolution ? { ...others, [document]: resolution } : others,
            )
          }
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

function stageOf(answer: Awaited<ReturnType<typeof past.previewUndo>>): Stage {
  if (!answer.ok) return { kind: 'problem', message: answer.problem.message }
  if ('kind' in answer.value) return { kind: 'problem', message: answer.value.message }
  return { kind: 'found', preview: answer.value, again: null }
}

/** A document in conflict now is no longer one that simply changes. */
function withConflicts(preview: UndoPreview, met: UndoPreview['conflicts']): UndoPreview {
  const ids = new Set(met.map(({ document }) => document))
  return {
    ...preview,
    documents: preview.documents.filter(({ document }) => !ids.has(document)),
    conflicts: [...preview.conflicts.filter(({ document }) => !ids.has(document)), ...met],
  }
}

function tellDone(
  what: UndoWhat,
  preview: UndoPreview,
  { commits }: Extract<UndoOutcome, { kind: 'done' }>,
): void {
  const told = doneWords(what, preview.documents.length + preview.more + preview.conflicts.length)
  const [first] = commits
  if (commits.length !== 1 || !first) {
    say({ words: told })
    return
  }
  say({ words: told, action: { name: words().undo, run: () => void undoCommit(first) } })
}

function Preview({ preview, again, resolutions, onResolve }: PreviewProps) {
  const { documents, more, conflicts, refused } = preview
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="text-field">
        {previewWords(preview)}
      </p>
      {again && (
        <p role="alert" className="rounded-lg bg-fresh/60 px-3 py-2 text-plain">
          {again}
        </p>
      )}
      {refused && (
        <p role="note" className="rounded-lg bg-fresh/60 px-3 py-2 text-plain">
          {refused.message}
        </p>
      )}
      {conflicts.map((conflict) => (
        <ConflictChoice
          key={`${conflict.document}@${conflict.version}`}
          conflict={conflict}
          resolution={resolutions[conflict.document]}
          onResolve={(resolution) => onResolve(conflict.document, resolution)}
        />
      ))}
      {documents.length > 0 && (
        <ul aria-label={words().list} className="flex flex-col gap-1.5">
          {documents.map((document, index) => (
            <Row
              key={document.document}
              document={document}
              unfolded={documents.length <= 3 || index === 0}
            />
          ))}
        </ul>
      )}
      {more > 0 && <p className="text-plain text-faint">{words().more(more)}</p>}
    </div>
  )
}

interface PreviewProps {
  readonly preview: UndoPreview
  /** Why one has to choose again; null where one does not. */
  readonly again: string | null
  readonly resolutions: Resolutions
  readonly onResolve: (document: string, resolution: Resolutions[string] | null) => void
}

/** One document: its name, what becomes of it, and the difference. */
function Row({ document, unfolded: first }: { readonly document: Undone; readonly unfolded: boolean }) {
  const [unfolded, setUnfolded] = useState(first)
  const { before, after, from, path } = document
  const lines = diffOf(before ?? '', after ?? '')
  const { added, removed } = diffCounts(lines)
  const { name, folder } = placeWords(path)
  return (
    <li className="overflow-hidden rounded-xl border border-line bg-page">
      <button
        type="button"
        aria-expanded={unfolded}
        onClick={() => setUnfolded(!unfolded)}
        className="flex w-full items-center gap-2 px-3 py-2 text-start hover:bg-hover coarse:min-h-11"
      >
        <FoldArrow open={unfolded} className="text-faint" />
        <span className="min-w-0 flex-1 text-plain break-words">
          <span className="font-medium">{name}</span>
          {folder && <span className="text-faint">{words().inFolder(folder)}</span>}
          {from && <span className="text-faint">{words().movedFrom(cameFrom(path, from))}</span>}
        </span>
        <span className="nums shrink-0 text-small text-soft">
          {`${fateOf(document)}${added + removed > 0 ? ` · +${added} −${removed}` : ''}`}
        </span>
      </button>
      {unfolded && lines.length > 0 && (
        <Scrolled label={words().difference(name)} className="max-h-72 border-t border-line py-1">
          <DiffView lines={lines} />
        </Scrolled>
      )}
    </li>
  )
}
