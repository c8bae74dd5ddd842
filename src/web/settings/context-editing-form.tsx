import { useState } from 'react'
import type { ContextEditing } from '../../agent/events.ts'
import { Button } from '../components/button.tsx'
import { Field, Select, Switch, TextInput } from '../components/field.tsx'
import { KeepThinking } from './keep-thinking.tsx'
import { PRESETS, type PresetId, parseNumber, presetName, presetOf, sentenceOf } from './presets.ts'
import { words } from './words.ts'

/** When old tool results leave what Claude sees. Shows what the values mean, in a sentence. */
export function ContextEditingForm({ stored, onSave, disabled = false }: ContextEditingFormProps) {
  const [value, setValue] = useState(stored)
  const [excluded, setExcluded] = useState(stored.excludeTools.join(', '))
  const change = (part: Partial<ContextEditing>) => setValue({ ...value, ...part })
  const next = { ...value, excludeTools: toolNames(excluded) }
  const same = JSON.stringify(next) === JSON.stringify(stored)
  const off = disabled || !value.enabled
  const said = words().clearing
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        onSave(next)
      }}
    >
      <Switch
        label={said.clear}
        about={said.clearAbout}
        checked={value.enabled}
        onChange={(enabled) => change({ enabled })}
        disabled={disabled}
      />
      <Presets value={next} disabled={off} onChoose={(id) => change(PRESETS[id].values)} />
      <div className="grid gap-4 min-[560px]:grid-cols-2">
        <Field label={said.trigger}>
          {(id) => (
            <div className="flex gap-2">
              <NumberInput
                id={id}
                value={value.trigger.value}
                disabled={off}
                onNumber={(n) => change({ trigger: { ...value.trigger, value: n } })}
              />
              <Select
                aria-label={said.unit}
                value={value.trigger.kind}
                disabled={off}
                onChange={(event) =>
                  change({
                    trigger: {
                      ...value.trigger,
                      kind: event.target.value === 'tool_uses' ? 'tool_uses' : 'input_tokens',
                    },
                  })
                }
              >
                <option value="input_tokens">{said.units.input_tokens}</option>
                <option value="tool_uses">{said.units.tool_uses}</option>
              </Select>
            </div>
          )}
        </Field>
        <Field label={said.keep} about={said.keepAbout}>
          {(id, about) => (
            <NumberInput
              id={id}
              describedBy={about}
              value={value.keep}
              disabled={off}
              onNumber={(keep) => change({ keep })}
            />
          )}
        </Field>
        <Field label={said.least} about={said.leastAbout}>
          {(id, about) => (
            <NumberInput
              id={id}
              describedBy={about}
              value={value.clearAtLeast}
              disabled={off}
              onNumber={(clearAtLeast) => change({ clearAtLeast })}
            />
          )}
        </Field>
        <Field label={said.except} about={said.exceptAbout}>
          {(id, about) => (
            <TextInput
              id={id}
              aria-describedby={about}
              value={excluded}
              disabled={off}
              spellCheck={false}
              onChange={(event) => setExcluded(event.target.value)}
            />
          )}
        </Field>
      </div>
      <Switch
        label={said.inputs}
        about={said.inputsAbout}
        checked={value.clearToolInputs}
        onChange={(clearToolInputs) => change({ clearToolInputs })}
        disabled={off}
      />
      <KeepThinking
        value={value.keepThinking}
        disabled={off}
        onChange={(keepThinking) => change({ keepThinking })}
      />
      {/* Kept in sight, for it says what the values above mean. */}
      <div className="sticky bottom-0 -my-2 flex flex-wrap items-center justify-end gap-x-4 gap-y-2.5 bg-paper py-2">
        <p className="min-w-56 flex-1 rounded-xl bg-sunken px-4 py-2.5 text-plain text-soft">
          {sentenceOf(next)}
        </p>
        <Button type="submit" look="strong" disabled={same || disabled}>
          {said.save}
        </Button>
      </div>
    </form>
  )
}

export interface ContextEditingFormProps {
  readonly stored: ContextEditing
  readonly onSave: (value: ContextEditing) => void
  readonly disabled?: boolean
}

function Presets({ value, disabled, onChoose }: PresetsProps) {
  const present = presetOf(value)
  return (
    <fieldset aria-label={words().clearing.presets} className="grid gap-2 min-[560px]:grid-cols-2">
      {(Object.keys(PRESETS) as PresetId[]).map((id) => (
        <button
          key={id}
          type="button"
          aria-pressed={present === id}
          disabled={disabled}
          onClick={() => onChoose(id)}
          className={`flex flex-col justify-start rounded-xl border px-3.5 py-2.5 text-start disabled:opacity-45 ${present === id ? 'border-accent bg-page' : 'border-line hover:bg-hover'}`}
        >
          <span className="block text-plain font-medium">{presetName(id)}</span>
          <span className="block text-small text-faint">{words().clearing.preset[id].about}</span>
        </button>
      ))}
    </fieldset>
  )
}

interface PresetsProps {
  readonly value: ContextEditing
  readonly disabled: boolean
  readonly onChoose: (id: PresetId) => void
}

function NumberInput({ id, describedBy, value, disabled, onNumber }: NumberInputProps) {
  const [text, setText] = useState(String(value))
  const shown = parseNumber(text) === value ? text : String(value)
  return (
    <TextInput
      id={id}
      aria-describedby={describedBy}
      inputMode="numeric"
      className="nums"
      value={shown}
      disabled={disabled}
      onChange={(event) => {
        const digits = event.target.value.replace(/\D/g, '').slice(0, 9)
        setText(digits)
        onNumber(parseNumber(digits))
      }}
    />
  )
}

interface NumberInputProps {
  readonly id: string
  readonly describedBy?: string
  readonly value: number
  readonly disabled: boolean
  readonly onNumber: (value: number) => void
}

function toolNames(text: string): readonly string[] {
  return [...new Set(text.split(/[,\s]+/).filter(Boolean))]
}
