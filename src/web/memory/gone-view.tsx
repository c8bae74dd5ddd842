import { FileX } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Button } from '../components/button.tsx'
import { copyText } from '../prose/copy.ts'
import { useBuffer } from './buffers.ts'
import { Waiting } from './document-frame.tsx'
import { closeDocument } from './open.ts'
import { words } from './words.ts'

const History = lazy(() => import('./history.tsx').then((m) => ({ default: m.History })))

/** A document that is gone, or that this memory never had. */
export function GoneView({ document }: { readonly document: string }) {
  const said = words().document
  const unsaved = useBuffer(document)
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto border-t border-line">
      <div className="flex flex-col items-start gap-3 px-5 py-5">
        <p className="flex items-center gap-2 font-serif text-title text-soft">
          <FileX className="size-[18px]" />
          {said.gone}
        </p>
        <p className="text-plain text-faint">{said.goneAbout}</p>
        {unsaved && (
          <section aria-label={said.unsaved} className="flex w-full flex-col items-start gap-2">
            <p role="alert" className="text-plain font-medium">
              {said.deletedWhileWriting}
            </p>
            <pre
              dir="auto"
              className="max-h-64 w-full overflow-auto rounded-xl border border-line bg-page p-3 font-mono text-small whitespace-pre-wrap"
            >
              {unsaved.text}
            </pre>
            <Button small onClick={() => void copyText(unsaved.text)}>
              {said.copyMine}
            </Button>
          </section>
        )}
        <Button small onClick={() => closeDocument()}>
          {said.close}
        </Button>
      </div>
      <Suspense fallback={<Waiting />}>
        <History document={document} present={null} />
      </Suspense>
    </div>
  )
}
