import { type ReactNode, useState } from 'react'
import { exactly, numeral, parseNumeral } from '../words.ts'
import { Field, TextInput } from './field.tsx'
import { words } from './words.ts'

/** A number. What is out of bounds, or none at all, is said and not taken. */
export function NumberField<Empty = never>(props: NumberFieldProps<Empty>) {
  const { label, about, value, holds = 'left', empty, beside, disabled = false, onChange } = props
  const { text, meant, write } = useWritten(props)
  const problem = meant === undefined ? outOfBounds(props) : (props.problem ?? null)
  const keep = () => {
    if (meant === undefined || text === shown(value)) return
    write(shown(meant))
    if (meant !== value) onChange(meant)
  }
  return (
    <Field label={label} about={about} problem={problem}>
      {(id, described) => (
        <div className="flex gap-2">
          <TextInput
            id={id}
            aria-describedby={about || problem ? described : undefined}
            aria-invalid={problem !== null}
            inputMode={props.kind === 'any' ? 'decimal' : 'numeric'}
            autoComplete="off"
            placeholder={empty?.name}
            className="nums max-w-40"
            value={text}
            disabled={disabled}
            onChange={({ target }) => {
              const next = write(target.value)
              if (holds === 'typed' && next !== undefined) onChange(next)
            }}
            onBlur={keep}
            onKeyDown={(event) => event.key === 'Enter' && keep()}
          />
          {beside}
        </div>
      )}
    </Field>
  )
}

export interface NumberFieldProps<Empty> {
  readonly label: string
  readonly about?: ReactNode
  /** What is wrong with a number that is within its bounds. */
  readonly problem?: string | null
  readonly value: number | Empty
  /** Whole numbers alone, unless `any` is said. */
  readonly kind?: 'whole' | 'any'
  readonly least: number
  readonly most: number
  /** What an empty field stands for, and its words; without it there must be a number. */
  readonly empty?: { readonly value: Empty; readonly name: string }
  /** When it is told: once one leaves the field or presses Enter, or as one types. */
  readonly holds?: 'left' | 'typed'
  readonly disabled?: boolean
  /** Stands in the same row. */
  readonly beside?: ReactNode
  readonly onChange: (value: number | Empty) => void
}

/** What one has written stays as it is until the value becomes another one. `meant` is undefined when it is not taken. */
function useWritten<Empty>(props: NumberFieldProps<Empty>) {
  const { value } = props
  const [written, setWritten] = useState({ text: shown(value), over: value })
  const holds = written.over === value || parse(written.text, props) === value
  const text = holds ? written.text : shown(value)
  const write = (next: string) => {
    setWritten({ text: next, over: value })
    return parse(next, props)
  }
  return { text, meant: parse(text, props), write }
}

function shown(value: unknown): string {
  return typeof value === 'number' ? exactly(value) : ''
}

function parse<Empty>(text: string, props: NumberFieldProps<Empty>): number | Empty | undefined {
  const { kind = 'whole', least, most, empty } = props
  if (empty && text.trim() === '') return empty.value
  const number = parseNumeral(text)
  const fits = number >= least && number <= most && (kind === 'any' || Number.isInteger(number))
  return fits ? number : undefined
}

function outOfBounds<Empty>({ kind = 'whole', least, most, empty }: NumberFieldProps<Empty>): string {
  return words().number(kind, numeral(least), numeral(most), empty !== undefined)
}
