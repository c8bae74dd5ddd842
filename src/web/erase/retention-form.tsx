import type { Retention } from '../../workspace/events.ts'
import { api } from '../api.ts'
import { Button } from '../components/button.tsx'
import { ChoiceField } from '../components/choice.tsx'
import { say, sayProblem } from '../components/toast.tsx'
import { useWorkspace } from '../store/store.ts'
import { startErasingWords } from './erase-host.tsx'
import { words } from './words.ts'

const DAYS = [30, 90, 180, 365, 1095] as const

/** What is forgotten by itself, and the way to have something forgotten now. */
export function Forgetting() {
  const retention = useWorkspace((workspace) => workspace.settings.retention)
  const said = words().retention
  const change = async (next: Partial<Retention>) => {
    const answer = await api.changeSettings({ retention: { ...retention, ...next } })
    if (!answer.ok) return sayProblem(answer.problem.message)
    say({
      words: said.changed,
      action: { name: said.undo, run: () => void api.changeSettings({ retention }) },
    })
  }
  return (
    <div className="flex flex-col gap-5">
      <p className="text-plain leading-relaxed text-soft">{said.about}</p>
      <DaysField
        label={said.versions}
        about={said.versionsAbout}
        days={retention.versionsDays}
        onChange={(versionsDays) => void change({ versionsDays })}
      />
      <DaysField
        label={said.deleted}
        about={said.deletedAbout}
        days={retention.deletedDays}
        onChange={(deletedDays) => void change({ deletedDays })}
      />
      <div className="flex flex-wrap items-center gap-3 border-t border-line pt-4">
        <p className="min-w-48 flex-1 text-plain text-soft">{said.now}</p>
        <Button look="danger" onClick={startErasingWords}>
          {said.eraseWords}
        </Button>
      </div>
    </div>
  )
}

function DaysField({ label, about, days, onChange }: DaysFieldProps) {
  const known = days === null || DAYS.some((each) => each === days)
  return (
    <ChoiceField
      label={label}
      about={about}
      choices={[null, ...(known ? [] : [days]), ...DAYS].map((value) => ({ value, name: inWords(value) }))}
      value={days}
      onChoose={onChange}
    />
  )
}

interface DaysFieldProps {
  readonly label: string
  readonly about: string
  readonly days: number | null
  readonly onChange: (days: number | null) => void
}

function inWords(days: number | null): string {
  const { keep, afterYears, afterDays } = words().retention
  if (days === null) return keep
  return days % 365 === 0 ? afterYears(days / 365) : afterDays(days)
}
