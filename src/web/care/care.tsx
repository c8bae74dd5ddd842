import type { ReactNode } from 'react'
import type { WorkspaceSettings } from '../../workspace/events.ts'
import { api } from '../api.ts'
import { Switch } from '../components/field.tsx'
import { say, sayProblem } from '../components/toast.tsx'
import { useWorkspace } from '../store/store.ts'
import { LimitsForm } from './limits-form.tsx'
import { NumberField } from './number-field.tsx'
import { ReviewList } from './review-list.tsx'
import { SecretScan } from './secret-scan.tsx'
import { VerifyHistory } from './verify-history.tsx'

/** Looking after the memories: what may be stored, what to look at twice, and whether all is as it was written. */
export function Care({ onLeave }: { readonly onLeave: () => void }) {
  const settings = useWorkspace((workspace) => workspace.settings)
  return (
    <div className="flex flex-col gap-8">
      <Part title="Secrets">
        <Switch
          label="Refuse what looks like a secret"
          about="Keys, tokens, private keys and card numbers are not stored, whoever writes them. A person can store one after all; Claude cannot. It knows shapes, so it is no safe."
          checked={settings.secrets === 'refuse'}
          onChange={(on) => void change(settings, { secrets: on ? 'refuse' : 'off' })}
        />
        <SecretScan onLeave={onLeave} />
      </Part>
      <Part title="Documents to look at again">
        <NumberField
          label="Unread and unchanged for this many days"
          value={settings.reviewAfterDays}
          least={1}
          most={10_000}
          onChange={(reviewAfterDays) => void change(settings, { reviewAfterDays })}
        />
        <ReviewList onLeave={onLeave} />
      </Part>
      <Part title="Search">
        <Switch
          label="Claude may search"
          about="A second tool for Claude, search_memory. It holds in each chat from its next message on; the first message after a change costs more, since what was cached before it cannot be used."
          checked={settings.searchTool}
          onChange={(searchTool) => void change(settings, { searchTool })}
        />
      </Part>
      <Part title="Limits">
        <LimitsForm />
      </Part>
      <Part title="Is all as it was written?">
        <VerifyHistory />
      </Part>
    </div>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-3.5">
      <h3 className="font-serif text-[18px] font-[520]">{title}</h3>
      {children}
    </section>
  )
}

async function change(before: WorkspaceSettings, next: Partial<WorkspaceSettings>): Promise<void> {
  const answer = await api.changeSettings(next)
  if (!answer.ok) return sayProblem(answer.problem.message)
  const old = Object.fromEntries(
    Object.keys(next).map((key) => [key, before[key as keyof WorkspaceSettings]]),
  )
  say({ words: 'Changed.', action: { name: 'Undo', run: () => void api.changeSettings(old) } })
}
