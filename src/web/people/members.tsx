import type { Access, MemoryInfo } from '../../memory/rights.ts'
import { useNames } from '../chat/speaker.tsx'
import { Choice } from '../components/choice.tsx'
import { Monogram } from '../components/person.tsx'
import { useViewer } from '../me.ts'
import { wayOf } from './rights-words.ts'
import { words } from './words.ts'

const ACCESS = ['write', 'read', 'none'] as const satisfies readonly Access[]

/** A part of the form of a memory: what is drafted, and how it is changed. */
export interface FieldsProps {
  readonly draft: MemoryInfo
  readonly change: (next: Partial<MemoryInfo>) => void
  readonly isNew: boolean
}

/** One line for each person; only those who differ from everybody are kept by name. */
export function Members({ draft, change, isNew }: FieldsProps) {
  const viewer = useViewer()
  const said = words().form
  const names = [...new Set([...useNames(viewer ?? ''), ...Object.keys(draft.members)])]
  const set = (name: string, access: Access) => {
    const { [name]: _, ...others } = draft.members
    // Whoever makes a memory writes in it unless it says otherwise.
    const told = access !== draft.everyone || (isNew && name === viewer)
    change({ members: told ? { ...others, [name]: access } : others })
  }
  const held = (name: string) => draft.members[name] ?? (isNew && name === viewer ? 'write' : draft.everyone)
  if (names.length === 0) {
    return <p className="text-plain text-faint">{said.noNames}</p>
  }
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1 text-plain font-medium">{said.members[wayOf(draft)]}</legend>
      {names.map((name) => (
        <div key={name} className="flex items-center gap-2.5">
          <Monogram name={name} />
          <span className="min-w-0 flex-1 text-plain break-words">
            <bdi>{name}</bdi>
            {name === viewer && <span className="text-faint"> {said.you}</span>}
          </span>
          <Choice
            aria-label={said.mayWhat(name)}
            className={`h-8! w-44! shrink-0 fine:text-plain! coarse:h-10! ${held(name) === draft.everyone ? 'text-faint!' : ''}`}
            choices={ACCESS.map((access) => ({ value: access, name: said.access[access] }))}
            value={held(name)}
            onChoose={(access) => set(name, access)}
          />
        </div>
      ))}
    </fieldset>
  )
}
