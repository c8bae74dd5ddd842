import type { Limits } from '../../memory/limits.ts'
import { changeSettings } from '../answers/change-settings.ts'
import { Switch } from '../components/field.tsx'
import { NumberField } from '../components/number-field.tsx'
import { useWorkspace } from '../store/store.ts'
import { words } from './words.ts'

/** How many writes a minute a chat gets when the limit is switched on again. */
const WRITES = 240

/** How much a memory may hold, and how fast it may grow. Deleting is always possible. */
export function LimitsForm() {
  const settings = useWorkspace((workspace) => workspace.settings)
  const { limits } = settings
  const said = words().limits
  const change = (next: Partial<Limits>) => changeSettings(settings, { limits: { ...limits, ...next } })
  return (
    <>
      <div className="grid gap-4 min-[620px]:grid-cols-3">
        <NumberField
          label={said.bytes}
          value={limits.documentBytes}
          least={1000}
          most={10_000_000}
          onChange={(documentBytes) => void change({ documentBytes })}
        />
        <NumberField
          label={said.documents}
          value={limits.documents}
          least={1}
          most={1_000_000}
          onChange={(documents) => void change({ documents })}
        />
        <NumberField
          label={said.depth}
          value={limits.depth}
          least={0}
          most={32}
          onChange={(depth) => void change({ depth })}
        />
      </div>
      <Switch
        label={said.often}
        about={said.oftenAbout}
        checked={limits.writesPerMinute !== null}
        onChange={(on) => void change({ writesPerMinute: on ? WRITES : null })}
      />
      {limits.writesPerMinute !== null && (
        <>
          <NumberField
            label={said.writes}
            value={limits.writesPerMinute}
            least={1}
            most={100_000}
            onChange={(writesPerMinute) => void change({ writesPerMinute })}
          />
          <Switch
            label={said.people}
            checked={limits.ratePeople}
            onChange={(ratePeople) => void change({ ratePeople })}
          />
        </>
      )}
    </>
  )
}
