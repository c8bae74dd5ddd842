import type { ModelAt } from '../../agent/events.ts'
import { Field, Select } from '../components/field.tsx'
import { useWorkspace } from '../store/store.ts'
import { words } from './words.ts'

/** Where an answer goes on when its host stays busy or Claude declines there. */
export function FallbackForm({ value, onChange }: FallbackFormProps) {
  const hosts = useWorkspace((workspace) => workspace.hosts)
  const key = value ? keyOf(value) : ''
  const offered = hosts.filter(({ available, models }) => available && models.length > 0)
  const known = offered.some(({ id, models }) =>
    models.some((model) => keyOf({ host: id, model: model.id }) === key),
  )
  return (
    <Field label={words().fallback.name} about={words().fallback.about}>
      {(id, about) => (
        <Select
          id={id}
          aria-describedby={about}
          value={key}
          onChange={(event) => onChange(modelAt(event.target.value))}
        >
          <option value="">{words().fallback.none}</option>
          {value && !known && <option value={key}>{words().fallback.on(value.model, value.host)}</option>}
          {offered.map((host) => (
            <optgroup key={host.id} label={host.name}>
              {host.models
                .filter(({ capabilities }) => capabilities.lifecycle.status !== 'retired')
                .map((model) => (
                  <option key={model.id} value={keyOf({ host: host.id, model: model.id })}>
                    {model.name}
                  </option>
                ))}
            </optgroup>
          ))}
        </Select>
      )}
    </Field>
  )
}

export interface FallbackFormProps {
  readonly value: ModelAt | null
  readonly onChange: (value: ModelAt | null) => void
}

/** A host's id holds no space. */
function keyOf({ host, model }: ModelAt): string {
  return `${host} ${model}`
}

function modelAt(key: string): ModelAt | null {
  const space = key.indexOf(' ')
  return space < 0 ? null : { host: key.slice(0, space), model: key.slice(space + 1) }
}
