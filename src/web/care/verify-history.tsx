import { useState } from 'react'
import { DEFAULT_MEMORY } from '../../memory/rights.ts'
import { Button } from '../components/button.tsx'
import { Choice } from '../components/choice.tsx'
import { inOrder } from '../people/rights-words.ts'
import { useWorkspace } from '../store/store.ts'
import { Answered, useAsked } from './asked.tsx'
import { care, type Verdict } from './care-api.ts'
import { words } from './words.ts'

/** Reads a memory's whole history and checks that each change is the one that was written. */
export function VerifyHistory() {
  const memories = useWorkspace((workspace) => workspace.memories)
  const [memory, setMemory] = useState(DEFAULT_MEMORY)
  const verdict = useAsked<Verdict>(() => care.verify(memory))
  const choices = inOrder(Object.values(memories))
  const said = words().verify
  return (
    <div className="flex flex-col gap-2.5">
      <p className="text-plain text-soft">{said.about}</p>
      <div className="flex flex-wrap items-center gap-2">
        {choices.length > 1 && (
          <Choice
            aria-label={said.which}
            className="h-8! w-auto! text-plain!"
            choices={choices.map(({ id, name }) => ({ value: id, name }))}
            value={memory}
            onChoose={setMemory}
          />
        )}
        <Button small disabled={verdict.asking.kind === 'waiting'} onClick={verdict.ask}>
          {verdict.asking.kind === 'waiting' ? said.checking : said.check}
        </Button>
      </div>
      <Answered asking={verdict.asking} none={() => false}>
        {(value) => <Told verdict={value} />}
      </Answered>
    </div>
  )
}

function Told({ verdict }: { readonly verdict: Verdict }) {
  const { commits, texts, erased, head, problems } = verdict
  const said = words().verify
  return (
    <div
      role="status"
      className={`rounded-xl px-4 py-3 text-plain ${problems.length === 0 ? 'bg-good-wash' : 'bg-bad-wash'}`}
    >
      <p className="font-medium">{problems.length === 0 ? said.well : said.wrong(problems.length)}</p>
      <p className="nums text-soft">{said.counts(commits, texts, erased)}</p>
      {problems.length > 0 && (
        <ul className="mt-1 list-disc ps-5">
          {problems.map(({ commit, why }) => (
            <li key={`${commit} ${why}`}>{said.problem(commit, why)}</li>
          ))}
        </ul>
      )}
      <p className="mt-1.5 font-mono text-tiny break-all text-faint">{said.head(head.number, head.hash)}</p>
    </div>
  )
}
