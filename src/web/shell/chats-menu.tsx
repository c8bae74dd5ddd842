import { BarChart3, Eye, Megaphone, MessageSquare, RotateCcw, Search } from 'lucide-react'
import type { ChatInfo } from '../../workspace/events.ts'
import { newestFirst } from '../../workspace/state.ts'
import { follow } from '../board/arrange.ts'
import { showChat } from '../board/chats.ts'
import { Fresh } from '../board/fresh.tsx'
import { useNews } from '../board/news.ts'
import { Menu, MenuItem, MenuLabel, MenuLine, SubMenu, type Trigger } from '../components/menu.tsx'
import { HelpItems } from '../help/help-menu.tsx'
import { isNarrow } from '../memory/open.ts'
import { useNow } from '../now.ts'
import { useWorkspace } from '../store/store.ts'
import { ago } from '../words.ts'
import { bringBack } from './bring-back.ts'
import { openShell } from './shell.ts'
import { words } from './words.ts'

/** Deleted chats that the list offers to bring back. */
const OFFERED = 8
/** As many chats as can be looked through at a glance; of more the newest are listed, and the others are found. */
const LISTED = 10

/** Every chat there is: on the board, put away, and lately deleted, the newest first. */
export function ChatsMenu({ trigger }: { readonly trigger: Trigger }) {
  return (
    <Menu trigger={trigger}>
      <AllChats />
    </Menu>
  )
}

function AllChats() {
  const chats = useWorkspace((workspace) => workspace.chats)
  const now = useNow()
  const said = words().chats
  const all = newestFirst(Object.values(chats))
  const board = all.filter((chat) => chat.place === 'board')
  const away = all.filter((chat) => chat.place === 'closed')
  const deleted = all.filter((chat) => chat.place === 'deleted').slice(0, OFFERED)
  const living = [...board, ...away]
  const many = living.length > LISTED
  return (
    <>
      {many && (
        <MenuItem icon={<Search />} onClosed={() => openShell('chats')}>
          {said.find(living.length)}
        </MenuItem>
      )}
      <MenuLabel>{many ? said.newest : board.length > 0 ? said.board : said.none}</MenuLabel>
      {board.slice(0, LISTED).map((chat) => (
        <Row key={chat.id} chat={chat} now={now} />
      ))}
      {!many && away.length > 0 && <Group label={said.away} chats={away} now={now} />}
      {!many && deleted.length > 0 && <Group label={said.deleted} chats={deleted} now={now} />}
      {living.length > 0 && (
        <>
          <MenuLine />
          {board.length > 0 && (
            <MenuItem icon={<Megaphone />} onClosed={() => openShell('broadcast')}>
              {said.broadcast}
            </MenuItem>
          )}
          {many ? (
            <MenuItem icon={<Eye />} onClosed={() => openShell('follow')}>
              {said.followOne}
            </MenuItem>
          ) : (
            <SubMenu icon={<Eye />} name={said.follow}>
              {living.map((chat) => (
                <MenuItem key={chat.id} onClosed={() => follow(chat.id)}>
                  {chat.name}
                </MenuItem>
              ))}
            </SubMenu>
          )}
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
    </>
  )
}

function Row({ chat, now }: { readonly chat: ChatInfo; readonly now: number }) {
  const news = useNews(chat.id)
  return (
    <MenuItem
      icon={chat.running ? <span className="pulse mx-1" /> : <MessageSquare />}
      note={
        <span className="flex items-center gap-2">
          {news && <Fresh />}
          {chat.running ? words().chats.atWork : ago(chat.changedAt, now)}
        </span>
      }
      onClosed={() => showChat(chat.id)}
    >
      {chat.name}
    </MenuItem>
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
