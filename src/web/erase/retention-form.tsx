import type { Retention } from '../../workspace/events.ts'
import { api } from '../api.ts'
import { Button } from '../components/button.tsx'
import { Field, Select } from '../components/field.tsx'
import { say, sayProblem } from '../components/toast.tsx'
import { useWorkspace } from '../store/store.ts'
import { count } from '../words.ts'
import { startErasingWords } from './erase-host.tsx'

const DAYS = [30, 90, 180, 365, 1095] as const

/** What is forgotten by itself, and the way to have something forgotten now. */
export function Forgetting() {
  const retention = useWorkspace((workspace) => workspace.settings.retention)
  const change = async (next: Partial<Retention>) => {
    const answer = await api.changeSettings({ retention: { ...retention, ...next } })
    if (!answer.ok) return sayProblem(answer.problem.message)
    say({
      words: 'Changed. It is done for the first time tomorrow, or when the server starts again.',
      action: { name: 'Undo', run: () => void api.changeSettings({ retention }) },
    })
  }
  return (
    <div className="flex flex-col gap-5">
      <p className="text-[13.5px] leading-relaxed text-soft">
        Memory keeps every version of every document, so that anything can be brought back. What is erased
        here is gone for ever, and the history keeps one line that says so.
      </p>
      <DaysField
        label="Replaced versions"
        about="Counted from the day on which a newer version took their place. The present text is never touched."
        days={retention.versionsDays}
        onChange={(versionsDays) => void change({ versionsDays })}
      />
      <DaysField
        label="Deleted documents"
        about="Counted from the day on which they were deleted. They go with all their versions and their names."
        days={retention.deletedDays}
        onChange={(deletedDays) => void change({ deletedDays })}
      />
      <div className="flex flex-wrap items-center gap-3 border-t border-line pt-4">
        <p className="min-w-48 flex-1 text-[13px] text-soft">
          Something must go now, wherever it stands? First you see every place that holds it.
        </p>
        <Button look="danger" onClick={startErasingWords}>
          Find and erase words…
        </Button>
      </div>
    </div>
  )
}

function DaysField({ label, about, days, onChange }: DaysFieldProps) {
  const known = days === null || DAYS.some((each) => each === days)
  return (
    <Field label={label} about={about}>
      {(id, described) => (
        <Select
          id={id}
          aria-describedby={described}
          value={days ?? ''}
          onChange={(event) => onChange(event.target.value === '' ? null : Number(event.target.value))}
        >
          <option value="">Keep for ever</option>
          {!known && <option value={days}>{inWords(days)}</option>}
          {DAYS.map((each) => (
            <option key={each} value={each}>
              {inWords(each)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

interface DaysFieldProps {
  readonly label: string
  readonly about: string
  readonly days: number | null
  readonly onChange: (days: number | null) => void
}

function inWords(days: number): string {
  return `Erase after ${days % 365 === 0 ? count(days / 365, 'year') : count(days, 'day')}`
}
