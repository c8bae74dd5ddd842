import { useState } from 'react'
import { Button } from '../components/button.tsx'
import { Tick } from '../components/tick.tsx'
import { startErasing } from '../erase/erase-host.tsx'
import { goToLine } from '../memory/go-to-line.ts'
import { fileName, sentence, shortPath } from '../words.ts'
import { Answered, type Asking, useAsked } from './asked.tsx'
import { care, type Finding } from './care-api.ts'
import { words } from './words.ts'

interface Scan {
  readonly findings: readonly Finding[]
  readonly more: boolean
}

/** Looks for secrets in what is there already. What is found is named, never repeated. */
export function SecretScan({ onLeave }: { readonly onLeave: () => void }) {
  const said = words().secrets
  const [all, setAll] = useState(false)
  const scan = useAsked<Scan>(() => care.scan(all))
  return (
    <div className="flex flex-col gap-2.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button small disabled={scan.asking.kind === 'waiting'} onClick={scan.ask}>
          {scan.asking.kind === 'waiting' ? said.looking : said.look}
        </Button>
        <Tick label={said.all} className="text-soft" checked={all} onChange={setAll} />
      </div>
      <Found asking={scan.asking} onLeave={onLeave} />
    </div>
  )
}

function Found({ asking, onLeave }: { readonly asking: Asking<Scan>; readonly onLeave: () => void }) {
  return (
    <Answered asking={asking} none={({ findings }) => findings.length === 0 && words().secrets.nothing}>
      {({ findings, more }) => (
        <>
          <p className="text-plain font-medium">{words().secrets.found(findings.length, more)}</p>
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
  const said = words().secrets
  const what = sentence(found.words)
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3.5 py-2">
      <p className="min-w-48 flex-1 text-plain [overflow-wrap:anywhere]">
        <span className="block">
          <bdi>{shortPath(found.path)}</bdi>
        </span>
        <span className="block text-small text-faint">
          {found.present ? said.inLine(what, found.line) : said.inVersion(what, found.line, found.version)}
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
          {said.show}
        </Button>
      ) : (
        <Button
          small
          look="danger"
          onClick={() =>
            startErasing(said.eraseTitle(fileName(found.path)), {
              document: found.document,
              versions: [found.version],
            })
          }
        >
          {said.erase}
        </Button>
      )}
    </li>
  )
}
