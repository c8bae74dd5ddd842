import { NumberField } from '../care/number-field.tsx'
import { Switch } from '../components/field.tsx'

/** How many replies' thinking is kept when clearing of thinking is switched on. */
const KEPT = 5

/** Whether old thinking leaves what Claude sees, where the host can take it out. */
export function KeepThinking({ value, disabled, onChange }: KeepThinkingProps) {
  return (
    <div className="flex flex-col gap-3">
      <Switch
        label="Clear old thinking"
        about="Where the host can: the thinking of older replies leaves what Claude sees. It stays visible to you. Off: the model keeps what it likes."
        checked={value !== null}
        disabled={disabled}
        onChange={(on) => onChange(on ? KEPT : null)}
      />
      {value !== null && !disabled && (
        <NumberField
          label="Keep the thinking of the newest replies"
          value={value}
          least={1}
          most={1000}
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
