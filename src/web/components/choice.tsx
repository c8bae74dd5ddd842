import type { ReactNode, Ref, SelectHTMLAttributes } from 'react'
import { Field, Select } from './field.tsx'

/** One of several, in a list that folds down. */
export function Choice<Value extends Choosable>({ choices, value, onChoose, ...rest }: ChoiceProps<Value>) {
  return (
    <Select
      value={keyOf(value)}
      onChange={({ target }) => {
        const chosen = choices.find((choice) => keyOf(choice.value) === target.value)
        if (chosen) onChoose(chosen.value)
      }}
      {...rest}
    >
      {choices.map((choice) => (
        <option key={keyOf(choice.value)} value={keyOf(choice.value)} lang={choice.lang}>
          {choice.name}
        </option>
      ))}
    </Select>
  )
}

/** A choice with its label above it, and a sentence that explains. */
export function ChoiceField<Value extends Choosable>({ label, about, ...rest }: ChoiceFieldProps<Value>) {
  return (
    <Field label={label} about={about}>
      {(id, described) => <Choice id={id} aria-describedby={about ? described : undefined} {...rest} />}
    </Field>
  )
}

/** null: none of them, or what holds when nothing is chosen. It is among the choices, with its words. */
type Choosable = string | number | null

interface Chosen<Value extends Choosable> {
  /** Holds `value` too. */
  readonly choices: readonly { readonly value: Value; readonly name: string; readonly lang?: string }[]
  readonly value: Value
  readonly onChoose: (value: Value) => void
  readonly ref?: Ref<HTMLSelectElement>
}

export type ChoiceProps<Value extends Choosable> = Chosen<Value> &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, keyof Chosen<Value> | 'onChange'>

export interface ChoiceFieldProps<Value extends Choosable> extends Chosen<Value> {
  readonly label: string
  readonly about?: ReactNode
  readonly disabled?: boolean
}

function keyOf(value: Choosable): string {
  return value === null ? '' : String(value)
}
