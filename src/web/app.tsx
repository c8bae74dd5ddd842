import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Direction } from 'radix-ui'
import { words } from './app-words.ts'
import { Board } from './board/board.tsx'
import { Boundary } from './components/boundary.tsx'
import { Over } from './components/over.tsx'
import { TipArea } from './components/tip.tsx'
import { Toasts } from './components/toast.tsx'
import { ContextHost } from './context/context-host.tsx'
import { DemonstrationHost } from './demonstration/demonstration-host.tsx'
import { EraseHost } from './erase/erase-host.tsx'
import { ForgetErased } from './erase/forget.tsx'
import { isRightToLeft, useDirection, useLanguage } from './language/language.ts'
import { AwayNotice } from './memory/away-notice.tsx'
import { PastHost } from './past/past-host.tsx'
import { PromptsHost } from './prompts/prompts-host.tsx'
import { Announcer } from './shell/announcer.tsx'
import { Header } from './shell/header.tsx'
import { LineBanner } from './shell/line-banner.tsx'
import { Notices } from './shell/notices.tsx'
import { useKnown } from './store/store.ts'
import { TourHost } from './tour/tour-host.tsx'

const queries = new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false, retry: 1 } } })

export function App() {
  const shown = useLanguage()
  useDirection()
  const ready = useKnown((known) => known.app !== null)
  return (
    <QueryClientProvider client={queries}>
      <Direction.Provider dir={isRightToLeft() ? 'rtl' : 'ltr'}>
        <TipArea>
          {/* Another language builds the page anew, so that every word on it is of that language. */}
          <div key={shown} className="relative flex h-[var(--seen-height,100dvh)] flex-col overflow-hidden">
            <Boundary>{ready ? <House /> : <Opening />}</Boundary>
          </div>
        </TipArea>
      </Direction.Provider>
    </QueryClientProvider>
  )
}

function House() {
  return (
    <>
      <Header />
      {/* In a low window they scroll, so that one can write. */}
      <div className="flex min-h-0 flex-col overflow-y-auto">
        <LineBanner />
        <Notices />
        <AwayNotice />
        <DemonstrationHost />
        <TourHost />
      </div>
      <Toasts />
      <Board />
      <Announcer />
      <ForgetErased />
      <EraseHost />
      <PastHost />
      <ContextHost />
      <PromptsHost />
      <Over />
    </>
  )
}

/** Before the first state is there. A server that does not answer is named after a moment. */
function Opening() {
  const line = useKnown((known) => known.line)
  return (
    <div className="m-auto flex flex-col items-center gap-2 p-8 text-center">
      <p className="font-serif text-large text-soft">{words().name}</p>
      {line.kind === 'lost' && (
        <p role="alert" className="max-w-80 text-plain text-faint">
          {words().noAnswer}
        </p>
      )}
    </div>
  )
}
