import type { ReactNode } from 'react'

/** One of several that are ticked: a box with its words beside it. A press anywhere on them ticks it. */
export function Tick({ label, about, checked, disabled = false, className = '', onChange }: TickProps) {
  return (
    <label className={`flex min-w-0 items-start gap-2.5 text-plain coarse:min-h-10 ${className}`}>
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-[3px] size-4 shrink-0 accent-accent coarse:size-5"
      />
      <span className="min-w-0">
        {label}
        {about && <span className="block text-small text-faint">{about}</span>}
      </span>
    </label>
  )
}

export interface TickProps {
  readonly label: ReactNode
  readonly about?: string
  readonly checked: boolean
  readonly disabled?: boolean
  readonly className?: string
  readonly onChange: (checked: boolean) => void
}
