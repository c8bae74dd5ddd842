import { useEffect, useState } from 'react'
import { Field, TextInput } from '../components/field.tsx'
import { numeral } from '../words.ts'
import { words } from './words.ts'

/** A whole number that holds as soon as one leaves the field or presses Enter. What is out of bounds is said and not taken. */
export function NumberField({ label, about, value, least, most, onChange }: NumberFieldProps) {
  const [text, setText] = useState(numeral(value))
  useEffect(() => setText(numeral(value)), [value])
  const number = Number(text.replaceAll(/[\s,.’']/g, ''))
  const fits = text.trim() !== '' && Number.isInteger(number) && number >= least && number <= most
  const keep = () => fits && number !== value && onChange(number)
  return (
    <Field
      label={label}
      about={about}
      problem={fits ? null : words().limits.whole(numeral(least), numeral(most))}
    >
      {(id, described) => (
        <TextInput
          id={id}
          aria-describedby={fits && !about ? undefined : described}
          aria-invalid={!fits}
          inputMode="numeric"
          autoComplete="off"
          className="nums max-w-40"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={keep}
          onKeyDown={(event) => event.key === 'Enter' && keep()}
        />
      )}
    </Field>
  )
}

export interface NumberFieldProps {
  readonly label: string
  readonly about?: string
  readonly value: number
  readonly least: number
  readonly most: number
  readonly onChange: (value: number) => void
}
