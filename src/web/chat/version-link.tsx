import { look } from '../location.ts'
import { isNarrow, openDocument } from '../memory/open.ts'
import { useUndoOf } from '../memory/taken-back.tsx'
import type { TurnMemory } from '../past/past-api.ts'
import { useWorkspace } from '../store/store.ts'
import { shortPath } from '../words.ts'
import { words } from './words-turn.ts'

type Written = TurnMemory['wrote'][number]

/** A version that is still the present one opens as it is; an older one as memory was then. */
export function VersionLink({ memory, document, path, number, kind }: VersionLinkProps) {
  const present = useWorkspace((workspace) => workspace.documents[document]?.version)
  // Only what was written can have been taken back; what was read is named by its version.
  const isUndone = useUndoOf(memory, kind && number) !== null
  const { kinds, version, takenBack } = words().memory
  const about = [
    kind ? kinds[kind] : null,
    present === number ? null : version(number),
    isUndone ? takenBack : null,
  ].filter(Boolean)
  const open = () => {
    if (present === number) return openDocument(document)
    look(
      {
        at: { memory, number },
        document,
        tab: 'read',
        panel: true,
        ...(isNarrow() ? { front: 'memory' } : {}),
      },
      true,
    )
  }
  return (
    <li>
      <button
        type="button"
        onClick={open}
        className="-mx-1 flex max-w-full items-baseline gap-1.5 rounded px-1 py-0.5 text-start text-ink hover:bg-hover coarse:min-h-10"
      >
        <span className="min-w-0 truncate underline decoration-line-strong underline-offset-3">
          {shortPath(path)}
        </span>
        {about.length > 0 && <span className="nums shrink-0 text-faint">{about.join(', ')}</span>}
      </button>
    </li>
  )
}

export interface VersionLinkProps {
  readonly memory: string
  readonly document: string
  readonly path: string
  readonly number: number
  readonly kind?: Written['kind']
}
