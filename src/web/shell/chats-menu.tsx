import { BarChart3, Eye, Megaphone, MessageSquare, RotateCcw, Search } from 'lucide-react'
import type { ChatInfo } from '../../workspace/events.ts'
import { api } from '../api.ts'
import { follow } from '../board/arrange.ts'
import { showChat } from '../board/chats.ts'
import { Menu, MenuItem, MenuLabel, MenuLine, SubMenu, type Trigger } from '../components/menu.tsx'
import { sayProblem } from '../components/toast.tsx'
import { HelpItems } from '../help/help-menu.tsx'
import { isNarrow } from '../memory/open.ts'
import { useNow } from '../now.ts'
import { useWorkspace } from '../store/store.ts'
import { ago } from '../words.ts'
import { openShell } from './shell.ts'
import { words } from './words.ts'

/** Deleted chats that the list offers to bring back. */
const OFFERED = 8

/** Every chat there is: on the board, put away, and lately deleted. */
export function ChatsMenu({ trigger }: { readonly trigger: Trigger }) {
  const chats = useWorkspace((workspace) => workspace.chats)
  const order = useWorkspace((workspace) => workspace.chatOrder)
  const now = useNow()
  const said = words().chats
  const all = order.flatMap((id) => chats[id] ?? [])
  const board = all.filter((chat) => chat.place === 'board')
  const away = newestFirst(all.filter((chat) => chat.place === 'closed'))
  const deleted = newestFirst(all.filter((chat) => chat.place === 'deleted')).slice(0, OFFERED)
  return (
    <Menu trigger={trigger}>
      <MenuLabel>{board.length > 0 ? said.board : said.none}</MenuLabel>
      {board.map((chat) => (
        <MenuItem
          key={chat.id}
          icon={chat.running ? <span className="pulse mx-1" /> : <MessageSquare />}
          note={ago(chat.changedAt, now)}
          onClosed={() => showChat(chat.id)}
        >
          {chat.name}
        </MenuItem>
      ))}
      {away.length > 0 && <Group label={said.away} chats={away} now={now} />}
      {deleted.length > 0 && <Group label={said.deleted} chats={deleted} now={now} />}
      {board.length + away.length > 0 && (
        <>
          <MenuLine />
          {board.length > 0 && (
            <MenuItem icon={<Megaphone />} onClosed={() => openShell('broadcast')}>
              {said.broadcast}
            </MenuItem>
          )}
          <SubMenu icon={<Eye />} name={said.follow}>
            {[...board, ...away].map((chat) => (
              <MenuItem key={chat.id} onClosed={() => follow(chat.id)}>
                {chat.name}
              </MenuItem>
            ))}
          </SubMenu>
        </>
      )}
      {isNarrow() && (
        <>
          <MenuLine />
          <MenuItem icon={<Search />} onClosed={() => openShell('palette')}>
            {words().palette}
          </MenuItem>
          <MenuItem icon={<BarChart3 />} onSelect={() => openShell('statistics')}>
            {words().statistics}
          </MenuItem>
          <MenuLine />
          <HelpItems />
        </>
      )}
    </Menu>
  )
}

function Group({
  label,
  chats,
  now,
}: {
  readonly label: string
  readonly chats: readonly ChatInfo[]
  readonly now: number
}) {
  return (
    <>
      <MenuLine />
      <MenuLabel>{label}</MenuLabel>
      {chats.map((chat) => (
        <MenuItem
          key={chat.id}
          icon={<RotateCcw />}
          note={ago(chat.changedAt, now)}
          onSelect={() => void bringBack(chat.id)}
        >
          {chat.name}
        </MenuItem>
      ))}
    </>
  )
}

function newestFirst(chats: readonly ChatInfo[]): readonly ChatInfo[] {
  return chats.toSorted((a, b) => b.changedAt.localeCompare(a.changedAt))
}

async function bringBack(chat: string): Promise<void> {
  const answer = await api.placeChat(chat, 'board')
  if (!answer.ok) return sayProblem(answer.problem.message)
  showChat(chat)
}
