import { useState } from 'react'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Field, TextInput } from '../components/field.tsx'
import { LONGEST_NAME } from '../me.ts'
import { words } from './words.ts'

/** Asks for a name that nobody has here yet. */
export function NameDialog({
  title = words().speaker.speakAs,
  about = words().speaker.about,
  onClose,
  onName,
}: NameDialogProps) {
  const [name, setName] = useState('')
  const clean = name.trim()
  return (
    <Dialog title={title} open onClose={onClose}>
      <form
        className="flex flex-col gap-4 pt-1"
        onSubmit={(event) => {
          event.preventDefault()
          if (clean === '') return
          onName(clean)
          setName('')
          onClose()
        }}
      >
        <Field label={words().speaker.name} about={about}>
          {(id, about) => (
            <TextInput
              id={id}
              aria-describedby={about}
              dir="auto"
              value={name}
              maxLength={LONGEST_NAME}
              autoComplete="off"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" look="strong" className="self-end" disabled={clean === ''}>
          {words().speaker.use}
        </Button>
      </form>
    </Dialog>
  )
}

interface NameDialogProps {
  readonly title?: string
  readonly about?: string
  readonly onClose: () => void
  readonly onName: (name: string) => void
}
