import { useQuery } from '@tanstack/react-query'
import { FileX } from 'lucide-react'
import { Button } from '../components/button.tsx'
import { late } from '../components/late.tsx'
import { versionsQuery } from '../past/versions.ts'
import { copyText } from '../prose/copy.ts'
import { useWorkspace } from '../store/store.ts'
import { useBuffer } from './buffers.ts'
import { Waiting } from './document-frame.tsx'
import { closeDocument } from './open.ts'
import { words } from './words.ts'

const History = late(() => import('./history.tsx').then((m) => m.History), { waiting: () => <Waiting /> })

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
        <WhatIsLeft document={document} />
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
      <History document={document} present={null} />
    </div>
  )
}

/** Whether anything can be brought back; nothing is said before it is known. */
function WhatIsLeft({ document }: { readonly document: string }) {
  // Erasing is a change, too: then it is asked anew.
  const changes = useWorkspace(({ memoryHeads }) =>
    Object.values(memoryHeads).reduce((sum, head) => sum + head, 0),
  )
  const { data: versions = [] } = useQuery(versionsQuery(document, changes))
  if (versions.length === 0) return null
  const said = words().document
  return (
    <p className="text-plain text-faint">
      {versions.every(({ erased }) => erased) ? said.erasedAbout : said.goneAbout}
    </p>
  )
}
