import { useState } from 'react'
import type { HostState } from '../../workspace/events.ts'
import { type HostSetup, isRehearsal } from '../../workspace/hosts.ts'
import { ToldProblem } from '../components/told-problem.tsx'
import { usePlace } from '../shell/shell.ts'
import { useWorkspace } from '../store/store.ts'
import { AddHost } from './add-host.tsx'
import { AgeingNotice } from './ageing-notice.tsx'
import { HostCard } from './host-card.tsx'
import { useHosts } from './hosts-api.ts'
import { Because } from './said-view.tsx'
import { AUTO, WhoAnswers } from './who-answers.tsx'
import { words } from './words.tsx'

/**
 * Everywhere Claude can be had from here: who answers, what is set up, and what can be added. Adding comes first as long as
 * only the rehearsal model answers.
 */
export function HostsSettings() {
  const host = useWorkspace((workspace) => workspace.host)
  const hosts = useWorkspace((workspace) => workspace.hosts)
  const { query, refresh } = useHosts()
  const [led, setLed] = useState(usePlace())
  const { forms = [], setups = [] } = query.data ?? {}
  const shown = hosts.filter((one) => isSetUp(one, setups) || one.id === led || one.id === host.id)
  const connected = shown.some((one) => !isRehearsal(one))
  const said = words()
  const add = query.data && (
    <AddHost
      forms={forms.filter(({ kind, several }) => several || !shown.some((one) => one.kind === kind))}
      setups={setups}
      onAdded={(added) => {
        setLed(added)
        refresh()
      }}
    />
  )
  return (
    <div className="flex flex-col gap-7">
      <section aria-label={said.who} className="flex flex-col gap-3">
        <p className="rounded-xl bg-sunken px-4 py-3 text-plain">
          <span className="font-medium">{said.now(host.name, modelName(host))}</span>{' '}
          <span className="text-soft">
            <Because host={host} />
          </span>
        </p>
        <AgeingNotice onChanged={refresh} />
        {query.data && (connected || query.data.choice.host !== AUTO) && (
          <WhoAnswers
            key={JSON.stringify(query.data.choice)}
            choice={query.data.choice}
            onChanged={refresh}
          />
        )}
      </section>
      {!connected && add}
      {query.error && <ToldProblem text={query.error.message} />}
      <section aria-label={said.setUp} className="flex flex-col gap-3">
        <h3 className="font-serif text-title font-title">{said.hosts}</h3>
        {shown.map((one) => (
          <HostCard
            key={one.id}
            host={one}
            form={forms.find(({ kind }) => kind === one.kind) ?? null}
            setup={setups.find(({ id }) => id === one.id) ?? null}
            current={one.id === host.id ? host.model : null}
            led={one.id === led}
            onChanged={refresh}
          />
        ))}
      </section>
      {connected && add}
    </div>
  )
}

/** By typing, or because the environment has all that it needs. */
function isSetUp({ id, available }: HostState, setups: readonly HostSetup[]): boolean {
  return available || setups.some((setup) => setup.id === id)
}

function modelName({ model, models }: HostState): string {
  return models.find(({ id }) => id === model)?.name ?? model
}
