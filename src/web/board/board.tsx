import { Fragment, useRef, useState, useSyncExternalStore } from 'react'
import { ChatPane } from '../chat/chat-pane.tsx'
import { useView } from '../location.ts'
import { isNarrow } from '../memory/open.ts'
import { MemoryPanel } from '../memory/panel.tsx'
import { Welcome } from '../welcome/welcome.tsx'
import { useBoard } from './chats.ts'
import { clamp, NARROWEST, PANEL, parseWeights, shift, type Weights, weightOf } from './layout.ts'
import { PhoneBoard } from './phone.tsx'
import { Separator } from './separator.tsx'
import { words } from './words.ts'

const WEIGHTS = 'commonplace.panes'
const WIDTH = 'commonplace.panel'

/** The chats side by side, with memory at their right; on a narrow screen one at a time. */
export function Board() {
  const narrow = useSyncExternalStore(onResize, isNarrow)
  return narrow ? <PhoneBoard /> : <WideBoard />
}

function onResize(listener: () => void): () => void {
  window.addEventListener('resize', listener)
  return () => window.removeEventListener('resize', listener)
}

function WideBoard() {
  const chats = useBoard()
  const { panel } = useView()
  const [width, setWidth] = useState(() =>
    clamp(Number(localStorage.getItem(WIDTH)) || firstWidth(), PANEL.least, PANEL.most),
  )
  const resize = (next: number) => {
    const clean = clamp(next, PANEL.least, Math.min(PANEL.most, window.innerWidth - NARROWEST))
    setWidth(clean)
    localStorage.setItem(WIDTH, String(clean))
  }
  return (
    <div className="flex min-h-0 flex-1">
      <main className="flex min-w-0 flex-1 outline-none" tabIndex={-1} aria-label={words().chats}>
        {chats.length === 0 ? <Welcome /> : <Panes chats={chats} />}
      </main>
      {panel && (
        <aside className="flex min-h-0 shrink-0" style={{ width }} aria-label={words().memoryPanel}>
          <Separator
            label={words().widthOfMemory}
            value={((window.innerWidth - width) / window.innerWidth) * 100}
            onMove={(delta) => resize(width - delta)}
            onEven={() => resize(firstWidth())}
          />
          <MemoryPanel />
        </aside>
      )}
    </div>
  )
}

/** Memory takes what three chats leave, within its bounds. */
function firstWidth(): number {
  return Math.round(clamp(window.innerWidth * 0.28, 320, 480))
}

function Panes({ chats }: { readonly chats: readonly string[] }) {
  const [weights, setWeights] = useState<Weights>(() => parseWeights(localStorage.getItem(WEIGHTS)))
  const row = useRef<HTMLDivElement>(null)
  const keep = (next: Weights) => {
    setWeights(next)
    localStorage.setItem(WEIGHTS, JSON.stringify(next))
  }
  const move = (left: string, right: string, delta: number) => {
    const widthOf = (chat: string) =>
      row.current?.querySelector(`[data-pane="${CSS.escape(chat)}"]`)?.clientWidth ?? 0
    keep(shift(weights, left, right, { left: widthOf(left), right: widthOf(right) }, delta))
  }
  const sum = chats.reduce((total, chat) => total + weightOf(weights, chat), 0)
  return (
    <div
      ref={row}
      className="relative flex min-h-0 min-w-0 flex-1 snap-x scroll-px-2 overflow-x-auto overflow-y-hidden overscroll-x-contain"
    >
      {chats.map((chat, index) => {
        const left = chats[index - 1]
        return (
          <Fragment key={chat}>
            {left !== undefined && (
              <Separator
                label={words().widthOfChat(index)}
                value={(weightOf(weights, left) / sum) * 100}
                onMove={(delta) => move(left, chat, delta)}
                onEven={() => keep({})}
              />
            )}
            <div
              data-pane={chat}
              className="flex min-h-0 snap-start"
              style={{ flex: `${weightOf(weights, chat)} 1 0px`, minWidth: NARROWEST }}
            >
              <ChatPane id={chat} />
            </div>
          </Fragment>
        )
      })}
    </div>
  )
}
