import { ArrowLeft, ArrowRight, Columns3, Eye, EyeOff, Focus, Maximize2, Minimize2 } from 'lucide-react'
import { MenuItem, MenuLine } from '../components/menu.tsx'
import { isRightToLeft } from '../language/language.ts'
import { useView } from '../location.ts'
import { isNarrow } from '../memory/open.ts'
import { follow, leaveOut, movePane, showBoardAsAtFirst, showOnly, toggleZoom } from './arrange.ts'
import { chatsNow, useBoard } from './chats.ts'
import { isMany, zoomOf } from './layout.ts'
import { words } from './words.ts'

/** What one can do with the pane of a chat, for its menu. Nothing here changes the chat itself, or what others see. */
export function PaneItems({ chat }: { readonly chat: string }) {
  const panes = useBoard()
  const view = useView()
  const many = isMany(chatsNow())
  const said = words().pane
  const at = panes.indexOf(chat)
  const zoomed = zoomOf(view, panes) === chat
  const [toStart, toEnd] = isRightToLeft() ? [said.right, said.left] : [said.left, said.right]
  return (
    <>
      {!isNarrow() && panes.length > 1 && (
        <>
          <MenuItem icon={zoomed ? <Minimize2 /> : <Maximize2 />} onSelect={() => toggleZoom(chat)}>
            {zoomed ? said.unzoom : said.zoom}
          </MenuItem>
          <MenuItem
            icon={<ArrowLeft className="rtl:-scale-x-100" />}
            disabled={zoomed || at === 0}
            onSelect={() => movePane(chat, -1)}
          >
            {toStart}
          </MenuItem>
          <MenuItem
            icon={<ArrowRight className="rtl:-scale-x-100" />}
            disabled={zoomed || at === panes.length - 1}
            onSelect={() => movePane(chat, 1)}
          >
            {toEnd}
          </MenuItem>
          <MenuItem icon={<EyeOff />} onSelect={() => leaveOut(chat)}>
            {said.leaveOut}
          </MenuItem>
        </>
      )}
      {view.chats && (
        <MenuItem icon={<Columns3 />} onSelect={showBoardAsAtFirst}>
          {many ? said.newest : said.wholeBoard}
        </MenuItem>
      )}
      {panes.length > 1 && (
        <MenuItem icon={<Focus />} onSelect={() => showOnly(chat)}>
          {said.only}
        </MenuItem>
      )}
      {!view.following.includes(chat) && (
        <MenuItem icon={<Eye />} onClosed={() => follow(chat)}>
          {said.follow}
        </MenuItem>
      )}
      <MenuLine />
    </>
  )
}
