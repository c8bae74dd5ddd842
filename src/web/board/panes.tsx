import { Fragment, useEffect, useRef, useState } from 'react'
import { look, useView } from '../location.ts'
import { endZoom, watchFocus } from './arrange.ts'
import { Beside } from './beside.tsx'
import { useDrag } from './drag.ts'
import { NARROWEST, parseWeights, shift, type Weights, weightOf, zoomOf } from './layout.ts'
import { Pane } from './pane.tsx'
import { Separator } from './separator.tsx'
import { words } from './words.ts'

const WEIGHTS = 'commonplace.panes'

/** The chats side by side: taken by their headers and moved, made wider at the lines between them, or one alone. */
export function Panes({ chats }: { readonly chats: readonly string[] }) {
  const view = useView()
  const zoom = zoomOf(view, chats)
  const row = useRef<HTMLDivElement>(null)
  const { weights, keep } = useWeights(view.weights)
  const { drag, handlers } = useDrag(row)
  useEscape(zoom !== null)
  useEffect(watchFocus, [])
  const move = (before: string, after: string, delta: number) => {
    const widthOf = (chat: string) =>
      row.current?.querySelector(`[data-pane="${CSS.escape(chat)}"]`)?.clientWidth ?? 0
    keep(shift(weights, before, after, { before: widthOf(before), after: widthOf(after) }, delta))
  }
  const sum = chats.reduce((total, chat) => total + weightOf(weights, chat), 0)
  const dropBefore = drag && chats.filter((chat) => chat !== drag.chat)[drag.place]
  return (
    <div className="relative flex min-h-0 min-w-0 flex-1">
      <div
        ref={row}
        {...(chats.length > 1 && zoom === null ? handlers : {})}
        className={`relative flex min-h-0 min-w-0 flex-1 snap-x scroll-px-2 overflow-x-auto overflow-y-hidden overscroll-x-contain ${drag ? 'cursor-grabbing select-none snap-none [&_header_*]:cursor-grabbing!' : ''}`}
      >
        {chats.map((chat, index) => {
          const before = chats[index - 1]
          return (
            <Fragment key={chat}>
              {before !== undefined && zoom === null && (
                <Separator
                  label={words().widthOfChat(index)}
                  value={(weightOf(weights, before) / sum) * 100}
                  onMove={(delta) => move(before, chat, delta)}
                  onEven={() => keep({})}
                />
              )}
              <div
                data-pane={chat}
                className={`relative min-h-0 snap-start ${zoom === null || zoom === chat ? 'flex' : 'hidden'} ${drag?.chat === chat ? 'opacity-45' : ''}`}
                style={{ flex: `${weightOf(weights, chat)} 1 0px`, minWidth: NARROWEST }}
              >
                {drag && drag.chat !== chat && (
                  <DropMark
                    here={dropBefore === chat}
                    last={isLast(chats, drag.chat, chat) && dropBefore === undefined}
                  />
                )}
                <Pane chat={chat} />
              </div>
            </Fragment>
          )
        })}
      </div>
      <Beside row={row} chats={chats} />
    </div>
  )
}

function isLast(chats: readonly string[], dragged: string, chat: string): boolean {
  return chats.filter((one) => one !== dragged).at(-1) === chat
}

/** Where the pane in the hand would stand: before this one, or after the last. */
function DropMark({ here, last }: { readonly here: boolean; readonly last: boolean }) {
  if (!here && !last) return null
  return <span className={`absolute inset-y-0 z-20 w-[3px] bg-strong ${here ? 'start-0' : 'end-0'}`} />
}

/** The address says how wide the panes are; when it does not, they are as they were last in this browser. */
function useWeights(named: Weights) {
  const [stored, setStored] = useState<Weights>(() => parseWeights(localStorage.getItem(WEIGHTS)))
  return {
    weights: Object.keys(named).length > 0 ? named : stored,
    keep(weights: Weights) {
      setStored(weights)
      localStorage.setItem(WEIGHTS, JSON.stringify(weights))
      look({ weights })
    },
  }
}

/** While one pane fills the board, Escape shows the others again, unless it means something nearer. */
function useEscape(zoomed: boolean): void {
  useEffect(() => {
    if (!zoomed) return
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      if (event.target instanceof HTMLInputElement || document.querySelector('[role=dialog]')) return
      if (endZoom()) event.preventDefault()
    }
    document.addEventListener('keydown', key)
    return () => document.removeEventListener('keydown', key)
  }, [zoomed])
}
