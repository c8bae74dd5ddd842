import { useRef, useState } from 'react'
import type { ChangeOutcome } from '../../memory/outcome.ts'
import type { DocumentInfo } from '../../workspace/events.ts'
import { type Answer, api } from '../api.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { ConfirmField, Field, TextInput } from '../components/field.tsx'
import { myName } from '../me.ts'
import { useWorkspace } from '../store/store.ts'
import { fileName, shortPath } from '../words.ts'
import { editing } from './buffers.ts'
import { closeDocument, openDocument } from './open.ts'
import { tellOutcome } from './outcome.ts'
import { fullPath } from './renamed-to.ts'
import { words } from './words.ts'

/** Begins a new document and opens it for writing. */
export function NewDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <PathDialog
      said={words().create}
      first=""
      onClose={onClose}
      act={async (path, allowSecrets) => {
        const answer = await api.create(path, '', myName(), allowSecrets)
        const made = answer.ok && answer.value.kind === 'done' ? answer.value.document : null
        return {
          answer,
          done: words().create.done(fileName(path)),
          ...(made ? { goOn: () => edit(made) } : {}),
        }
      }}
    />
  )
}

function edit(made: DocumentInfo): void {
  openDocument(made.document)
  editing.begin(made, '', myName())
}

/** Renames the document as it stands behind the dialog; one that was changed since is refused, and can be renamed then. */
export function RenameDialog({ info, onClose }: RenameDialogProps) {
  // As it is now; one that was deleted meanwhile is refused.
  const { path, version } = useWorkspace(({ documents }) => documents[info.document]) ?? info
  return (
    <PathDialog
      said={words().rename}
      first={shortPath(info.path)}
      onClose={onClose}
      act={async (to, allowSecrets) => ({
        answer: await api.rename(path, to, version, myName(), allowSecrets),
        done: words().rename.done(shortPath(to)),
      })}
    />
  )
}

export interface RenameDialogProps {
  /** As the person sees it when it opens. */
  readonly info: DocumentInfo
  readonly onClose: () => void
}

/** Renames or moves a folder with all that is in it. */
export function RenameFolderDialog({ folder, memory, onClose }: RenameFolderDialogProps) {
  const head = useWorkspace((workspace) => workspace.memoryHeads[memory])
  return (
    <PathDialog
      said={words().renameFolder}
      first={shortPath(folder)}
      ending=""
      onClose={onClose}
      act={async (to, allowSecrets) => ({
        answer: await api.rename(folder, to, head, myName(), allowSecrets),
        done: words().renameFolder.done(shortPath(to)),
      })}
    />
  )
}

export interface RenameFolderDialogProps {
  readonly folder: string
  /** In which it lies. */
  readonly memory: string
  readonly onClose: () => void
}

interface Act {
  readonly answer: Answer<ChangeOutcome>
  readonly done: string
  /** What comes then, and has the focus: once the dialog, which keeps it, is gone. */
  readonly goOn?: () => void
}

function PathDialog({ said, first, ending = '.md', onClose, act }: PathDialogProps) {
  const [name, setName] = useState(first)
  const [problem, setProblem] = useState<Refusal | null>(null)
  const next = useRef<Act['goOn']>(undefined)
  const land = () => {
    next.current?.()
    return next.current !== undefined
  }
  const submit = async (allowSecrets = false) => {
    const { answer, done, goOn } = await act(fullPath(name, ending), allowSecrets)
    if (answer.ok && answer.value.kind === 'refused') return setProblem(answer.value)
    if (!answer.ok) return setProblem(answer.problem)
    tellOutcome(answer, done)
    next.current = goOn
    onClose()
  }
  return (
    <Dialog title={said.title} open onClose={onClose} land={land}>
      <form
        className="flex flex-col gap-4 pt-1"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '') void submit()
        }}
      >
        <Field
          label={said.label}
          about={said.about}
          problem={problem?.message ?? null}
          next={problem?.code === 'changed' ? said.again : null}
        >
          {(id, described) => (
            <TextInput
              id={id}
              dir="auto"
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
          {problem?.code === 'secret' && <Button onClick={() => void submit(true)}>{said.allSame}</Button>}
          <Button type="submit" look="strong" disabled={name.trim() === '' || name.trim() === first}>
            {said.button}
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

interface PathDialogProps {
  readonly said: {
    readonly title: string
    readonly label: string
    readonly about: string
    readonly button: string
    /** On the button that stores what looks like a secret. */
    readonly allSame: string
    /** What was refused because somebody changed it; it can be done now. */
    readonly again: string
  }
  readonly first: string
  /** What a name gets that has none. */
  readonly ending?: string
  readonly onClose: () => void
  readonly act: (path: string, allowSecrets: boolean) => Promise<Act>
}

/** Asks for a typed word before all documents are deleted; even that can be undone. */
export function ClearDialog({
  documents,
  onClose,
}: {
  readonly documents: number
  readonly onClose: () => void
}) {
  const said = words().clear
  const [word, setWord] = useState('')
  return (
    <Dialog title={said.title} about={said.about(documents)} open onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={async (event) => {
          event.preventDefault()
          if (word !== said.word) return
          onClose()
          if (tellOutcome(await api.clearMemory(myName()), said.done)) closeDocument()
        }}
      >
        <ConfirmField label={said.label} typed={word} onType={setWord} />
        <Button type="submit" look="danger" className="self-end" disabled={word !== said.word}>
          {said.button}
        </Button>
      </form>
    </Dialog>
  )
}
