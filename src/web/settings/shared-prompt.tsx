import { useState } from 'react'
import { api } from '../api.ts'
import { Button } from '../components/button.tsx'
import { Field, TextArea } from '../components/field.tsx'
import { say, sayProblem } from '../components/toast.tsx'
import { useWorkspace } from '../store/store.ts'
import { words } from './words.ts'

/** The prompt that every chat without its own follows. */
export function SharedPrompt() {
  const stored = useWorkspace((workspace) => workspace.settings.systemPrompt)
  const [text, setText] = useState(stored)
  const said = words().prompt
  const save = async () => {
    const answer = await api.changeSettings({ systemPrompt: text })
    if (!answer.ok) return sayProblem(answer.problem.message)
    say({
      words: said.changed,
      action: { name: said.undo, run: () => void api.changeSettings({ systemPrompt: stored }) },
    })
  }
  return (
    <div className="flex flex-col gap-4">
      <Field label={said.label} about={said.about}>
        {(id, about) => (
          <TextArea
            id={id}
            aria-describedby={about}
            dir="auto"
            rows={14}
            className="font-mono text-small!"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button look="quiet" disabled={text === stored} onClick={() => setText(stored)}>
          {said.discard}
        </Button>
        <Button look="strong" disabled={text === stored} onClick={() => void save()}>
          {said.save}
        </Button>
      </div>
    </div>
  )
}
