import { useState } from 'react'
import { diffCounts, diffOf } from '../chat/diff.ts'
import { DiffView } from '../chat/diff-view.tsx'
import { Button } from '../components/button.tsx'
import { FoldArrow } from '../components/fold-arrow.tsx'
import { Scrolled } from '../components/scrolled.tsx'
import { Told } from '../components/told.tsx'
import type { Resolutions, UndoPreview } from './past-api.ts'
import { ConflictChoice } from './undo-conflict.tsx'
import { cameFrom, fateOf, placeWords, previewWords, type Undone } from './undo-words.ts'
import { words } from './words-undo.ts'

/** What an undo would change: first what is to be chosen, then each document with its difference. */
export function UndoPreviewList({ preview, told, resolutions, onResolve }: UndoPreviewListProps) {
  const { documents, more, conflicts, refused } = preview
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="text-field">
        {previewWords(preview)}
      </p>
      {told && (
        <p role="alert" className="rounded-lg bg-fresh/60 px-3 py-2 text-plain">
          {told}
        </p>
      )}
      {refused && (
        <p role="note" className="rounded-lg bg-fresh/60 px-3 py-2 text-plain">
          <Told text={refused.message} />
        </p>
      )}
      {conflicts.length > 1 && (
        <ForAll conflicts={conflicts} resolutions={resolutions} onResolve={onResolve} />
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

export interface UndoPreviewListProps {
  readonly preview: UndoPreview
  /** Why it was not done when one had asked for it. */
  readonly told: string | null
  readonly resolutions: Resolutions
  readonly onResolve: (document: string, resolution: Resolutions[string] | null) => void
}

/** Many documents need not be chosen for one by one. What was put together place by place stays. */
function ForAll({ conflicts, resolutions, onResolve }: ForAllProps) {
  const said = words().forAll
  const whole = conflicts.filter(({ document }) => !('text' in (resolutions[document] ?? {})))
  const sides = [
    ['present', said.keep],
    ['wanted', said.take],
  ] as const
  return (
    <fieldset aria-label={said.name(conflicts.length)} className="flex flex-wrap items-center gap-1.5">
      <span aria-hidden="true" className="me-1.5 text-plain text-soft">
        {said.name(conflicts.length)}
      </span>
      {sides.map(([side, name]) => {
        const chosen =
          whole.length > 0 && whole.every(({ document }) => tookOf(resolutions[document]) === side)
        return (
          <Button
            key={side}
            small
            look={chosen ? 'strong' : 'plain'}
            aria-pressed={chosen}
            onClick={() => {
              for (const { document, version } of whole)
                onResolve(document, { take: side, ...(version === undefined ? {} : { version }) })
            }}
          >
            {name}
          </Button>
        )
      })}
    </fieldset>
  )
}

interface ForAllProps extends Pick<UndoPreviewListProps, 'resolutions' | 'onResolve'> {
  readonly conflicts: UndoPreview['conflicts']
}

function tookOf(resolution: Resolutions[string] | undefined) {
  return resolution && 'take' in resolution ? resolution.take : null
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
