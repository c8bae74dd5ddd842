import type { Capabilities, Effort } from '../../agent/capabilities.ts'
import type { ThinkingSettings } from '../../agent/events.ts'
import { Field, Select } from '../components/field.tsx'
import { EFFORTS, leastWords } from './effort-words.ts'
import { words } from './words.ts'

/** How hard Claude thinks, as far as the model lets it be said. */
export function ThinkingForm({ value, capabilities, onChange }: ThinkingFormProps) {
  const said = words().thinking
  const efforts = capabilities?.efforts ?? []
  const least = capabilities ? leastWords(capabilities.thinking) : ''
  return (
    <div className="grid gap-4 min-[560px]:grid-cols-2">
      <Field label={said.name} about={least}>
        {(id, about) => (
          <Select
            id={id}
            aria-describedby={about}
            value={value.mode}
            onChange={(event) =>
              onChange({ ...value, mode: event.target.value === 'least' ? 'least' : 'normal' })
            }
          >
            <option value="normal">{said.normal}</option>
            <option value="least">{said.least}</option>
          </Select>
        )}
      </Field>
      <Field label={said.effort} about={efforts.length === 0 ? said.noEffort : said.effortAbout}>
        {(id, about) => (
          <Select
            id={id}
            aria-describedby={about}
            value={value.effort ?? ''}
            disabled={efforts.length === 0 && value.effort === null}
            onChange={(event) => onChange({ ...value, effort: effortOf(event.target.value) })}
          >
            <option value="">{said.own(capabilities?.defaultEffort ?? null)}</option>
            {EFFORTS.filter((effort) => efforts.includes(effort) || effort === value.effort).map((effort) => (
              <option key={effort} value={effort}>
                {said.levels[effort]}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  )
}

export interface ThinkingFormProps {
  readonly value: ThinkingSettings
  /** Of the model that would answer; null when it is not known. */
  readonly capabilities: Capabilities | null
  readonly onChange: (value: ThinkingSettings) => void
}

function effortOf(text: string): Effort | null {
  return EFFORTS.find((effort) => effort === text) ?? null
}
