import { changeSettings } from '../answers/change-settings.ts'
import { Switch } from '../components/field.tsx'
import { Part } from '../components/part.tsx'
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
          onChange={(on) => void changeSettings(settings, { secrets: on ? 'refuse' : 'off' })}
        />
        <SecretScan onLeave={onLeave} />
      </Part>
      <Part title="Documents to look at again">
        <NumberField
          label="Unread and unchanged for this many days"
          value={settings.reviewAfterDays}
          least={1}
          most={10_000}
          onChange={(reviewAfterDays) => void changeSettings(settings, { reviewAfterDays })}
        />
        <ReviewList onLeave={onLeave} />
      </Part>
      <Part title="Search">
        <Switch
          label="Claude may search"
          about="A second tool for Claude, search_memory. It holds in each chat from its next message on; the first message after a change costs more, since what was cached before it cannot be used."
          checked={settings.searchTool}
          onChange={(searchTool) => void changeSettings(settings, { searchTool })}
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
