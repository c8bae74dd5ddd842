import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { MemoryDocument } from '../../workspace/events.ts'
import { Button, IconButton } from '../components/button.tsx'
import { late } from '../components/late.tsx'
import { fileName } from '../words.ts'
import { lookAt, lookedUpTo, marksOfUnread } from './looked.ts'
import { versionAfterQuery } from './made-text.ts'
import { words } from './words.ts'

const DifferenceOf = late(() => import('./review-entry.tsx').then((m) => m.DifferenceOf))

/** Opening a document is looking at it. Says whether it changed since one did before, and shows what. */
export function SinceStrip({ info }: { readonly info: MemoryDocument }) {
  const [since, setSince] = useSince(info)
  const [unfolded, setUnfolded] = useState(false)
  const { document, version, path } = info
  const before = useQuery({ ...versionAfterQuery(document, since ?? 0), enabled: since !== null })
  if (since === null || before.data === undefined || before.data === version) return null
  const said = words().sinceThen
  const isNew = before.data === null
  return (
    <section
      aria-label={isNew ? said.isNew : said.changed}
      className="rise shrink-0 border-b border-line px-4 py-1 text-small"
    >
      <div className="flex items-center gap-2">
        <span aria-hidden="true" className="size-[7px] shrink-0 rounded-full bg-soft" />
        <p className="min-w-0 flex-1 text-soft">{isNew ? said.isNew : said.changed}</p>
        {!isNew && (
          <Button small look="quiet" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
            {unfolded ? said.hide : said.show}
          </Button>
        )}
        <IconButton
          label={said.close}
          className="-me-1.5 size-7! coarse:size-10!"
          onClick={() => setSince(null)}
        >
          <X />
        </IconButton>
      </div>
      {unfolded && !isNew && (
        <div className="pt-1 pb-2">
          <DifferenceOf
            document={document}
            name={fileName(path)}
            from={before.data}
            to={version}
            problem={before.error}
          />
        </div>
      )}
    </section>
  )
}

/** How far one had looked when one came, if the document is newer than that. What changes under one's eyes is looked at. */
function useSince({ document, memory, version }: MemoryDocument) {
  const [since, setSince] = useState(() => upTo(document, memory))
  // biome-ignore lint/correctness/useExhaustiveDependencies: each version is looked at when it comes
  useEffect(() => {
    if (isSeen()) return lookAt(document)
    const back = () => {
      if (!isSeen()) return
      setSince((known) => known ?? upTo(document, memory))
      lookAt(document)
    }
    window.document.addEventListener('visibilitychange', back)
    return () => window.document.removeEventListener('visibilitychange', back)
  }, [document, memory, version])
  return [since, setSince] as const
}

function upTo(document: string, memory: string): number | null {
  return marksOfUnread().unread.has(document) ? lookedUpTo(document, memory) : null
}

function isSeen(): boolean {
  return window.document.visibilityState === 'visible'
}
