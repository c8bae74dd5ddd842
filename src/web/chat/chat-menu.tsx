import {
  Eraser,
  Focus,
  MoreHorizontal,
  PanelsTopLeft,
  PencilLine,
  SlidersHorizontal,
  Trash2,
  Undo2,
  X,
} from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { ChatInfo } from '../../workspace/events.ts'
import { api } from '../api.ts'
import { IconButton } from '../components/button.tsx'
import { Menu, MenuItem, MenuLine } from '../components/menu.tsx'
import { say, sayProblem } from '../components/toast.tsx'
import { look, useView } from '../location.ts'
import { startUndo } from '../past/past-dialogs.ts'

const ChatSettingsDialog = lazy(() =>
  import('../settings/chat-settings.tsx').then((m) => ({ default: m.ChatSettingsDialog })),
)

/** What one can do with a chat. Whatever takes something away can be undone. */
export function ChatMenu({ chat, onRename }: { readonly chat: ChatInfo; readonly onRename: () => void }) {
  const [settings, setSettings] = useState(false)
  const { chats } = useView()
  return (
    <>
      <Menu
        trigger={
          <IconButton label={`Menu of ${chat.name}`} hint="Chat menu">
            <MoreHorizontal />
          </IconButton>
        }
      >
        <MenuItem icon={<PencilLine />} onSelect={() => setTimeout(onRename)}>
          Rename
        </MenuItem>
        <MenuItem icon={<SlidersHorizontal />} onSelect={() => setSettings(true)}>
          Chat settings…
        </MenuItem>
        {chats ? (
          <MenuItem icon={<PanelsTopLeft />} onSelect={() => look({ chats: null }, true)}>
            Show the whole board
          </MenuItem>
        ) : (
          <MenuItem icon={<Focus />} onSelect={() => look({ chats: [chat.id] }, true)}>
            Show only this chat
          </MenuItem>
        )}
        <MenuLine />
        <MenuItem
          icon={<Eraser />}
          disabled={chat.turns === chat.clearedThrough}
          onSelect={() => void clear(chat)}
        >
          Clear conversation
        </MenuItem>
        <MenuItem
          icon={<Undo2 />}
          disabled={chat.turns === 0}
          onSelect={() => startUndo(`Undo all that ${chat.name} wrote`, { kind: 'chat', chat: chat.id })}
        >
          Undo all it wrote…
        </MenuItem>
        <MenuItem icon={<X />} onSelect={() => void close(chat)}>
          Close
        </MenuItem>
        <MenuItem icon={<Trash2 />} danger onSelect={() => void remove(chat)}>
          Delete
        </MenuItem>
      </Menu>
      {settings && (
        <Suspense>
          <ChatSettingsDialog chat={chat} onClose={() => setSettings(false)} />
        </Suspense>
      )}
    </>
  )
}

async function clear(chat: ChatInfo): Promise<void> {
  const answer = await api.clearChat(chat.id)
  if (!answer.ok) return sayProblem(answer.problem.message)
  const { before } = answer.value
  say({
    words: `${chat.name} was cleared. Memory keeps what Claude wrote there.`,
    action: { name: 'Undo', run: () => void api.clearChat(chat.id, before) },
  })
}

async function close(chat: ChatInfo): Promise<void> {
  const answer = await api.placeChat(chat.id, 'closed')
  if (!answer.ok) return sayProblem(answer.problem.message)
  say({
    words: `${chat.name} was put away. It stands in the list of chats.`,
    action: { name: 'Undo', run: () => void api.placeChat(chat.id, 'board') },
  })
}

async function remove(chat: ChatInfo): Promise<void> {
  const answer = await api.placeChat(chat.id, 'deleted')
  if (!answer.ok) return sayProblem(answer.problem.message)
  say({
    words: `${chat.name} was deleted.`,
    action: { name: 'Undo', run: () => void api.placeChat(chat.id, 'board') },
  })
}
