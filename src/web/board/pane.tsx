import { ChatPane } from '../chat/chat-pane.tsx'
import { Boundary } from '../components/boundary.tsx'
import { useView } from '../location.ts'
import { FollowPane } from './follow-pane.tsx'

/** A chat as it stands on the board: to go on with, or somebody's to be followed. */
export function Pane({ chat }: { readonly chat: string }) {
  const { following } = useView()
  return <Boundary>{following.includes(chat) ? <FollowPane id={chat} /> : <ChatPane id={chat} />}</Boundary>
}
