import { Coins, FolderSync, KeyRound, X } from 'lucide-react'
import { useState } from 'react'
import type { Notice } from '../../workspace/events.ts'
import { Button, IconButton } from '../components/button.tsx'
import { InEnglish } from '../components/in-english.tsx'
import { sayProblem } from '../components/toast.tsx'
import { useNow } from '../now.ts'
import { people } from '../people/people-api.ts'
import { useWorkspace } from '../store/store.ts'
import { ago } from '../words.ts'
import { words } from './words.ts'

/** What the working copies have to say, until somebody has read it: the newest, and the others on demand. */
export function Notices() {
  const notices = useWorkspace((workspace) => workspace.notices)
  const [all, setAll] = useState(false)
  if (notices.length === 0) return null
  const shown = [...notices].reverse().slice(0, all ? undefined : 1)
  const more = notices.length - 1
  const said = words().notices
  return (
    <section aria-label={said.title} className="rise shrink-0 border-b border-line bg-fresh text-plain">
      <ul className={all ? 'max-h-[30dvh] divide-y divide-line overflow-y-auto' : ''}>
        {shown.map((notice, index) => (
          <li key={notice.id} className="flex items-start gap-2.5 py-1 ps-4 pe-2">
            <Said notice={notice} />
            {index === 0 && more > 0 && (
              <Button small look="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
                {all ? said.onlyNewest : said.more(more)}
              </Button>
            )}
            <IconButton
              label={said.putAway}
              hint={said.putAwayHint}
              className="size-7!"
              onClick={() => void putAway(notice.id)}
            >
              <X />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  )
}

const SIGNS = { working_copy: FolderSync, secret: KeyRound, spending: Coins } as const

function Said({ notice }: { readonly notice: Notice }) {
  const now = useNow()
  const Sign = SIGNS[notice.kind]
  return (
    <>
      <Sign aria-hidden="true" className="mt-1.5 size-4 shrink-0 text-accent-ink" />
      <p role="status" className="min-w-0 flex-1 py-1 [overflow-wrap:anywhere]">
        <InEnglish>{notice.message}</InEnglish>
        <span className="text-small whitespace-nowrap text-soft">{` ${ago(notice.at, now)}`}</span>
      </p>
    </>
  )
}

async function putAway(notice: string): Promise<void> {
  const answer = await people.dismissNotice(notice)
  if (!answer.ok && answer.problem.status !== 404) sayProblem(answer.problem.message)
}
