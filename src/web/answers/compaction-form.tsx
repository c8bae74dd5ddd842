import { useState } from 'react'
import type { Capabilities } from '../../agent/capabilities.ts'
import type { Compaction } from '../../agent/events.ts'
import { Button } from '../components/button.tsx'
import { Field, Switch, TextArea } from '../components/field.tsx'
import { NumberField } from '../components/number-field.tsx'
import { words } from './words.ts'

/** The API takes no less. */
const LEAST = 50_000

/** Summing a long conversation up by itself, where the model can. */
export function CompactionForm({ value, capabilities, onChange }: CompactionFormProps) {
  const said = words().compaction
  const [instructions, setInstructions] = useState(value.instructions)
  const can = capabilities?.compaction.threshold ?? false
  return (
    <div className="flex flex-col gap-4">
      <Switch
        label={said.sumUp}
        about={said.sumUpAbout}
        checked={value.enabled}
        onChange={(enabled) => onChange({ ...value, enabled })}
      />
      {!can && <p className="text-small text-faint">{said.cannot}</p>}
      {value.enabled && (
        <>
          <NumberField
            label={said.begin}
            about={said.tokens}
            value={value.trigger}
            least={LEAST}
            most={2_000_000}
            onChange={(trigger) => onChange({ ...value, trigger })}
          />
          <Field label={said.keep} about={said.keepAbout}>
            {(id, about) => (
              <TextArea
                id={id}
                aria-describedby={about}
                rows={3}
                dir="auto"
                value={instructions}
                onChange={(event) => setInstructions(event.target.value)}
              />
            )}
          </Field>
          {instructions !== value.instructions && (
            <Button small className="self-end" onClick={() => onChange({ ...value, instructions })}>
              {said.save}
            </Button>
          )}
        </>
      )}
    </div>
  )
}

export interface CompactionFormProps {
  readonly value: Compaction
  readonly capabilities: Capabilities | null
  readonly onChange: (value: Compaction) => void
}
