import { Switch as Radix } from 'radix-ui'
import {
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react'

import { Told } from './told.tsx'

const BOX =
  'w-full rounded-lg border border-line-strong bg-page px-3 text-field text-ink outline-none transition-colors focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-accent/40 aria-invalid:border-bad disabled:border-line disabled:bg-sunken disabled:text-faint'

/** A label, the control below it, and a sentence that explains. */
export function Field({ label, about, problem, next, children }: FieldProps) {
  const id = useId()
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-plain font-medium">
        {label}
      </label>
      {children(id, `${id}-about`)}
      {(about || problem) && (
        <p id={`${id}-about`} className={`text-small leading-snug ${problem ? 'text-bad' : 'text-faint'}`}>
          {problem ? <Told text={problem} /> : about}
          {problem && next && ` ${next}`}
        </p>
      )}
    </div>
  )
}

export interface FieldProps {
  readonly label: string
  readonly about?: ReactNode
  readonly problem?: string | null
  /** Our own words about what to do, after a problem in the server's. */
  readonly next?: string | null
  readonly children: (id: string, about: string) => ReactNode
}

export function TextInput({
  className = '',
  ...rest
}: InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> }) {
  return <input className={`${BOX} h-9 coarse:h-11 ${className}`} {...rest} />
}

/** A field in which one types a word or a name to say that one means it. */
export function ConfirmField({ label, typed, onType, problem, ref }: ConfirmFieldProps) {
  return (
    <Field label={label} problem={problem ?? null}>
      {(id, about) => (
        <TextInput
          id={id}
          ref={ref}
          aria-describedby={problem ? about : undefined}
          dir="auto"
          value={typed}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onChange={(event) => onType(event.target.value)}
        />
      )}
    </Field>
  )
}

export interface ConfirmFieldProps extends Pick<FieldProps, 'label' | 'problem'> {
  readonly typed: string
  readonly onType: (typed: string) => void
  readonly ref?: Ref<HTMLInputElement>
}

export function TextArea({
  className = '',
  ...rest
}: TextareaHTMLAttributes<HTMLTextAreaElement> & { ref?: Ref<HTMLTextAreaElement> }) {
  return <textarea className={`${BOX} py-2 leading-relaxed ${className}`} {...rest} />
}

export function Select({
  className = '',
  ...rest
}: SelectHTMLAttributes<HTMLSelectElement> & { ref?: Ref<HTMLSelectElement> }) {
  return <select className={`${BOX} h-9 coarse:h-11 ${className}`} {...rest} />
}

/** On or off, with its words beside it. */
export function Switch({ label, about, checked, onChange, disabled = false }: SwitchProps) {
  const id = useId()
  return (
    <div className="flex items-start gap-3">
      <Radix.Root
        id={id}
        checked={checked}
        disabled={disabled}
        onCheckedChange={onChange}
        aria-describedby={about ? `${id}-about` : undefined}
        className="relative mt-0.5 h-5 w-9 shrink-0 rounded-full bg-line-strong transition-colors duration-quick disabled:opacity-45 data-[state=checked]:bg-accent"
      >
        <Radix.Thumb className="block size-4 translate-x-0.5 rtl:-translate-x-0.5 rounded-full bg-page shadow-low transition-transform duration-quick data-[state=checked]:translate-x-[18px] rtl:data-[state=checked]:-translate-x-[18px]" />
      </Radix.Root>
      <div className="min-w-0">
        <label htmlFor={id} className="text-plain font-medium">
          {label}
        </label>
        {about && (
          <p id={`${id}-about`} className="text-small leading-snug text-faint">
            {about}
          </p>
        )}
      </div>
    </div>
  )
}

export interface SwitchProps {
  readonly label: string
  readonly about?: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly disabled?: boolean
}
