import { type ReactNode, useState } from 'react'
import type { ChangeOutcome } from '../../memory/outcome.ts'
import type { DocumentInfo } from '../../workspace/events.ts'
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
      act={async (path, allowSecrets) => {
        const answer = await api.create(path, '', myName(), allowSecrets)
        if (answer.ok && answer.value.kind === 'done' && answer.value.document) {
          openDocument(answer.value.document.document)
          editing.begin(answer.value.document, '')
        }
        return { answer, done: `${fileName(path)} was created.` }
      }}
    />
  )
}

/** Renames the document as it stands behind the dialog; one that was changed since is refused, and can be renamed then. */
export function RenameDialog({ info, onClose }: RenameDialogProps) {
  const { path, version } = info
  return (
    <PathDialog
      title="Rename or move"
      label="New name"
      about="The document keeps its history. Everybody sees the new name at once."
      first={shortPath(path)}
      button="Rename"
      onClose={onClose}
      act={async (to, allowSecrets) => ({
        answer: await api.rename(path, to, version, myName(), allowSecrets),
        done: `Now called ${shortPath(to)}.`,
      })}
    />
  )
}

export interface RenameDialogProps {
  /** As the person sees it now. */
  readonly info: DocumentInfo
  readonly onClose: () => void
}

interface Act {
  readonly answer: Answer<ChangeOutcome>
  readonly done: string
}

function PathDialog({ title, label, about, first, button, onClose, act }: PathDialogProps) {
  const [name, setName] = useState(first)
  const [problem, setProblem] = useState<Refusal | null>(null)
  const submit = async (allowSecrets = false) => {
    const { answer, done } = await act(fullPath(name), allowSecrets)
    if (answer.ok && answer.value.kind === 'refused') return setProblem(answer.value)
    if (!answer.ok) return setProblem(answer.problem)
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
        <Field label={label} about={about} problem={problem && refusalWords(problem, button)}>
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
        <div className="flex flex-wrap justify-end gap-2">
          {problem?.code === 'secret' && (
            <Button onClick={() => void submit(true)}>{`${button} all the same`}</Button>
          )}
          <Button type="submit" look="strong" disabled={name.trim() === '' || name.trim() === first}>
            {button}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

interface Refusal {
  readonly code: string
  readonly message: string
}

function refusalWords({ code, message }: Refusal, button: string): string {
  if (code !== 'changed') return message
  return `${message} It stands behind this dialog; press ${button} again if you still want to.`
}

interface PathDialogProps {
  readonly title: string
  readonly label: string
  readonly about: ReactNode
  readonly first: string
  readonly button: string
  readonly onClose: () => void
  readonly act: (path: string, allowSecrets: boolean) => Promise<Act>
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
