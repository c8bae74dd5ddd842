import type { AppState, ChatInfo, WorkspaceState } from '../../workspace/events.ts'
import { newestFirst } from '../../workspace/state.ts'
import { follow } from '../board/arrange.ts'
import { showChat } from '../board/chats.ts'
import { hasNews } from '../board/news.ts'
import { ago } from '../words.ts'
import { bringBack } from './bring-back.ts'
import type { Entry } from './entries.ts'
import { Finder } from './finder.tsx'
import { words as shellWords } from './words.ts'
import { words } from './words-commands.ts'

/** All chats there are, the newest first, with a field to find one in; the one that is chosen is shown. */
export function FindChat({ onClose }: { readonly onClose: () => void }) {
  return <Finder command="findChat" entriesOf={toShow} phrases={words().chats} onClose={onClose} />
}

/** The same to choose a chat that one only reads along. */
export function FollowChat({ onClose }: { readonly onClose: () => void }) {
  const { chats } = words()
  return (
    <Finder
      command="findChat"
      entriesOf={toFollow}
      phrases={chats}
      title={chats.followTitle}
      onClose={onClose}
    />
  )
}

function toShow({ workspace }: AppState): readonly Entry[] {
  const { chats: said, palette } = words()
  return [
    ...placed(workspace, 'board').map((chat) => entry(workspace, chat, palette.chats, showChat)),
    ...placed(workspace, 'closed').map((chat) => entry(workspace, chat, palette.away, back)),
    ...placed(workspace, 'deleted').map((chat) => entry(workspace, chat, said.deleted, back)),
  ]
}

function toFollow({ workspace }: AppState): readonly Entry[] {
  const { palette } = words()
  return [
    ...placed(workspace, 'board').map((chat) => entry(workspace, chat, palette.chats, follow)),
    ...placed(workspace, 'closed').map((chat) => entry(workspace, chat, palette.away, follow)),
  ]
}

function placed({ chats, chatOrder }: WorkspaceState, place: ChatInfo['place']): readonly ChatInfo[] {
  const all = chatOrder.flatMap((id) => chats[id] ?? [])
  return newestFirst(all.filter((chat) => chat.place === place))
}

function entry(workspace: WorkspaceState, chat: ChatInfo, group: string, run: (chat: string) => void): Entry {
  const when = chat.running === null ? ago(chat.changedAt, Date.now()) : shellWords().chats.atWork
  return {
    id: `chat:${chat.id}`,
    name: chat.name,
    group,
    note: [when, ...chat.participants].join(' · '),
    fresh: hasNews(chat.id, workspace),
    run: () => run(chat.id),
  }
}

function back(chat: string): void {
  void bringBack(chat)
}
