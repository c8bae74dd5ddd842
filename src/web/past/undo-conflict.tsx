import { useState } from 'react'
import { diffOf } from '../chat/diff.ts'
import { DiffView } from '../chat/diff-view.tsx'
import { Button } from '../components/button.tsx'
import { Scrolled } from '../components/scrolled.tsx'
import { useNow } from '../now.ts'
import type { Choices } from './choosing.ts'
import { HunkChooser } from './hunk-chooser.tsx'
import type { DocumentConflict, Resolutions } from './past-api.ts'
import { placeWords, reasonWords } from './undo-words.ts'
import { words } from './words-undo.ts'

type Resolution = Resolutions[string]

/** One document where an undo meets newer changes: keep what is, take what would be, or choose place by place. */
export function ConflictChoice({ conflict, resolution, onResolve }: ConflictChoiceProps) {
  const [asksByPlace, setByPlace] = useState(false)
  const [choices, setChoices] = useState<Choices>([])
  const now = useNow()
  const said = words().conflict
  const { present, wanted, version, why } = conflict
  const { name, folder } = placeWords(conflict.path)
  const seen = version === undefined ? {} : { version }
  // What is chosen for all documents at once takes the place of the places.
  const took = resolution && 'take' in resolution ? resolution.take : null
  const byPlace = asksByPlace && took === null
  const take = (side: 'present' | 'wanted') => {
    setByPlace(false)
    onResolve({ take: side, ...seen })
  }
  return (
    <section
      aria-label={said.section(name)}
      className={`rounded-xl border bg-paper ${resolution ? 'border-line' : 'border-kraft'}`}
    >
      <div className="px-3.5 pt-3">
        <p className="text-plain">
          <span className="font-medium">{name}</span>
          {folder && <span className="text-faint">{words().inFolder(folder)}</span>}
        </p>
        <p className="text-plain text-soft">{reasonWords(why, conflict.path, now)}</p>
      </div>
      <div className="flex flex-wrap gap-1.5 px-3 py-2.5">
        <Button
          small
          look={took === 'present' ? 'strong' : 'plain'}
          aria-pressed={took === 'present'}
          onClick={() => take('present')}
        >
          {present === null ? said.leaveDeleted : said.keep}
        </Button>
        <Button
          small
          look={took === 'wanted' ? 'strong' : 'plain'}
          aria-pressed={took === 'wanted'}
          onClick={() => take('wanted')}
        >
          {wanted === null ? said.delete : present === null ? said.bringBack : said.take}
        </Button>
        {present !== null && wanted !== null && (
          <Button
            small
            look={byPlace ? 'strong' : 'plain'}
            aria-pressed={byPlace}
            onClick={() => {
              setByPlace(true)
              onResolve(null)
            }}
          >
            {said.byPlace}
          </Button>
        )}
      </div>
      <div className="border-t border-line px-3 py-3">
        {byPlace && present !== null && wanted !== null ? (
          <HunkChooser
            sides={{ base: conflict.base ?? null, present, yours: wanted }}
            names={{ yours: said.asItWould, present: said.asItIs }}
            choices={choices}
            onChoices={setChoices}
            onText={(text) => onResolve(text === null ? null : { text, ...seen })}
          />
        ) : (
          <Scrolled
            label={words().difference(name)}
            className="max-h-60 rounded-lg border border-line bg-page py-1"
          >
            <p className="px-2.5 pb-1 text-tiny text-faint">{said.fromTo}</p>
            <DiffView lines={diffOf(present ?? '', wanted ?? '')} />
          </Scrolled>
        )}
      </div>
    </section>
  )
}

export interface ConflictChoiceProps {
  readonly conflict: DocumentConflict
  readonly resolution: Resolution | undefined
  readonly onResolve: (resolution: Resolution | null) => void
}
