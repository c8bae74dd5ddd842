import { useEffect, useRef, useState } from 'react'
import { api } from '../api.ts'
import { Button } from '../components/button.tsx'
import { Told } from '../components/told.tsx'
import { myName } from '../me.ts'
import { current } from '../store/store.ts'
import { shortPath } from '../words.ts'
import { memoryAt, tellOutcome } from './outcome.ts'
import { renamedTo, stemOf } from './renamed-to.ts'
import type { Row } from './tree-model.ts'
import { words } from './words.ts'

/** The name of a row as a field. Enter keeps what was typed, Escape leaves it; what is refused says why below. */
export function RenameField({ row, onEnd }: RenameFieldProps) {
  const place = useRef<HTMLFormElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const [name, setName] = useState(row.name)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const asking = useRef(false)
  const ended = useRef(false)
  const said = words().tree
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it comes
  useEffect(() => {
    field.current?.focus()
    field.current?.setSelectionRange(0, row.kind === 'folder' ? row.name.length : stemOf(row.name))
  }, [])
  useEffect(() => {
    if (refusal) place.current?.scrollIntoView({ block: 'nearest' })
  }, [refusal])

  const end = (at: string | null, stays: boolean) => {
    // The focus that leaves now leaves nothing behind that was to be kept.
    ended.current = true
    onEnd(at, stays)
  }
  const keep = async (stays: boolean, allowSecrets = false) => {
    const to = renamedTo(row.path, name, row.kind === 'folder' ? '' : '.md')
    if (to === null || to === row.path) return end(null, stays)
    if (asking.current) return
    asking.current = true
    const answer = await api.rename(row.path, to, baseOf(row), myName(), allowSecrets)
    asking.current = false
    if (!answer.ok) return setRefusal(answer.problem)
    if (answer.value.kind === 'refused') return setRefusal(answer.value)
    const { done } = row.kind === 'folder' ? words().renameFolder : words().rename
    tellOutcome(answer, done(shortPath(to)))
    end(to, stays)
  }
  return (
    <form
      ref={place}
      className="relative flex min-w-0 flex-1"
      onSubmit={(event) => {
        event.preventDefault()
        void keep(true)
      }}
      onBlur={({ relatedTarget, currentTarget }) => {
        // Another window takes the focus for a while only.
        if (ended.current || !document.hasFocus() || currentTarget.contains(relatedTarget)) return
        void keep(false)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        end(null, true)
      }}
    >
      <input
        ref={field}
        dir="auto"
        aria-label={said.newName(row.name)}
        aria-invalid={refusal !== null}
        aria-describedby={refusal ? REFUSAL : undefined}
        value={name}
        maxLength={500}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setName(event.target.value)
          setRefusal(null)
        }}
        className={`h-7 w-full min-w-0 rounded-md border bg-page px-2 text-plain outline-none focus-visible:border-accent coarse:h-9 coarse:text-field ${refusal ? 'border-bad' : 'border-line-strong'}`}
      />
      {refusal && (
        <div className="absolute inset-x-0 top-full mt-1 flex flex-col items-start gap-2 rounded-lg border border-line-strong bg-page p-2.5 text-small whitespace-normal shadow-raised">
          <p id={REFUSAL} role="alert" className="text-bad [overflow-wrap:anywhere]">
            <Told text={refusal.message} />
            {refusal.code === 'changed' && ` ${said.again}`}
          </p>
          {refusal.code === 'secret' && (
            <Button small onClick={() => void keep(true, true)}>
              {words().rename.allSame}
            </Button>
          )}
        </div>
      )}
    </form>
  )
}

const REFUSAL = 'rename-refused'

interface Refusal {
  readonly code: string
  readonly message: string
}

/** What one sees of it now: the version of a document, for a folder that of its whole memory. */
function baseOf(row: Row): number | undefined {
  if (row.kind === 'document') return row.info?.version
  return current().app?.workspace.memoryHeads[memoryAt(row.path)]
}

/** Whether it has a name that one can change: not what is only being written, nor the place of a memory. */
export function canRename(row: Row | undefined): row is Row {
  return row !== undefined && (row.kind === 'document' ? row.info !== null : row.memory === null)
}

export interface RenameFieldProps {
  readonly row: Row
  /** `at`: where it stands now, null as before; `stays`: whoever renamed it goes on in the tree. */
  readonly onEnd: (at: string | null, stays: boolean) => void
}
