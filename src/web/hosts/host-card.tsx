import { useEffect, useRef, useState } from 'react'
import type { HostState } from '../../workspace/events.ts'
import type { Finding, HostForm, HostSetup } from '../../workspace/hosts.ts'
import { Button } from '../components/button.tsx'
import { say, sayProblem } from '../components/toast.tsx'
import { Findings } from './findings.tsx'
import { HostFormView } from './host-form.tsx'
import { hostsApi } from './hosts-api.ts'
import { ModelList } from './model-list.tsx'
import { Because } from './said-view.tsx'
import { words } from './words.tsx'

/** One host that is set up: whether it can be used and why, its models, and what one can do with it. */
export function HostCard({ host, form, setup, current, led, onChanged }: HostCardProps) {
  const card = useRef<HTMLElement>(null)
  const [changing, setChanging] = useState(false)
  const [findings, setFindings] = useState<readonly Finding[] | null>(null)
  const [checking, setChecking] = useState(false)
  useEffect(() => {
    if (!led) return
    card.current?.scrollIntoView({ block: 'center' })
    card.current?.focus()
  }, [led])

  const check = async () => {
    setChecking(true)
    const answer = await hostsApi.examine(host.id)
    setChecking(false)
    if (!answer.ok) return sayProblem(answer.problem.message)
    setFindings(answer.value.findings)
  }
  return (
    <article
      ref={card}
      tabIndex={-1}
      aria-label={host.name}
      className={`flex flex-col gap-3 rounded-xl border px-4 py-3.5 ${led ? 'pointed' : ''} ${current !== null ? 'border-line-strong bg-page' : 'border-line'}`}
    >
      <header className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
        <h4 className="text-field font-medium">{host.name}</h4>
        <Mark host={host} current={current !== null} />
        <p className="w-full text-small text-faint [overflow-wrap:anywhere]">
          <Because host={host} />
        </p>
      </header>
      {changing && form ? (
        <HostFormView
          form={form}
          setup={setup}
          onCancel={() => setChanging(false)}
          onDone={() => {
            setChanging(false)
            onChanged()
          }}
        />
      ) : (
        <>
          <ModelList
            host={host}
            current={current}
            onChoose={(model) => void choose(host, model, onChanged)}
          />
          {findings && (
            <div className="rounded-lg bg-sunken px-3.5 py-3">
              <Findings findings={findings} />
            </div>
          )}
          <footer className="flex flex-wrap items-center gap-1.5">
            <Button small disabled={checking} onClick={() => void check()}>
              {checking ? words().card.checking : words().card.check}
            </Button>
            {form && (
              <Button small look="quiet" onClick={() => setChanging(true)}>
                {words().card.change}
              </Button>
            )}
            {setup && (
              <Button small look="quiet" onClick={() => void remove(host, onChanged)}>
                {words().card.remove}
              </Button>
            )}
          </footer>
        </>
      )}
    </article>
  )
}

export interface HostCardProps {
  readonly host: HostState
  /** null for a host that needs nothing. */
  readonly form: HostForm | null
  /** What was typed for it; null when it comes from the environment. */
  readonly setup: HostSetup | null
  /** The model here that answers in chats that have not chosen one; null when another host does. */
  readonly current: string | null
  /** Whether somebody was led here. */
  readonly led: boolean
  readonly onChanged: () => void
}

function Mark({ host, current }: { readonly host: HostState; readonly current: boolean }) {
  const said = words().card
  return (
    <span className={`flex items-center gap-1.5 text-small ${host.available ? 'text-good' : 'text-bad'}`}>
      <span aria-hidden="true" className="size-1.5 rounded-full bg-current" />
      {!host.available ? said.unusable : current ? said.answers : said.ready}
    </span>
  )
}

async function choose(host: HostState, model: string, onChanged: () => void): Promise<void> {
  const answer = await hostsApi.choose({ host: host.id, model })
  if (!answer.ok) return sayProblem(answer.problem.message)
  say({ words: words().answersNext(answer.value.host.name) })
  onChanged()
}

async function remove(host: HostState, onChanged: () => void): Promise<void> {
  const answer = await hostsApi.remove(host.id)
  if (!answer.ok) return sayProblem(answer.problem.message)
  say({ words: words().card.forgotten(host.name) })
  onChanged()
}
