import { useQuery } from '@tanstack/react-query'
import type { SpendingLimit, SpendingLimits, WorkspaceSettings } from '../../workspace/events.ts'
import { changeSettings } from '../answers/change-settings.ts'
import { Button } from '../components/button.tsx'
import { NumberField } from '../components/number-field.tsx'
import { Part } from '../components/part.tsx'
import { openShell } from '../shell/shell.ts'
import { useWorkspace } from '../store/store.ts'
import { LimitBar } from './limit-bar.tsx'
import { reportQuery } from './spending-api.ts'
import { words } from './words.ts'

/** What the server takes. */
const DOLLARS = { kind: 'any', least: 0, most: 1_000_000 } as const

/** What may be spent in a calendar month: by everybody together, and by each person. */
export function SpendingSettings() {
  const settings = useWorkspace((workspace) => workspace.settings)
  const { data } = useQuery(reportQuery('', ''))
  const said = words()
  return (
    <div className="flex flex-col gap-8">
      <p className="text-plain text-soft">{said.about}</p>
      <Button small className="-mt-4 self-start" onClick={() => openShell('statistics')}>
        {said.seeSpent}
      </Button>
      <LimitPair
        title={said.workspace}
        which="workspace"
        settings={settings}
        spent={data?.limits.workspace.spent ?? null}
      />
      <LimitPair title={said.person} which="person" settings={settings} spent={null} />
      {data && settings.spending.person.soft === null && settings.spending.person.hard === null ? null : (
        <ul className="flex flex-col gap-3">
          {Object.entries(data?.limits.people ?? {}).map(([name, state]) => (
            <li key={name}>
              <LimitBar name={name} state={{ ...settings.spending.person, spent: state.spent }} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

interface LimitPairProps {
  readonly title: string
  readonly which: keyof SpendingLimits
  readonly settings: WorkspaceSettings
  readonly spent: number | null
}

function LimitPair({ title, which, settings, spent }: LimitPairProps) {
  const limit = settings.spending[which]
  const change = (next: Partial<SpendingLimit>) =>
    void changeSettings(settings, { spending: { ...settings.spending, [which]: { ...limit, ...next } } })
  const said = words()
  return (
    <Part title={title}>
      <div className="grid gap-4 min-[560px]:grid-cols-2">
        <NumberField
          {...DOLLARS}
          label={said.tellAt}
          about={said.fieldAbout}
          empty={{ value: null, name: said.noLimit }}
          value={limit.soft}
          problem={isUpsideDown(limit) ? said.upsideDown : null}
          onChange={(soft) => change({ soft })}
        />
        <NumberField
          {...DOLLARS}
          label={said.stopAt}
          about={said.fieldAbout}
          empty={{ value: null, name: said.noLimit }}
          value={limit.hard}
          onChange={(hard) => change({ hard })}
        />
      </div>
      {spent !== null && <LimitBar name={said.spentThisMonth} state={{ ...limit, spent }} />}
    </Part>
  )
}

function isUpsideDown({ soft, hard }: SpendingLimit): boolean {
  return soft !== null && hard !== null && soft > hard
}
