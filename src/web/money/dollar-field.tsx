import { useEffect, useState } from 'react'
import { Field, TextInput } from '../components/field.tsx'
import { words } from './words.ts'

/** What the server takes. */
const MOST = 1_000_000

/** A sum of US dollars that holds as soon as one leaves the field or presses Enter; nothing: no limit. */
export function DollarField({ label, value, problem, onChange }: DollarFieldProps) {
  const [text, setText] = useState(shown(value))
  useEffect(() => setText(shown(value)), [value])
  const typed = parse(text)
  const keep = () => typed !== undefined && typed !== value && onChange(typed)
  return (
    <Field label={label} about={words().fieldAbout} problem={typed === undefined ? words().noSum : problem}>
      {(id, about) => (
        <TextInput
          id={id}
          aria-describedby={about}
          aria-invalid={typed === undefined || problem !== null}
          inputMode="decimal"
          autoComplete="off"
          placeholder={words().noLimit}
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

export interface DollarFieldProps {
  readonly label: string
  readonly value: number | null
  readonly problem: string | null
  readonly onChange: (value: number | null) => void
}

function shown(value: number | null): string {
  return value === null ? '' : String(value)
}

/** undefined: no sum. */
function parse(text: string): number | null | undefined {
  const clean = text.trim().replace(/^\$/, '').replaceAll(',', '')
  if (clean === '') return null
  const number = Number(clean)
  return Number.isFinite(number) && number >= 0 && number <= MOST ? number : undefined
}
