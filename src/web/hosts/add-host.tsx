import { useQuery } from '@tanstack/react-query'
import { Plus, Radar } from 'lucide-react'
import { useState } from 'react'
import type { FoundServer, HostForm, HostSetup } from '../../workspace/hosts.ts'
import { orThrow } from '../api.ts'
import { Button } from '../components/button.tsx'
import { say, sayProblem } from '../components/toast.tsx'
import { FormAbout, formName } from './form-words.tsx'
import { HostFormView } from './host-form.tsx'
import { hostsApi, toldWords } from './hosts-api.ts'
import { words } from './words.tsx'

/** The kinds of hosts one may add, and servers that were found running beside Commonplace. */
export function AddHost({ forms, setups, onAdded }: AddHostProps) {
  const [chosen, setChosen] = useState<HostForm['kind'] | null>(null)
  const form = forms.find(({ kind }) => kind === chosen)
  const said = words().add
  return (
    <section aria-label={said.title} className="flex flex-col gap-3">
      <h3 className="font-serif text-title font-title">{said.title}</h3>
      <Found setups={setups} onAdded={onAdded} />
      {form ? (
        <div className="rounded-xl border border-line-strong bg-page px-4 py-4">
          <h4 className="mb-2 text-field font-medium">{formName(form)}</h4>
          <HostFormView
            key={form.kind}
            form={form}
            setup={null}
            onCancel={() => setChosen(null)}
            onDone={(host) => {
              setChosen(null)
              onAdded(host)
            }}
          />
        </div>
      ) : (
        <ul className="grid gap-2 min-[620px]:grid-cols-2">
          {forms.map((one) => (
            <li key={one.kind}>
              <button
                type="button"
                onClick={() => setChosen(one.kind)}
                className="flex h-full w-full items-start gap-2.5 rounded-xl border border-line px-3.5 py-2.5 text-start hover:bg-hover"
              >
                <Plus className="mt-0.5 size-4 shrink-0 text-faint" />
                <span className="min-w-0">
                  <span className="sr-only">{said.one(formName(one))}</span>
                  <span aria-hidden="true" className="block text-plain font-medium">
                    {formName(one)}
                  </span>
                  <span className="block text-small leading-snug text-faint">
                    <FormAbout form={one} />
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

export interface AddHostProps {
  readonly forms: readonly HostForm[]
  readonly setups: readonly HostSetup[]
  readonly onAdded: (host: string) => void
}

/** Servers on loopback ports of the machine that Commonplace is on. */
function Found({ setups, onAdded }: Omit<AddHostProps, 'forms'>) {
  const query = useQuery({
    queryKey: ['hosts', 'found'],
    queryFn: () => orThrow(hostsApi.discover()).then(({ servers }) => servers),
  })
  const known = new Set(
    setups.flatMap(({ fields }) => (fields.baseUrl ? [new URL(fields.baseUrl).host] : [])),
  )
  const servers = (query.data ?? []).filter(({ baseUrl }) => !known.has(new URL(baseUrl).host))
  if (servers.length === 0) return null
  return (
    <ul aria-label={words().add.found} className="flex flex-col gap-2">
      {servers.map((server) => (
        <FoundRow key={server.baseUrl} server={server} onAdded={onAdded} />
      ))}
    </ul>
  )
}

function FoundRow({ server, onAdded }: FoundRowProps) {
  const [asking, setAsking] = useState(false)
  const use = async () => {
    setAsking(true)
    const fields = { baseUrl: server.baseUrl }
    const answer = await hostsApi.setUp({ kind: 'server', name: server.name, fields })
    setAsking(false)
    if (!answer.ok) return sayProblem(answer.problem.message)
    say({ words: toldWords(answer.value) })
    onAdded(answer.value.host.id)
  }
  return (
    <li className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5 rounded-xl border border-line bg-fresh px-3.5 py-2.5 text-plain">
      <Radar className="size-4 shrink-0 text-accent-ink" />
      <span className="min-w-0 flex-1">
        <span className="font-medium">{server.name}</span>
        <span className="block text-small text-soft [overflow-wrap:anywhere]">
          {words().add.runsAt(server.baseUrl, server.models.length)}
        </span>
      </span>
      <Button small disabled={asking} onClick={() => void use()}>
        {asking ? words().asking : words().add.one(server.name)}
      </Button>
    </li>
  )
}

interface FoundRowProps {
  readonly server: FoundServer
  readonly onAdded: (host: string) => void
}
