import { changeSettings } from '../answers/change-settings.ts'
import { Switch } from '../components/field.tsx'
import { NumberField } from '../components/number-field.tsx'
import { Part } from '../components/part.tsx'
import { useWorkspace } from '../store/store.ts'
import { LimitsForm } from './limits-form.tsx'
import { ReviewList } from './review-list.tsx'
import { SecretScan } from './secret-scan.tsx'
import { VerifyHistory } from './verify-history.tsx'
import { words } from './words.ts'

/** Looking after the memories: what may be stored, what to look at twice, and whether all is as it was written. */
export function Care({ onLeave }: { readonly onLeave: () => void }) {
  const settings = useWorkspace((workspace) => workspace.settings)
  const said = words()
  return (
    <div className="flex flex-col gap-8">
      <Part title={said.secrets.title}>
        <Switch
          label={said.secrets.refuse}
          about={said.secrets.about}
          checked={settings.secrets === 'refuse'}
          onChange={(on) => void changeSettings(settings, { secrets: on ? 'refuse' : 'off' })}
        />
        <SecretScan onLeave={onLeave} />
      </Part>
      <Part title={said.review.title}>
        <NumberField
          label={said.review.days}
          value={settings.reviewAfterDays}
          least={1}
          most={10_000}
          onChange={(reviewAfterDays) => void changeSettings(settings, { reviewAfterDays })}
        />
        <ReviewList onLeave={onLeave} />
      </Part>
      <Part title={said.search.title}>
        <Switch
          label={said.search.may}
          about={said.search.about}
          checked={settings.searchTool}
          onChange={(searchTool) => void changeSettings(settings, { searchTool })}
        />
      </Part>
      <Part title={said.limits.title}>
        <LimitsForm />
      </Part>
      <Part title={said.verify.title}>
        <VerifyHistory />
      </Part>
    </div>
  )
}
