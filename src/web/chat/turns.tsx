import { ArrowDown } from 'lucide-react'
import { type KeyboardEvent, useEffect, useState } from 'react'
import type { TurnState } from '../../workspace/events.ts'
import { clearedToolUses } from '../../workspace/state.ts'
import { Button } from '../components/button.tsx'
import { loadEarlier } from '../store/live.ts'
import { clearedBefore } from './items.ts'
import { Log } from './log.tsx'
import { useTurnList } from './turn-list.ts'
import { TurnView } from './turn-view.tsx'
import { words } from './words.ts'

/** From this near to the first loaded turn on, those before it are fetched. Turns. */
const AHEAD = 16

/** The turns of a chat, oldest first, with the newest in view. */
export function Turns({ chat, turns, earlier }: TurnsProps) {
  const { scroller, list, follows, toEnd, unseen } = useTurnList(chat, turns, earlier > 0)
  const loading = useEarlier(chat, earlier, list.range?.startIndex ?? null)
  const clearedUses = clearedToolUses(turns)
  return (
    <>
      <Log ref={scroller}>
        <div
          ref={list.containerRef}
          role="feed"
          aria-busy={loading.kind === 'loading'}
          onKeyDown={stepByArticle}
          className="relative"
        >
          {earlier > 0 && <Earlier loading={loading} earlier={earlier} />}
          {list.getVirtualItems().map(({ index, key }) => {
            const turn = turns[index]
            const before = clearedBefore(turns, index)
            return (
              turn && (
                <div
                  key={key}
                  ref={list.measureElement}
                  data-index={index}
                  className="absolute inset-x-0 mx-auto max-w-[52rem] px-4 [contain:layout_style]"
                >
                  <TurnView
                    chat={chat}
                    turn={turn}
                    usesBefore={before.tool_uses}
                    thoughtsBefore={before.thinking}
                    clearedUses={clearedUses}
                    last={index === turns.length - 1}
                    place={earlier + index + 1}
                    places={earlier + turns.length}
                  />
                </div>
              )
            )
          })}
        </div>
      </Log>
      {!follows && <ToNewest unseen={unseen} onPress={toEnd} />}
    </>
  )
}

export interface TurnsProps {
  readonly chat: string
  /** At least one. */
  readonly turns: readonly TurnState[]
  /** How many come before the first of them. */
  readonly earlier: number
}

function ToNewest({ unseen, onPress }: { readonly unseen: number; readonly onPress: () => void }) {
  const said = words().conversation
  return (
    <Button
      small
      onClick={onPress}
      className="rise absolute inset-x-0 bottom-2 mx-auto w-fit rounded-full! shadow-raised"
    >
      <ArrowDown className="size-3.5" />
      {said.newest}
      {unseen > 0 && <span className="nums text-faint">{said.unseen(unseen)}</span>}
    </Button>
  )
}

type Loading = { readonly kind: 'idle' | 'loading' } | { readonly kind: 'failed'; readonly again: () => void }

/** Fetches earlier turns as the reader comes near the first that is there. `first` in view is null before anything is. */
function useEarlier(chat: string, earlier: number, first: number | null): Loading {
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle')
  const due = earlier > 0 && first !== null && first < AHEAD && state === 'idle'
  useEffect(() => {
    if (!due) return
    setState('loading')
    void loadEarlier(chat).then((came) => setState(came ? 'idle' : 'failed'))
  }, [chat, due])
  return state === 'failed' ? { kind: state, again: () => setState('idle') } : { kind: state }
}

function Earlier({ loading, earlier }: { readonly loading: Loading; readonly earlier: number }) {
  const said = words().conversation
  return (
    <p className="absolute inset-x-4 top-2 text-center text-small text-faint">
      {loading.kind === 'failed' ? (
        <Button small look="quiet" onClick={loading.again}>
          {said.earlier(Math.min(40, earlier))}
        </Button>
      ) : (
        said.loading
      )}
    </p>
  )
}

/** In a feed, Page Up and Page Down lead from article to article once one of them has the focus. */
function stepByArticle(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'PageDown' ? 1 : event.key === 'PageUp' ? -1 : 0
  const here = event.target instanceof HTMLElement ? event.target : null
  if (step === 0 || !here?.matches('[data-turn]')) return
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-turn]')]
  const next = all[all.indexOf(here) + step]
  if (!next) return
  event.preventDefault()
  next.focus({ preventScroll: true })
  next.scrollIntoView({ block: 'start' })
}
