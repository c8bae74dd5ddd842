import { type ReactNode, useState } from 'react'
import type { ChangeOutcome } from '../../memory/contract.ts'
import { type Answer, api } from '../api.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Field, TextInput } from '../components/field.tsx'
import { myName } from '../me.ts'
import { count, fileName, shortPath } from '../words.ts'
import { editing } from './buffers.ts'
import { closeDocument, openDocument } from './open.ts'
import { tellOutcome } from './outcome.ts'

const ROOT = '/memories/'

/** Begins a new document and opens it for writing. */
export function NewDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <PathDialog
      title="New document"
      label="Name"
      about="For example people/alice.md. A slash makes a folder; .md is added when there is no ending."
      first=""
      button="Create"
      onClose={onClose}
      act={async (path) => {
        const answer = await api.create(path, '', myName())
        if (answer.ok && answer.value.kind === 'done' && answer.value.document) {
          openDocument(answer.value.document.document)
          editing.begin(answer.value.document, '')
        }
        return { answer, done: `${fileName(path)} was created.` }
      }}
    />
  )
}

export function RenameDialog({ path, onClose }: { readonly path: string; readonly onClose: () => void }) {
  return (
    <PathDialog
      title="Rename or move"
      label="New name"
      about="The document keeps its history. Everybody sees the new name at once."
      first={shortPath(path)}
      button="Rename"
      onClose={onClose}
      act={async (to) => ({
        answer: await api.rename(path, to, myName()),
        done: `Now called ${shortPath(to)}.`,
      })}
    />
  )
}

interface Act {
  readonly answer: Answer<ChangeOutcome>
  readonly done: string
}

function PathDialog({ title, label, about, first, button, onClose, act }: PathDialogProps) {
  const [name, setName] = useState(first)
  const [problem, setProblem] = useState<string | null>(null)
  const submit = async () => {
    const { answer, done } = await act(fullPath(name))
    if (answer.ok && answer.value.kind === 'refused') return setProblem(answer.value.message)
    if (!answer.ok) return setProblem(answer.problem.message)
    tellOutcome(answer, done)
    onClose()
  }
  return (
    <Dialog title={title} open onClose={onClose}>
      <form
        className="flex flex-col gap-4 pt-1"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '') void submit()
        }}
      >
        <Field label={label} about={about} problem={problem}>
          {(id, described) => (
            <TextInput
              id={id}
              aria-describedby={described}
              aria-invalid={problem !== null}
              value={name}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => {
                setName(event.target.value)
                setProblem(null)
              }}
            />
          )}
        </Field>
        <Button
          type="submit"
          look="strong"
          className="self-end"
          disabled={name.trim() === '' || name.trim() === first}
        >
          {button}
        </Button>
      </form>
    </Dialog>
  )
}

interface PathDialogProps {
  readonly title: string
  readonly label: string
  readonly about: ReactNode
  readonly first: string
  readonly button: string
  readonly onClose: () => void
  readonly act: (path: string) => Promise<Act>
}

function fullPath(name: string): string {
  const clean = name
    .trim()
    .replace(/^\/?memories\//, '')
    .replace(/^\/+/, '')
  return ROOT + (/\.[^./]+$/.test(clean) ? clean : `${clean}.md`)
}

/** Asks for a typed word before all documents are deleted; even that can be undone. */
export function ClearDialog({
  documents,
  onClose,
}: {
  readonly documents: number
  readonly onClose: () => void
}) {
  const [word, setWord] = useState('')
  return (
    <Dialog
      title="Clear all of memory"
      about={`${count(documents, 'document')} will be deleted, for everybody. Their history is kept, and you can undo this.`}
      open
      onClose={onClose}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={async (event) => {
          event.preventDefault()
          if (word !== 'clear') return
          onClose()
          if (tellOutcome(await api.clearMemory(myName()), 'Memory is empty.')) closeDocument()
        }}
      >
        <Field label="Type clear to confirm">
          {(id) => (
            <TextInput
              id={id}
              value={word}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setWord(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" look="danger" className="self-end" disabled={word !== 'clear'}>
          Clear memory
        </Button>
      </form>
    </Dialog>
  )
}
