import { useState } from 'react'
import { Button } from '../components/button.tsx'
import { startErasing } from '../erase/erase-host.tsx'
import { goToLine } from '../memory/go-to-line.ts'
import { count, fileName, sentence, shortPath } from '../words.ts'
import { Answered, type Asking, useAsked } from './asked.tsx'
import { care, type Finding } from './care-api.ts'

interface Scan {
  readonly findings: readonly Finding[]
  readonly more: boolean
}

/** Looks for secrets in what is there already. What is found is named, never repeated. */
export function SecretScan({ onLeave }: { readonly onLeave: () => void }) {
  const [all, setAll] = useState(false)
  const scan = useAsked<Scan>(() => care.scan(all))
  return (
    <div className="flex flex-col gap-2.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button small disabled={scan.asking.kind === 'waiting'} onClick={scan.ask}>
          {scan.asking.kind === 'waiting' ? 'Looking…' : 'Look for secrets that are there already'}
        </Button>
        <label className="flex items-center gap-2 text-[13px] text-soft">
          <input
            type="checkbox"
            checked={all}
            onChange={(event) => setAll(event.target.checked)}
            className="accent-accent"
          />
          in old versions and deleted documents too
        </label>
      </div>
      <Found asking={scan.asking} onLeave={onLeave} />
    </div>
  )
}

function Found({ asking, onLeave }: { readonly asking: Asking<Scan>; readonly onLeave: () => void }) {
  return (
    <Answered
      asking={asking}
      none={({ findings }) => findings.length === 0 && 'Nothing that looks like a secret was found.'}
    >
      {({ findings, more }) => (
        <>
          <p className="text-[13px] font-medium">
            {`${count(findings.length, 'place')} found${more ? ', and there are more' : ''}.`}
          </p>
          <ul className="flex max-h-72 flex-col divide-y divide-line overflow-y-auto rounded-xl border border-line bg-page">
            {findings.map((found) => (
              <FoundRow
                key={`${found.document}/${found.version}/${found.line}/${found.words}`}
                found={found}
                onLeave={onLeave}
              />
            ))}
          </ul>
        </>
      )}
    </Answered>
  )
}

function FoundRow({ found, onLeave }: { readonly found: Finding; readonly onLeave: () => void }) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3.5 py-2">
      <p className="min-w-48 flex-1 text-[13px] [overflow-wrap:anywhere]">
        {shortPath(found.path)}
        <span className="block text-[12px] text-faint">
          {`${sentence(found.words)} in line ${found.line}${found.present ? '' : `, in the version of change ${found.version}`}`}
        </span>
      </p>
      {found.present ? (
        <Button
          small
          look="quiet"
          onClick={() => {
            onLeave()
            goToLine(found.document, found.line)
          }}
        >
          Show
        </Button>
      ) : (
        <Button
          small
          look="danger"
          onClick={() =>
            startErasing(`Erase a version of ${fileName(found.path)}`, {
              document: found.document,
              versions: [found.version],
            })
          }
        >
          Erase…
        </Button>
      )}
    </li>
  )
}
