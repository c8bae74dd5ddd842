import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Dialog } from '../components/dialog.tsx'
import { Prose } from '../prose/prose.tsx'

/** The pages for hosts, each in a piece of its own that is loaded when somebody opens it. */
const PAGES = import.meta.glob<string>('../../../docs/guide/hosts/*.md', { query: '?raw', import: 'default' })

/** The page of the docs that tells step by step, to be read without leaving the settings. */
export function GuideLink({ guide }: { readonly guide: string }) {
  const [open, setOpen] = useState(false)
  const load = PAGES[`../../../${guide}`]
  if (!load) return null
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="font-medium text-accent-ink underline underline-offset-3 hover:opacity-80"
      >
        How to set it up, step by step
      </button>
      {open && <GuidePage guide={guide} load={load} onClose={() => setOpen(false)} />}
    </>
  )
}

function GuidePage({ guide, load, onClose }: GuidePageProps) {
  const { data } = useQuery({ queryKey: ['guide', guide], queryFn: load })
  return (
    <Dialog title="Step by step" about={guide} open onClose={onClose} wide>
      <Prose text={data ?? ''} />
    </Dialog>
  )
}

interface GuidePageProps {
  readonly guide: string
  readonly load: () => Promise<string>
  readonly onClose: () => void
}
