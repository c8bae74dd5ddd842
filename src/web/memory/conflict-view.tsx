import { useEffect, useRef } from 'react'
import type { Actor } from '../../memory/types.ts'
import { Button } from '../components/button.tsx'
import type { Choices } from '../past/choosing.ts'
import { HunkChooser } from '../past/hunk-chooser.tsx'
import { gutterName } from '../past/runs.ts'
import { hand } from '../words.ts'
import type { Conflict } from './buffers.ts'
import { words } from './words-editor.ts'

/** Both sides of a save that met somebody else's: for each place one chooses what shall stand. Nothing is stored before that. */
export function ConflictView({ conflict, by, onChoices, onText, onWhole }: ConflictViewProps) {
  const said = words().conflict
  const { changedBy } = conflict.present
  const own = changedBy.kind === 'person' && changedBy.name === by
  const place = useRef<HTMLElement>(null)
  useEffect(() => place.current?.querySelector<HTMLElement>('[data-place="0"]')?.focus(), [])
  return (
    <section ref={place} aria-label={said.name} className="flex min-h-0 flex-1 flex-col bg-paper">
      <div className="flex items-start gap-3 border-y border-line bg-fresh/50 px-4 py-2.5">
        <p role="alert" className="min-w-0 flex-1 text-plain">
          <span className="font-medium">{own ? said.ownPlace : said.samePlace(hand(changedBy))}</span>{' '}
          {said.choose}
        </p>
        <Button small look="quiet" onClick={onWhole}>
          {said.asOne}
        </Button>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-3 pb-3">
        <HunkChooser
          sides={{ base: conflict.baseText, present: conflict.presentText, yours: conflict.yourText }}
          names={{ yours: said.mine, present: own ? said.stored : sideOf(changedBy) }}
          choices={conflict.choices}
          onChoices={onChoices}
          onText={onText}
        />
      </div>
    </section>
  )
}

export interface ConflictViewProps {
  readonly conflict: Conflict
  /** Who edits here. */
  readonly by: string
  readonly onChoices: (choices: Choices) => void
  /** The text to save; null while a place is open. */
  readonly onText: (text: string | null) => void
  /** Wants both sides in the field, with marks where they differ. */
  readonly onWhole: () => void
}

/** Whose the other side is, short enough for a button. */
function sideOf(actor: Actor): string {
  const { name } = gutterName(actor)
  if (actor.kind === 'disk') return name
  return name.length <= 20 ? words().conflict.sideOf(name) : words().conflict.theirs
}
