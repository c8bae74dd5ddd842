import { useState } from 'react'
import type { MemoryInfo } from '../../memory/rights.ts'
import { Button } from '../components/button.tsx'
import { Field, TextInput } from '../components/field.tsx'
import { say } from '../components/toast.tsx'
import { myName } from '../me.ts'
import { people } from './people-api.ts'

/** Asks for the memory's name before everything that it ever held is erased. */
export function RemoveMemory({ memory, onDone }: RemoveMemoryProps) {
  const [name, setName] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [removing, setRemoving] = useState(false)
  const remove = async () => {
    setRemoving(true)
    const answer = await people.removeMemory(memory.id, name, myName())
    setRemoving(false)
    if (!answer.ok) return setProblem(answer.problem.message)
    say({ words: `${memory.name} is gone, with everything it ever held.` })
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
      <h3 className="font-serif text-[19px] font-[520]">{`Remove ${memory.name}`}</h3>
      <p className="text-[13.5px] leading-relaxed text-soft">
        Every text and name that it ever held is erased, with its whole history and its files. This cannot be
        undone. What was said about it in chats stays there; “Find and erase words” takes that out too.
      </p>
      <Field label={`Type ${memory.name} to confirm`} problem={problem}>
        {(id, about) => (
          <TextInput
            id={id}
            aria-describedby={problem ? about : undefined}
            value={name}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onDone}>
          Back
        </Button>
        <Button type="submit" look="danger" disabled={removing || name !== memory.name}>
          {removing ? 'Removing…' : 'Remove for ever'}
        </Button>
      </div>
    </form>
  )
}

export interface RemoveMemoryProps {
  readonly memory: MemoryInfo
  readonly onDone: () => void
}
