import { BookLock, BookOpen, Library, Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { DEFAULT_MEMORY, type MemoryInfo } from '../../memory/rights.ts'
import { Button } from '../components/button.tsx'
import { MemoryMark } from '../demonstration/mark.tsx'
import { useViewer } from '../me.ts'
import { useDocumentsIn } from '../memory/shelf.ts'
import { useWorkspace } from '../store/store.ts'
import { MemoryForm } from './memory-form.tsx'
import { namesOf } from './memory-names.ts'
import { PeopleList } from './people-list.tsx'
import { RemoveMemory } from './remove-memory.tsx'
import { accessFor, inOrder, rightsWords, wayOf } from './rights-words.ts'
import { words } from './words.ts'

type Shown =
  | { readonly kind: 'list' | 'new' }
  | { readonly kind: 'edit' | 'remove'; readonly memory: MemoryInfo }

/** All memories that one may see, who may what in them, and the people of the workspace. */
export function MemoriesAndPeople() {
  const [shown, setShown] = useState<Shown>({ kind: 'list' })
  const back = () => setShown({ kind: 'list' })
  switch (shown.kind) {
    case 'list':
      return (
        <div className="flex flex-col gap-7">
          <p className="rounded-xl bg-fresh px-4 py-3 text-plain leading-relaxed">{words().keepOrder}</p>
          <MemoryList onShow={setShown} />
          <PeopleList />
        </div>
      )
    case 'new':
      return <MemoryForm memory={null} onDone={back} />
    case 'edit':
      return <MemoryForm memory={shown.memory} onDone={back} />
    case 'remove':
      return <RemoveMemory memory={shown.memory} onDone={back} />
    default:
      return shown satisfies never
  }
}

function MemoryList({ onShow }: { readonly onShow: (shown: Shown) => void }) {
  const memories = useWorkspace((workspace) => workspace.memories)
  const said = words().memories
  return (
    <section aria-label={said.title} className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-3">
        <h3 className="font-serif text-title font-title">{said.title}</h3>
        <Button small onClick={() => onShow({ kind: 'new' })}>
          <Plus className="size-3.5" />
          {said.add}
        </Button>
      </div>
      <ul className="flex flex-col divide-y divide-line rounded-xl border border-line bg-page">
        {inOrder(Object.values(memories)).map((memory) => (
          <MemoryRow key={memory.id} memory={memory} onShow={onShow} />
        ))}
      </ul>
    </section>
  )
}

function MemoryRow({ memory, onShow }: { readonly memory: MemoryInfo; readonly onShow: (s: Shown) => void }) {
  const viewer = useViewer()
  const documents = useDocumentsIn(memory.id)
  const shared = memory.id === DEFAULT_MEMORY
  const writes = accessFor(memory, viewer) === 'write'
  const said = words().memories
  const { name, description } = namesOf(memory)
  return (
    <li className="flex items-start gap-x-3 gap-y-1.5 px-4 py-3 max-[560px]:flex-wrap">
      <span className="mt-0.5 text-soft [&_svg]:size-[17px]">{signOf(memory)}</span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span dir="auto" className="text-field font-medium">
            {name}
          </span>
          <MemoryMark memory={memory.id} />
          <span dir="ltr" className="font-mono text-small break-all text-faint">
            {memory.mount === '' ? '/memories' : `/memories/${memory.mount}`}
          </span>
        </p>
        {description !== '' && (
          <p dir="auto" className="text-plain text-soft">
            {description}
          </p>
        )}
        <p className="text-small text-faint">
          {said.about(rightsWords(memory), documents, memory.workingCopy)}
        </p>
      </div>
      {writes ? (
        <div className="flex shrink-0 flex-wrap justify-end gap-1 max-[560px]:basis-full">
          <Button
            small
            look="quiet"
            aria-label={said.changeOne(name)}
            onClick={() => onShow({ kind: 'edit', memory })}
          >
            {said.change}
          </Button>
          {!shared && (
            <Button
              small
              look="quiet"
              aria-label={said.removeOne(name)}
              onClick={() => onShow({ kind: 'remove', memory })}
            >
              {said.remove}
            </Button>
          )}
        </div>
      ) : (
        <span className="shrink-0 text-small text-faint">{said.youRead}</span>
      )}
    </li>
  )
}

function signOf(memory: MemoryInfo): ReactNode {
  if (memory.id === DEFAULT_MEMORY) return <Library aria-hidden="true" />
  return wayOf(memory) === 'private' ? <BookLock aria-hidden="true" /> : <BookOpen aria-hidden="true" />
}
