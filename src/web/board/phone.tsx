import { BookOpen } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { isRightToLeft } from '../language/language.ts'
import { look, useView } from '../location.ts'
import { MemoryPanel } from '../memory/panel.tsx'
import { useWorkspace } from '../store/store.ts'
import { Welcome } from '../welcome/welcome.tsx'
import { useBoard } from './chats.ts'
import { Fresh } from './fresh.tsx'
import { MEMORY, useLooking, useNews } from './news.ts'
import { Pane } from './pane.tsx'
import { useSwipe } from './swipe.ts'
import { words } from './words.ts'

const WELCOME = 'welcome'

/** One thing at a time, chosen by tabs: the chats, and memory. A mark shows where Claude is at work. */
export function PhoneBoard() {
  const chats = useBoard()
  const { front } = useView()
  const tabs = [...(chats.length > 0 ? chats : [WELCOME]), MEMORY]
  const shown = front !== null && tabs.includes(front) ? front : (tabs[0] ?? WELCOME)
  useLooking([shown])
  const swipe = useSwipe((step) => {
    const next = tabs[tabs.indexOf(shown) + (isRightToLeft() ? -step : step)]
    if (next !== undefined) look({ front: next })
  })
  return (
    <div className="flex min-h-[min(17rem,70%)] flex-1 flex-col">
      <main
        {...swipe}
        className="flex min-h-0 flex-1 outline-none"
        tabIndex={-1}
        aria-label={words().chatsAndMemory}
      >
        <div
          id="front"
          role="tabpanel"
          aria-label={shown === MEMORY ? words().memory : words().chat}
          className="flex min-h-0 min-w-0 flex-1"
        >
          {shown === MEMORY ? (
            <MemoryPanel />
          ) : shown === WELCOME ? (
            <Welcome />
          ) : (
            <Pane key={shown} chat={shown} />
          )}
        </div>
      </main>
      <nav aria-label={words().chatsAndMemory} className="in-data-keyboard:hidden">
        <TabBar tabs={tabs} shown={shown} />
      </nav>
    </div>
  )
}

function TabBar({ tabs, shown }: { readonly tabs: readonly string[]; readonly shown: string }) {
  const bar = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab in front is brought into sight
  useEffect(() => {
    bar.current
      ?.querySelector('[aria-selected=true]')
      ?.scrollIntoView({ inline: 'nearest', block: 'nearest' })
  }, [shown])
  const onKeyDown = (event: KeyboardEvent) => {
    const forward = event.key === (isRightToLeft() ? 'ArrowLeft' : 'ArrowRight')
    if (!forward && event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    const step = forward ? 1 : -1
    const next = (tabs.indexOf(shown) + step + tabs.length) % tabs.length
    look({ front: tabs[next] ?? null })
    bar.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus()
  }
  return (
    <div
      ref={bar}
      role="tablist"
      aria-label={words().chatsAndMemory}
      onKeyDown={onKeyDown}
      className="flex shrink-0 gap-1 border-t border-line bg-ground px-2 pt-1.5 pb-[max(6px,env(safe-area-inset-bottom))]"
    >
      {/* However many chats there are, memory stays in sight. */}
      <div className="-my-1.5 -ms-2 flex min-w-0 flex-1 gap-1 overflow-x-auto py-1.5 ps-2 pe-1 [scrollbar-width:none]">
        {tabs.map((tab) => tab !== MEMORY && <TabButton key={tab} tab={tab} shown={tab === shown} />)}
      </div>
      <TabButton tab={MEMORY} shown={shown === MEMORY} />
    </div>
  )
}

function TabButton({ tab, shown }: { readonly tab: string; readonly shown: boolean }) {
  const chat = useWorkspace((workspace) => workspace.chats[tab]?.name)
  const said = words()
  const name = tab === MEMORY ? said.memory : tab === WELCOME ? said.start : (chat ?? said.chat)
  const busy = useWorkspace((workspace) =>
    tab === MEMORY ? Object.keys(workspace.writings).length > 0 : workspace.chats[tab]?.running != null,
  )
  const news = useNews(tab) && !shown
  return (
    <button
      type="button"
      role="tab"
      data-tab={tab}
      aria-selected={shown}
      aria-controls="front"
      tabIndex={shown ? 0 : -1}
      onClick={() => look({ front: tab })}
      className={`flex h-11 items-center ${tab === MEMORY ? 'shrink-0' : 'max-w-44 min-w-20 flex-1'} justify-center gap-2 rounded-lg px-3 text-plain whitespace-nowrap ${shown ? 'bg-paper font-medium text-ink shadow-low' : news ? 'font-medium text-ink' : 'text-soft'}`}
    >
      {tab === MEMORY && <BookOpen className="size-4 shrink-0" />}
      <span dir="auto" className="truncate">
        {name}
      </span>
      {news && !busy && <Fresh />}
      {busy && (
        <>
          <span className="pulse" />
          <span className="sr-only">{said.atWork}</span>
        </>
      )}
    </button>
  )
}
