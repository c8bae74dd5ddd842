import { X } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { focusComposer } from '../board/chats.ts'
import { IconButton } from '../components/button.tsx'
import { look } from '../location.ts'
import { isNarrow } from '../memory/open.ts'
import { useWorkspace } from '../store/store.ts'

const KEY = 'commonplace.guide'
const listeners = new Set<() => void>()

function stored(): string {
  return sessionStorage.getItem(KEY) ?? ''
}

/** Begins to lead through the example; stays until it is done or put away, over reloads too. */
export function showGuide(chats: readonly string[]): void {
  sessionStorage.setItem(KEY, chats.join(','))
  for (const listener of listeners) listener()
}

function hideGuide(): void {
  sessionStorage.removeItem(KEY)
  for (const listener of listeners) listener()
}

/** One calm sentence at a time: whose turn it is to send, and what to watch. */
export function Guide() {
  const chats = useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, stored)
  const ids = chats.split(',').filter(Boolean)
  const stage = useWorkspace((workspace) => {
    const next = ids.findIndex((id) => (workspace.chats[id]?.turns ?? 1) === 0)
    const running = ids.findIndex((id) => workspace.chats[id]?.running != null)
    return running >= 0 ? `running ${running}` : `next ${next}`
  })
  const next = ids[Number(stage.split(' ')[1])]
  const name = useWorkspace((workspace) => (next ? workspace.chats[next]?.settings.speaker : undefined))
  if (ids.length === 0) return null
  return (
    <div className="flex shrink-0 items-center gap-3 border-b border-line bg-fresh/60 py-1.5 pr-2 pl-4">
      <p className="min-w-0 flex-1 text-[13px] text-pretty">
        {sentenceFor(stage, name)}
        {stage.startsWith('next') && next && (
          <button
            type="button"
            onClick={() => goTo(next)}
            className="ml-2 font-medium underline underline-offset-3 hover:text-accent-ink"
          >
            {`Go to ${name}`}
          </button>
        )}
      </p>
      <IconButton label="Put the guide away" onClick={hideGuide}>
        <X />
      </IconButton>
    </div>
  )
}

function goTo(chat: string): void {
  if (isNarrow()) look({ front: chat })
  focusComposer(chat)
}

const WATCH = [
  'Three people, three first messages, all ready. Press Send for Alice, then John, then Sam, and watch Memory: what Alice tells becomes a document.',
  'Alice’s facts are in memory now. Press Send for John: he never spoke with Alice, and his design grows out of her document.',
  'Two documents, by two people. Press Send for Sam: the proposal is made of both.',
] as const

function sentenceFor(stage: string, name: string | undefined): string {
  const [kind, number] = stage.split(' ')
  if (kind === 'running')
    return `Watch Memory: Claude answers ${name ?? 'now'}, and writes down what is worth keeping.`
  return (
    WATCH[Number(number)] ??
    'Three conversations, one memory. Open a document and its History to see whose hand wrote what, or tell Claude that the budget changed.'
  )
}
