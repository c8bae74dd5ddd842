import { Coffee, X } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { Button, IconButton } from '../components/button.tsx'
import { perLanguage } from '../language/language.ts'
import { look } from '../location.ts'
import { hand } from '../words.ts'
import { putAwayAside, useAway } from './away.ts'
import { handsOn, type Seen } from './away-model.ts'
import { isNarrow } from './open.ts'
import { review, usePanelMode } from './panel-mode.ts'
import { useReview } from './review-data.ts'
import { words } from './words.ts'

/** On coming back: how much changed meanwhile and by whose hands, with the way to look it through. */
export function AwayNotice() {
  const away = useAway()
  const { mode, from } = usePanelMode()
  const [opened, setOpened] = useState<Seen | null>(null)
  const reviewing = mode === 'review' && from === 'away'
  const scope = useMemo(
    () => (away && away !== opened ? ({ kind: 'seen', seen: away } as const) : null),
    [away, opened],
  )
  const { data } = useReview(scope, false)
  const nothing = data?.changed.length === 0
  useEffect(() => {
    if (reviewing) setOpened(away)
  }, [reviewing, away])
  useEffect(() => {
    if (nothing) putAwayAside()
  }, [nothing])
  if (!scope || !data || nothing || reviewing) return null
  const said = words().away
  const { claudeFor, others } = handsOn(data.changed)
  const people = list().format(claudeFor)
  const hands = [...(claudeFor.length > 0 ? [said.claudeFor(people)] : []), ...others.map(hand)]
  return (
    <section
      aria-label={said.title}
      className="rise flex shrink-0 items-center gap-2.5 border-b border-line bg-paper py-1 ps-4 pe-2 text-plain"
    >
      <Coffee aria-hidden="true" className="size-4 shrink-0 text-soft max-[480px]:hidden" />
      <p role="status" className="min-w-0 flex-1 py-1 [overflow-wrap:anywhere]">
        {said.changed(data.changed.length, list().format(hands))}
      </p>
      <Button small onClick={showIt}>
        {said.show}
      </Button>
      <IconButton label={said.later} className="size-7!" onClick={putAwayAside}>
        <X />
      </IconButton>
    </section>
  )
}

function showIt(): void {
  review('away')
  look({ panel: true, at: null, ...(isNarrow() ? { front: 'memory' } : {}) })
}

const list = perLanguage((locale) => new Intl.ListFormat(locale))
