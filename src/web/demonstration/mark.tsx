import { Binoculars } from 'lucide-react'
import { useWorkspace } from '../store/store.ts'
import { words } from './words.ts'

/** Says of a chat that it belongs to the demonstration; of any other, nothing. */
export function ChatMark({ chat }: { readonly chat: string }) {
  const marked = useWorkspace(
    ({ demonstration }) => demonstration?.chats.some(({ id }) => id === chat) ?? false,
  )
  return marked ? <Sign /> : null
}

/** The same of a document in its memory. */
export function DocumentMark({ document }: { readonly document: string }) {
  const marked = useWorkspace(
    ({ documents, demonstration }) =>
      demonstration !== null && documents[document]?.memory === demonstration.info.id,
  )
  return marked ? <Sign /> : null
}

/** The same of its memory, in full. */
export function MemoryMark({ memory }: { readonly memory: string }) {
  const marked = useWorkspace(({ demonstration }) => demonstration?.info.id === memory)
  if (!marked) return null
  return (
    <span
      title={words().markAbout}
      className="shrink-0 rounded-full border border-line-strong px-2 py-px text-tiny whitespace-nowrap text-soft"
    >
      {words().mark}
    </span>
  )
}

/** Where there is little room: the sign alone, with its words for ears and on hover. */
function Sign() {
  return (
    <span title={words().markAbout} className="shrink-0 px-1 text-faint">
      <Binoculars aria-hidden="true" className="size-4" />
      <span className="sr-only">{words().mark}</span>
    </span>
  )
}
