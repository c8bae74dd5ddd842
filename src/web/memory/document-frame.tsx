import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { Breakable } from '../components/breakable.tsx'
import { IconButton } from '../components/button.tsx'
import { useHandOn } from '../components/focus.ts'
import { fileName, shortPath } from '../words.ts'
import { closeDocument, focusPanel } from './open.ts'
import { words } from './words.ts'

/** The paper. A stroke of ink runs along it while a hand writes; when it rests, the paper settles. */
export function Sheet({ live, settled, children }: SheetProps) {
  return (
    <div className={`flex min-h-0 flex-1 ${live ? 'hand' : ''}`}>
      <div className={`sheet min-h-0 flex-1 overflow-y-auto ${live ? 'live' : settled ? 'settled' : ''}`}>
        {children}
      </div>
    </div>
  )
}

interface SheetProps {
  readonly live: boolean
  /** It was seen being written just now. */
  readonly settled: boolean
  readonly children: ReactNode
}

/** A document's place on the page: its name with the way back, and what stands below. `live`: it is being written. */
export function Frame({ path, head, live, children }: FrameProps) {
  const handOn = useHandOn(focusPanel)
  return (
    <section
      ref={handOn}
      aria-label={words().document.section(shortPath(path))}
      aria-busy={live}
      tabIndex={-1}
      data-document=""
      className="-outline-offset-2 flex min-h-0 min-w-0 flex-1 flex-col border-t border-line @min-[640px]:border-t-0"
    >
      <DocumentHead path={path} back={words().document.back} onBack={() => closeDocument(live)}>
        {head}
      </DocumentHead>
      {children}
    </section>
  )
}

interface FrameProps {
  readonly path: string
  readonly head: ReactNode
  readonly live: boolean
  readonly children: ReactNode
}

/** The way back, the name of a document, and what can be done with it. */
export function DocumentHead({ path, back, onBack, children }: DocumentHeadProps) {
  return (
    <header className="flex shrink-0 items-center gap-0.5 px-2 pt-1.5">
      <IconButton label={back} onClick={onBack}>
        <ArrowLeft className="rtl:-scale-x-100" />
      </IconButton>
      <h3
        title={path}
        className="line-clamp-3 min-w-0 flex-1 font-serif text-title leading-tight font-title break-words"
      >
        <bdi>
          <Breakable text={fileName(path)} />
        </bdi>
      </h3>
      {children}
    </header>
  )
}

interface DocumentHeadProps {
  readonly path: string
  /** What the button that leads back is called. */
  readonly back: string
  readonly onBack: () => void
  readonly children: ReactNode
}

/** As wide as the buttons that come once it is written: then the name stays as it stands. */
export function RoomForHead() {
  return <span aria-hidden="true" className="w-[66px] shrink-0 coarse:w-[82px]" />
}

export function Waiting() {
  return <p className="p-5 text-plain text-faint">{words().opening}</p>
}
