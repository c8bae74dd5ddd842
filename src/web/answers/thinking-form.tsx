import type { Capabilities, Effort } from '../../agent/capabilities.ts'
import type { ThinkingSettings } from '../../agent/events.ts'
import { Field, Select } from '../components/field.tsx'
import { EFFORTS, leastWords } from './effort-words.ts'

/** How hard Claude thinks, as far as the model lets it be said. */
export function ThinkingForm({ value, capabilities, onChange }: ThinkingFormProps) {
  const efforts = capabilities?.efforts ?? []
  const least = capabilities ? leastWords(capabilities.thinking) : ''
  return (
    <div className="grid gap-4 min-[560px]:grid-cols-2">
      <Field label="Thinking" about={least}>
        {(id, about) => (
          <Select
            id={id}
            aria-describedby={about}
            value={value.mode}
            onChange={(event) =>
              onChange({ ...value, mode: event.target.value === 'least' ? 'least' : 'normal' })
            }
          >
            <option value="normal">As the model likes</option>
            <option value="least">As little as it allows</option>
          </Select>
        )}
      </Field>
      <Field
        label="Effort"
        about={
          efforts.length === 0
            ? 'This model has no levels of effort.'
            : 'How much it spends on an answer: thinking, calls of tools, and words.'
        }
      >
        {(id, about) => (
          <Select
            id={id}
            aria-describedby={about}
            value={value.effort ?? ''}
            disabled={efforts.length === 0 && value.effort === null}
            onChange={(event) => onChange({ ...value, effort: effortOf(event.target.value) })}
          >
            <option value="">{defaultWords(capabilities)}</option>
            {(Object.keys(EFFORTS) as Effort[])
              .filter((effort) => efforts.includes(effort) || effort === value.effort)
              .map((effort) => (
                <option key={effort} value={effort}>
                  {EFFORTS[effort]}
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

function defaultWords(capabilities: Capabilities | null): string {
  const usual = capabilities?.defaultEffort
  return usual ? `The model's own (${usual})` : "The model's own"
}

function effortOf(text: string): Effort | null {
  return text in EFFORTS ? (text as Effort) : null
}
