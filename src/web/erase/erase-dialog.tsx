import { useEffect, useState } from 'react'
import type { Erasure } from '../../workspace/erase.ts'
import type { ErasePreview } from '../../workspace/erase-places.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Field, TextArea, TextInput } from '../components/field.tsx'
import { myName } from '../me.ts'
import { type AlsoIn, type Asked, eraseForEver, previewErasing } from './erase-api.ts'
import { canBeCleaned, Found } from './found.tsx'
import { checkWords, isEmpty } from './places.ts'

const WORD = 'erase'

/** Erases a document, or versions of it, for ever: shows every place first, and what the check has found afterwards. */
export function EraseDialog({ title, asked, onClose }: EraseDialogProps) {
  const [stage, setStage] = useState<Stage>({ kind: 'looking' })
  useEffect(() => {
    let open = true
    void previewErasing(asked).then((answer) => {
      if (!open) return
      if (answer.ok) setStage({ kind: 'found', preview: answer.value })
      else setStage({ kind: 'problem', message: answer.problem.message })
    })
    return () => {
      open = false
    }
  }, [asked])
  const erase = async (alsoIn: AlsoIn) => {
    setStage({ kind: 'erasing' })
    const answer = await eraseForEver(asked, alsoIn, myName())
    if (!answer.ok) return setStage({ kind: 'problem', message: answer.problem.message })
    setStage({ kind: 'done', erasure: answer.value })
  }
  return (
    <Dialog title={title} about={ABOUT} open wide onClose={() => stage.kind !== 'erasing' && onClose()}>
      <Body stage={stage} asked={asked} onErase={(alsoIn) => void erase(alsoIn)} onClose={onClose} />
    </Dialog>
  )
}

const ABOUT = 'This is the one thing here that cannot be undone. No history is kept of what goes.'

export interface EraseDialogProps {
  readonly title: string
  /** Must be the same object while the dialog is open. */
  readonly asked: Asked
  readonly onClose: () => void
}

type Stage =
  | { readonly kind: 'looking' | 'erasing' }
  | { readonly kind: 'problem'; readonly message: string }
  | { readonly kind: 'found'; readonly preview: ErasePreview }
  | { readonly kind: 'done'; readonly erasure: Erasure }

interface BodyProps {
  readonly stage: Stage
  readonly asked: Asked
  readonly onErase: (alsoIn: AlsoIn) => void
  readonly onClose: () => void
}

function Body({ stage, asked, onErase, onClose }: BodyProps) {
  switch (stage.kind) {
    case 'looking':
      return <Wait words="Looking through documents, chats and files…" />
    case 'erasing':
      return <Wait words="Erasing. Please wait until all files have been searched…" />
    case 'problem':
      return (
        <div role="alert" className="flex flex-col gap-4">
          <p className="text-[14px] text-bad">{stage.message}</p>
          <Close onClose={onClose} />
        </div>
      )
    case 'found':
      if (!isEmpty(stage.preview)) return <Choose preview={stage.preview} asked={asked} onErase={onErase} />
      return (
        <div className="flex flex-col gap-4">
          <p className="text-[14px]">Nothing holds these words: no document, no older version, no chat.</p>
          <Close onClose={onClose} />
        </div>
      )
    case 'done':
      return <Done erasure={stage.erasure} onClose={onClose} />
    default:
      return stage satisfies never
  }
}

function Wait({ words }: { readonly words: string }) {
  return (
    <p role="status" className="py-6 text-[14px] text-faint">
      {words}
    </p>
  )
}

function Close({ onClose }: { readonly onClose: () => void }) {
  return (
    <Button look="strong" className="self-end" onClick={onClose}>
      Close
    </Button>
  )
}

function Choose({
  preview,
  asked,
  onErase,
}: {
  readonly preview: ErasePreview
  readonly asked: Asked
  readonly onErase: (alsoIn: AlsoIn) => void
}) {
  const [also, setAlso] = useState<AlsoIn>(() => firstChoice(preview, asked))
  const [word, setWord] = useState('')
  const nothing = 'words' in asked && also.documents.length === 0 && !also.chats && !also.settings
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        if (word.trim() === WORD && !nothing) onErase(also)
      }}
    >
      <Found preview={preview} asked={asked} also={also} onChange={setAlso} />
      <div className="flex flex-col gap-4 rounded-xl border border-line-strong bg-bad-wash p-4">
        <p className="text-[13.5px] leading-relaxed">
          What is ticked goes for everybody, now and for ever: from memory and its whole history, from chats,
          from the files on disk. The history keeps one line that says who erased and when. Backups of your
          own, and what was already sent to Claude, are out of reach.
        </p>
        <Field label={`Type ${WORD} to confirm`}>
          {(id) => (
            <TextInput
              id={id}
              value={word}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              onChange={(event) => setWord(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" look="danger" className="self-end" disabled={word.trim() !== WORD || nothing}>
          Erase for ever
        </Button>
      </div>
    </form>
  )
}

/** Words go everywhere; of a document, what others happen to share with it stays. */
function firstChoice({ documents, settings }: ErasePreview, asked: Asked): AlsoIn {
  const words = 'words' in asked
  const holding = documents.filter((place) => !place.asked && canBeCleaned(place))
  return {
    documents: words ? holding.map(({ document }) => document) : [],
    chats: true,
    settings: words && settings !== null,
  }
}

function Done({ erasure, onClose }: { readonly erasure: Erasure; readonly onClose: () => void }) {
  const left = (erasure.check?.found.length ?? 0) > 0
  return (
    <div className="flex flex-col gap-4" role="status">
      <p className="font-serif text-[19px]">Erased.</p>
      <p className={`text-[14px] leading-relaxed ${left ? 'text-bad' : 'text-ink'}`}>{checkWords(erasure)}</p>
      {left && (
        <p className="text-[13px] text-soft">
          What was not ticked, a name of a document or person, or a file of another program may hold it.
        </p>
      )}
      <Close onClose={onClose} />
    </div>
  )
}

/** Asks for words, then shows every place that holds them. */
export function EraseWordsDialog({ onClose }: { readonly onClose: () => void }) {
  const [words, setWords] = useState('')
  const [asked, setAsked] = useState<Asked | null>(null)
  if (asked) return <EraseDialog title="Find and erase words" asked={asked} onClose={onClose} />
  const long = words.split('\n').some((line) => line.trim().length >= 3)
  return (
    <Dialog title="Find and erase words" about={ABOUT} open wide onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (long) setAsked({ words })
        }}
      >
        <Field
          label="Words"
          about="One phrase on each line, at least three letters, exactly as it is written. Nothing is changed yet: first you see every place that holds them."
        >
          {(id, about) => (
            <TextArea
              id={id}
              aria-describedby={about}
              rows={4}
              value={words}
              spellCheck={false}
              onChange={(event) => setWords(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" look="strong" className="self-end" disabled={!long}>
          Look for them
        </Button>
      </form>
    </Dialog>
  )
}
