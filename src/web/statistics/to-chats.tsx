import { look } from '../location.ts'
import { current, useWorkspace } from '../store/store.ts'
import { words } from './words.ts'

/** The way from a number to the chats behind it. Nothing where all of them were deleted. */
export function ToChats({ chats, name, onLeave, className = '' }: ToChatsProps) {
  const there = useWorkspace((workspace) => workspace.chats)
  const shown = chats.filter((chat) => isThere(there[chat]?.place))
  if (shown.length === 0) return <span className="max-[619px]:hidden" />
  const said = words().behind
  return (
    <button
      type="button"
      aria-label={said.openBehind(shown.length, name)}
      onClick={() => {
        openChats(shown)
        onLeave()
      }}
      className={`rounded-md px-1.5 text-small whitespace-nowrap text-accent-ink hover:underline coarse:min-h-10 ${className}`}
    >
      {said.open(shown.length)}
    </button>
  )
}

export interface ToChatsProps {
  readonly chats: readonly string[]
  /** What the number is of, for ears. */
  readonly name: string
  /** Closes what this stands in, since it leads elsewhere. */
  readonly onLeave: () => void
  readonly className?: string
}

/** Shows these chats and no others; those that were put away are opened to be read. */
export function openChats(chats: readonly string[]): void {
  const there = current().app?.workspace.chats ?? {}
  const away = chats.filter((chat) => there[chat]?.place === 'closed')
  look({ chats, rest: false, following: away, zoom: null, front: chats[0] ?? null }, true)
}

function isThere(place: string | undefined): boolean {
  return place === 'board' || place === 'closed'
}
