import { Switch } from '../components/field.tsx'
import { NumberField } from '../components/number-field.tsx'
import { BOUNDS } from './presets.ts'
import { words } from './words.ts'

/** How many replies' thinking is kept when clearing of thinking is switched on. */
const KEPT = 5

/** Whether old thinking leaves what Claude sees, where the host can take it out. */
export function KeepThinking({ value, disabled, onChange }: KeepThinkingProps) {
  return (
    <div className="flex flex-col gap-3">
      <Switch
        label={words().clearing.thinking}
        about={words().clearing.thinkingAbout}
        checked={value !== null}
        disabled={disabled}
        onChange={(on) => onChange(on ? KEPT : null)}
      />
      {value !== null && !disabled && (
        <NumberField
          label={words().clearing.thinkingKept}
          value={value}
          {...BOUNDS.keepThinking}
          onChange={onChange}
        />
      )}
    </div>
  )
}

export interface KeepThinkingProps {
  /** null: all that the model would keep. */
  readonly value: number | null
  readonly disabled: boolean
  readonly onChange: (value: number | null) => void
}
