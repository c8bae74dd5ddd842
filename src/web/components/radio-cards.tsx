import { useId } from 'react'

/** One of a few ways, each with a sentence that explains it. */
export function RadioCards<Value extends string>({
  legend,
  about,
  choices,
  value,
  onChoose,
}: RadioCardsProps<Value>) {
  const name = useId()
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-plain font-medium">{legend}</legend>
      {about && <p className="-mt-1 pb-0.5 text-small leading-snug text-faint">{about}</p>}
      {choices.map((choice) => (
        <label
          key={choice.value}
          className="flex items-start gap-3 rounded-xl border border-line px-3.5 py-2.5 text-plain has-checked:border-accent has-checked:bg-page"
        >
          <input
            type="radio"
            name={name}
            checked={value === choice.value}
            onChange={() => onChoose(choice.value)}
            className="mt-1 accent-accent"
          />
          <span>
            {choice.name}
            <span className="block text-small text-faint">{choice.about}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

export interface RadioCardsProps<Value extends string> {
  readonly legend: string
  readonly about?: string
  readonly choices: readonly { readonly value: Value; readonly name: string; readonly about: string }[]
  readonly value: Value
  readonly onChoose: (value: Value) => void
}
