import type { HostField, HostKind } from '../../workspace/hosts.ts'
import { Button } from '../components/button.tsx'
import { Field, TextArea, TextInput } from '../components/field.tsx'
import { FieldHelp, fieldLabel } from './form-words.tsx'
import { words } from './words.tsx'

/** One field of a host. A secret that is kept shows only that it is. */
export function HostFieldInput({ kind, field, value, kept, onChange }: HostFieldInputProps) {
  const removed = kept && value === null
  const said = words().field
  const shown = {
    value: value ?? '',
    placeholder: removed ? said.willGo : kept ? said.kept : field.example,
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event: { readonly target: { readonly value: string } }) => onChange(event.target.value),
  }
  const label = fieldLabel(kind, field)
  const long = field.name === 'serviceAccount'
  return (
    <Field label={field.required ? label : said.optional(label)} about={<About kind={kind} field={field} />}>
      {(id, about) => (
        <div className="flex gap-2">
          {long ? (
            <TextArea
              id={id}
              aria-describedby={about}
              rows={3}
              className="font-mono text-small!"
              {...shown}
            />
          ) : (
            <TextInput
              id={id}
              aria-describedby={about}
              type={field.secret ? 'password' : 'text'}
              {...shown}
            />
          )}
          {kept && (
            <Button look="quiet" onClick={() => onChange(removed ? '' : null)}>
              {removed ? said.keep : said.takeAway}
            </Button>
          )}
        </div>
      )}
    </Field>
  )
}

export interface HostFieldInputProps {
  readonly kind: HostKind
  readonly field: HostField
  readonly value: string | null | undefined
  /** Whether a secret is kept for it. */
  readonly kept: boolean
  /** null: take the kept secret away. */
  readonly onChange: (value: string | null) => void
}

function About({ kind, field }: Pick<HostFieldInputProps, 'kind' | 'field'>) {
  return (
    <>
      {field.help && <FieldHelp kind={kind} field={field} />}
      {field.variable && (
        <>
          {field.help && ' '}
          {words().field.fromEnvironment(<code className="font-mono text-tiny">{field.variable}</code>)}
        </>
      )}
      {field.secret && ` ${words().field.secret}`}
    </>
  )
}
