import type { WorkspaceSettings } from '../../workspace/events.ts'
import { words } from './words.ts'

const CHOICES = ['5m', '1h'] as const

/** How long hosts keep what they cache, and what either choice costs. */
export function CachingForm({ value, onChange }: CachingFormProps) {
  const said = words().caching
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-plain font-medium">{said.keep}</legend>
      <p className="text-small leading-snug text-faint">{said.about}</p>
      {CHOICES.map((choice) => (
        <label
          key={choice}
          className="flex items-start gap-3 rounded-xl border border-line px-3.5 py-2.5 text-plain has-checked:border-accent has-checked:bg-page"
        >
          <input
            type="radio"
            name="cache"
            checked={value === choice}
            onChange={() => onChange(choice)}
            className="mt-1 accent-accent"
          />
          <span>
            {said[choice].name}
            <span className="block text-small text-faint">{said[choice].about}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

export interface CachingFormProps {
  readonly value: WorkspaceSettings['cacheFor']
  readonly onChange: (value: WorkspaceSettings['cacheFor']) => void
}
