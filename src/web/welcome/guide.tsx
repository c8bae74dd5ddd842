import { X } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { focusComposer } from '../board/chats.ts'
import { IconButton } from '../components/button.tsx'
import { look } from '../location.ts'
import { isNarrow } from '../memory/open.ts'
import { useWorkspace } from '../store/store.ts'
import { words } from './words.ts'

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
    <div className="flex shrink-0 items-center gap-3 border-b border-line bg-fresh/60 py-1.5 ps-4 pe-2">
      <p className="min-w-0 flex-1 text-[13px] text-pretty">
        {sentenceFor(stage, name)}
        {stage.startsWith('next') && next && (
          <button
            type="button"
            onClick={() => goTo(next)}
            className="ms-2 font-medium underline underline-offset-3 hover:text-accent-ink"
          >
            {words().guide.goTo(name ?? '')}
          </button>
        )}
      </p>
      <IconButton label={words().guide.putAway} onClick={hideGuide}>
        <X />
      </IconButton>
    </div>
  )
}

function goTo(chat: string): void {
  if (isNarrow()) look({ front: chat })
  focusComposer(chat)
}

function sentenceFor(stage: string, name: string | undefined): string {
  const [kind, number] = stage.split(' ')
  const said = words().guide
  return kind === 'running' ? said.running(name) : (said.next[Number(number)] ?? said.done)
}
