/** A moment that is typed: a day and a time, where one is. */
export function MomentField({ label, at, onChange }: MomentFieldProps) {
  return (
    <input
      type="datetime-local"
      aria-label={label}
      value={localMinute(at)}
      onChange={({ target }) => {
        const next = new Date(target.value)
        if (!Number.isNaN(next.getTime())) onChange(next.toISOString())
      }}
      className="h-8 min-w-0 rounded-lg border border-line-strong bg-page px-2 text-plain outline-none focus-visible:border-accent coarse:h-10"
    />
  )
}

export interface MomentFieldProps {
  readonly label: string
  /** ISO 8601. */
  readonly at: string
  readonly onChange: (at: string) => void
}

/** As the field wants it: local time, to the minute. */
function localMinute(iso: string): string {
  const at = new Date(iso)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
