import { useState } from 'react'
import type { MemoryInfo } from '../../memory/rights.ts'
import { Button } from '../components/button.tsx'
import { ConfirmField } from '../components/field.tsx'
import { say } from '../components/toast.tsx'
import { myName } from '../me.ts'
import { people } from './people-api.ts'
import { words } from './words.ts'

/** Asks for the memory's name before everything that it ever held is erased. */
export function RemoveMemory({ memory, onDone }: RemoveMemoryProps) {
  const [name, setName] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [removing, setRemoving] = useState(false)
  const said = words().removing
  const remove = async () => {
    setRemoving(true)
    const answer = await people.removeMemory(memory.id, name, myName())
    setRemoving(false)
    if (!answer.ok) return setProblem(answer.problem.message)
    say({ words: said.gone(memory.name) })
    onDone()
  }
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        if (name === memory.name) void remove()
      }}
    >
      <h3 className="font-serif text-head font-title">{said.title(memory.name)}</h3>
      <p className="text-plain leading-relaxed text-soft">{said.about}</p>
      <ConfirmField label={said.confirm(memory.name)} typed={name} onType={setName} problem={problem} />
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onDone}>
          {words().back}
        </Button>
        <Button type="submit" look="danger" disabled={removing || name !== memory.name}>
          {removing ? said.removing : said.remove}
        </Button>
      </div>
    </form>
  )
}

export interface RemoveMemoryProps {
  readonly memory: MemoryInfo
  readonly onDone: () => void
}
