import { Copy, Eraser, MoreHorizontal, PencilLine, SlidersHorizontal, Trash2, Undo2, X } from 'lucide-react'
import type { ChatInfo } from '../../workspace/events.ts'
import { PaneItems } from '../board/pane-items.tsx'
import { IconButton } from '../components/button.tsx'
import { lateDialog } from '../components/late.tsx'
import { Menu, MenuItem, MenuLine } from '../components/menu.tsx'
import { showOver } from '../components/over.tsx'
import { startUndo } from '../past/past-dialogs.ts'
import { clearChat, closeChat, copyChat, deleteChat } from './deeds.ts'
import { words } from './words.ts'

const ChatSettingsDialog = lateDialog(() =>
  import('../settings/chat-settings.tsx').then((m) => m.ChatSettingsDialog),
)

/** What one can do with a chat. Whatever takes something away can be undone. */
export function ChatMenu({ chat, onRename }: { readonly chat: ChatInfo; readonly onRename: () => void }) {
  const said = words().menu
  return (
    <Menu
      trigger={
        <IconButton label={said.of(chat.name)} hint={said.hint}>
          <MoreHorizontal />
        </IconButton>
      }
    >
      <MenuItem icon={<PencilLine />} onClosed={onRename}>
        {said.rename}
      </MenuItem>
      <MenuItem
        icon={<SlidersHorizontal />}
        onClosed={() => showOver((close) => <ChatSettingsDialog id={chat.id} onClose={close} />)}
      >
        {said.settings}
      </MenuItem>
      <MenuItem
        icon={<Copy />}
        disabled={chat.tip === chat.clearedThrough}
        onSelect={() => void copyChat(chat.id)}
      >
        {said.copy}
      </MenuItem>
      <MenuLine />
      <PaneItems chat={chat.id} />
      <MenuItem
        icon={<Eraser />}
        disabled={chat.tip === chat.clearedThrough}
        onSelect={() => void clearChat(chat.id)}
      >
        {said.clear}
      </MenuItem>
      <MenuItem
        icon={<Undo2 />}
        disabled={chat.turns === 0}
        onSelect={() => startUndo(said.undoAllOf(chat.name), { kind: 'chat', chat: chat.id })}
      >
        {said.undoAll}
      </MenuItem>
      <MenuItem icon={<X />} onClosed={() => void closeChat(chat.id)}>
        {said.close}
      </MenuItem>
      <MenuItem icon={<Trash2 />} danger onClosed={() => void deleteChat(chat.id)}>
        {said.delete}
      </MenuItem>
    </Menu>
  )
}
