import type { Capabilities } from '../../agent/capabilities.ts'
import type { ThinkingSettings } from '../../agent/events.ts'
import { ChoiceField } from '../components/choice.tsx'
import { EFFORTS, leastWords } from './effort-words.ts'
import { words } from './words.ts'

const MODES = ['normal', 'least'] as const satisfies readonly ThinkingSettings['mode'][]

/** How hard Claude thinks, as far as the model lets it be said. */
export function ThinkingForm({ value, capabilities, onChange }: ThinkingFormProps) {
  const said = words().thinking
  const efforts = capabilities?.efforts ?? []
  const offered = EFFORTS.filter((effort) => efforts.includes(effort) || effort === value.effort)
  const least = capabilities ? leastWords(capabilities.thinking) : ''
  return (
    <div className="grid gap-4 min-[560px]:grid-cols-2">
      <ChoiceField
        label={said.name}
        about={least}
        choices={MODES.map((mode) => ({ value: mode, name: said[mode] }))}
        value={value.mode}
        onChoose={(mode) => onChange({ ...value, mode })}
      />
      <ChoiceField
        label={said.effort}
        about={efforts.length === 0 ? said.noEffort : said.effortAbout}
        choices={[
          { value: null, name: said.own(capabilities?.defaultEffort ?? null) },
          ...offered.map((effort) => ({ value: effort, name: said.levels[effort] })),
        ]}
        value={value.effort}
        disabled={efforts.length === 0 && value.effort === null}
        onChoose={(effort) => onChange({ ...value, effort })}
      />
    </div>
  )
}

export interface ThinkingFormProps {
  readonly value: ThinkingSettings
  /** Of the model that would answer; null when it is not known. */
  readonly capabilities: Capabilities | null
  readonly onChange: (value: ThinkingSettings) => void
}
