import type { WorkspaceSettings } from '../../workspace/events.ts'

const CHOICES: readonly {
  readonly value: WorkspaceSettings['cacheFor']
  readonly name: string
  readonly about: string
}[] = [
  {
    value: '5m',
    name: 'Five minutes',
    about:
      'Writing costs a quarter more than reading afresh, each use begins the five minutes anew. Right for chats in which people answer soon.',
  },
  {
    value: '1h',
    name: 'An hour',
    about:
      'Writing costs twice. Right when people come back after a while: a pause of ten minutes then costs nothing.',
  },
]

/** How long hosts keep what they cache, and what either choice costs. */
export function CachingForm({ value, onChange }: CachingFormProps) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-[13.5px] font-medium">Keep the cache for</legend>
      <p className="text-[12.5px] leading-snug text-faint">
        What Claude has read before is read from the host's cache, at a tenth of the price. Each answer says
        how much that was. Clearing, another prompt, other tools or another model make it begin anew.
      </p>
      {CHOICES.map((choice) => (
        <label
          key={choice.value}
          className="flex items-start gap-3 rounded-xl border border-line px-3.5 py-2.5 text-[13.5px] has-checked:border-accent has-checked:bg-page"
        >
          <input
            type="radio"
            name="cache"
            checked={value === choice.value}
            onChange={() => onChange(choice.value)}
            className="mt-1 accent-accent"
          />
          <span>
            {choice.name}
            <span className="block text-[12.5px] text-faint">{choice.about}</span>
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
