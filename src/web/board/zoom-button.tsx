import { Maximize2, Minimize2 } from 'lucide-react'
import { IconButton } from '../components/button.tsx'
import { useView } from '../location.ts'
import { useTipWith } from '../shell/bindings.ts'
import { toggleZoom } from './arrange.ts'
import { useBoard } from './chats.ts'
import { zoomOf } from './layout.ts'
import { words } from './words.ts'

/** Lets this pane fill the board, and shows the others again. Not there when there are no others. */
export function ZoomButton({ chat, name }: { readonly chat: string; readonly name: string }) {
  const panes = useBoard()
  const view = useView()
  const zoomed = zoomOf(view, panes) === chat
  const said = words().pane
  const hint = useTipWith('zoom', zoomed ? said.unzoom : said.zoom)
  if (panes.length < 2) return null
  return (
    <IconButton
      label={zoomed ? said.unzoomOf(name) : said.zoomOf(name)}
      hint={hint}
      className="max-[760px]:hidden"
      onClick={() => toggleZoom(chat)}
    >
      {zoomed ? <Minimize2 /> : <Maximize2 />}
    </IconButton>
  )
}
