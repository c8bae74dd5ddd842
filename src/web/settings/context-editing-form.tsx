import { type ReactNode, useState } from 'react'
import type { ContextEditing } from '../../agent/events.ts'
import { Button } from '../components/button.tsx'
import { Choice } from '../components/choice.tsx'
import { Field, Switch, TextInput } from '../components/field.tsx'
import { NumberField } from '../components/number-field.tsx'
import { KeepThinking } from './keep-thinking.tsx'
import { BOUNDS, PRESET_IDS, PRESETS, type PresetId, presetName, presetOf, sentenceOf } from './presets.ts'
import { words } from './words.ts'

const UNITS = ['input_tokens', 'tool_uses'] as const

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
      <Values value={value} disabled={off} onChange={change}>
        <Except names={excluded} disabled={off} onChange={setExcluded} />
      </Values>
      <Meaning told={sentenceOf(next)} able={!same && !disabled} />
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
      {PRESET_IDS.map((id) => (
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

function toolNames(text: string): readonly string[] {
  return [...new Set(text.split(/[,\s]+/).filter(Boolean))]
}

/** When clearing begins, and what it takes and leaves. */
function Values({ value, disabled, onChange, children }: ValuesProps) {
  const said = words().clearing
  return (
    <>
      <div className="grid gap-4 min-[560px]:grid-cols-2">
        <NumberField
          label={said.trigger}
          {...BOUNDS.trigger}
          holds="typed"
          value={value.trigger.value}
          disabled={disabled}
          onChange={(n) => onChange({ trigger: { ...value.trigger, value: n } })}
          beside={
            <Choice
              aria-label={said.unit}
              choices={UNITS.map((unit) => ({ value: unit, name: said.units[unit] }))}
              value={value.trigger.kind}
              disabled={disabled}
              onChoose={(kind) => onChange({ trigger: { ...value.trigger, kind } })}
            />
          }
        />
        <NumberField
          label={said.keep}
          about={said.keepAbout}
          {...BOUNDS.keep}
          holds="typed"
          value={value.keep}
          disabled={disabled}
          onChange={(keep) => onChange({ keep })}
        />
        <NumberField
          label={said.least}
          about={said.leastAbout}
          {...BOUNDS.clearAtLeast}
          holds="typed"
          value={value.clearAtLeast}
          disabled={disabled}
          onChange={(clearAtLeast) => onChange({ clearAtLeast })}
        />
        {children}
      </div>
      <Switch
        label={said.inputs}
        about={said.inputsAbout}
        checked={value.clearToolInputs}
        onChange={(clearToolInputs) => onChange({ clearToolInputs })}
        disabled={disabled}
      />
      <KeepThinking
        value={value.keepThinking}
        disabled={disabled}
        onChange={(keepThinking) => onChange({ keepThinking })}
      />
    </>
  )
}

interface ValuesProps {
  readonly value: ContextEditing
  readonly disabled: boolean
  readonly onChange: (part: Partial<ContextEditing>) => void
  /** Beside the numbers. */
  readonly children: ReactNode
}

function Except({ names, disabled, onChange }: ExceptProps) {
  const said = words().clearing
  return (
    <Field label={said.except} about={said.exceptAbout}>
      {(id, about) => (
        <TextInput
          id={id}
          aria-describedby={about}
          value={names}
          disabled={disabled}
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

interface ExceptProps {
  /** Of tools, as they were typed. */
  readonly names: string
  readonly disabled: boolean
  readonly onChange: (names: string) => void
}

/** What the values mean, kept in sight with the button that saves them. */
function Meaning({ told, able }: { readonly told: string; readonly able: boolean }) {
  return (
    <div className="sticky bottom-0 -my-2 flex flex-wrap items-center justify-end gap-x-4 gap-y-2.5 bg-paper py-2">
      <p className="min-w-56 flex-1 rounded-xl bg-sunken px-4 py-2.5 text-plain text-soft">{told}</p>
      <Button type="submit" look="strong" disabled={!able}>
        {words().clearing.save}
      </Button>
    </div>
  )
}
