import { useState, useSyncExternalStore } from 'react'
import { look, useView } from '../location.ts'
import { isNarrow } from '../memory/open.ts'
import { MemoryPanel } from '../memory/panel.tsx'
import { Welcome } from '../welcome/welcome.tsx'
import { useBoard } from './chats.ts'
import { zoomOf } from './layout.ts'
import { MEMORY, useLooking } from './news.ts'
import { firstWidth, keepPanelWidth, panelWidth } from './panel-width.ts'
import { Panes } from './panes.tsx'
import { PhoneBoard } from './phone.tsx'
import { Separator } from './separator.tsx'
import { words } from './words.ts'

/** The chats side by side, with memory at their right; on a narrow screen one at a time. */
export function Board() {
  const narrow = useSyncExternalStore(onResize, isNarrow)
  return narrow ? <PhoneBoard /> : <WideBoard />
}

function onResize(listener: () => void): () => void {
  let narrow = isNarrow()
  const resized = () => {
    if (isNarrow() && !narrow) bringToFront()
    narrow = isNarrow()
    listener()
  }
  window.addEventListener('resize', resized)
  return () => window.removeEventListener('resize', resized)
}

/** Where there is room for one thing alone from now on, it is what somebody is at. */
function bringToFront(): void {
  const at = document.activeElement?.closest<HTMLElement>('[data-pane], [data-memory]')
  if (at) look({ front: at.dataset.pane ?? MEMORY })
}

function WideBoard() {
  const chats = useBoard()
  const view = useView()
  const { panel } = view
  const zoom = zoomOf(view, chats)
  useLooking([...(zoom === null ? chats : [zoom]), ...(panel ? [MEMORY] : [])])
  const [width, setWidth] = useState(panelWidth)
  const resize = (next: number) => setWidth(keepPanelWidth(next))
  return (
    <div className="flex min-h-[min(17rem,70%)] flex-1">
      <main className="flex min-w-0 flex-1 outline-none" tabIndex={-1} aria-label={words().chats}>
        {chats.length === 0 ? <Welcome /> : <Panes chats={chats} />}
      </main>
      {panel && (
        <div className="flex min-h-0 shrink-0" style={{ width }}>
          <Separator
            label={words().widthOfMemory}
            value={((window.innerWidth - width) / window.innerWidth) * 100}
            onMove={(delta) => resize(width - delta)}
            onEven={() => resize(firstWidth())}
          />
          <MemoryPanel />
        </div>
      )}
    </div>
  )
}
