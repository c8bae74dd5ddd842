import { useState } from 'react'
import type { Capabilities } from '../../agent/capabilities.ts'
import type { Compaction } from '../../agent/events.ts'
import { NumberField } from '../care/number-field.tsx'
import { Button } from '../components/button.tsx'
import { Field, Switch, TextArea } from '../components/field.tsx'

/** The API takes no less. */
const LEAST = 50_000

/** Summing a long conversation up by itself, where the model can. */
export function CompactionForm({ value, capabilities, onChange }: CompactionFormProps) {
  const [words, setWords] = useState(value.instructions)
  const can = capabilities?.compaction.threshold ?? false
  return (
    <div className="flex flex-col gap-4">
      <Switch
        label="Sum long conversations up"
        about="When a conversation grows past a size, Claude writes a summary and goes on from it. You still see all of it. The first answer after it reads everything anew."
        checked={value.enabled}
        onChange={(enabled) => onChange({ ...value, enabled })}
      />
      {!can && (
        <p className="text-[12.5px] text-faint">
          The model that answers now cannot do this by itself; the setting waits for one that can.
        </p>
      )}
      {value.enabled && (
        <>
          <NumberField
            label="Begin when a conversation is longer than"
            about="Tokens."
            value={value.trigger}
            least={LEAST}
            most={2_000_000}
            onChange={(trigger) => onChange({ ...value, trigger })}
          />
          <Field
            label="What the summary shall keep"
            about="Takes the place of the host's own words for it. Empty: those."
          >
            {(id, about) => (
              <TextArea
                id={id}
                aria-describedby={about}
                rows={3}
                value={words}
                onChange={(event) => setWords(event.target.value)}
              />
            )}
          </Field>
          {words !== value.instructions && (
            <Button small className="self-end" onClick={() => onChange({ ...value, instructions: words })}>
              Save these words
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
