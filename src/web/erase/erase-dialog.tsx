import { useEffect, useState } from 'react'
import type { Erasure } from '../../workspace/erase.ts'
import type { ErasePreview } from '../../workspace/erase-places.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { ConfirmField, Field, TextArea } from '../components/field.tsx'
import { ToldProblem } from '../components/told-problem.tsx'
import { myName } from '../me.ts'
import { type AlsoIn, type Asked, eraseForEver, previewErasing } from './erase-api.ts'
import { canBeCleaned, Found } from './found.tsx'
import { checkWords, isEmpty } from './places.ts'
import { words } from './words.ts'

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
    <Dialog
      title={title}
      about={words().about}
      open
      wide
      onClose={() => stage.kind !== 'erasing' && onClose()}
    >
      <Body stage={stage} asked={asked} onErase={(alsoIn) => void erase(alsoIn)} onClose={onClose} />
    </Dialog>
  )
}

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
      return <Wait told={words().looking} />
    case 'erasing':
      return <Wait told={words().erasing} />
    case 'problem':
      return (
        <div role="alert" className="flex flex-col gap-4">
          <ToldProblem text={stage.message} look="large" />
          <Close onClose={onClose} />
        </div>
      )
    case 'found':
      if (!isEmpty(stage.preview)) return <Choose preview={stage.preview} asked={asked} onErase={onErase} />
      return (
        <div className="flex flex-col gap-4">
          <p className="text-field">{words().nothing}</p>
          <Close onClose={onClose} />
        </div>
      )
    case 'done':
      return <Done erasure={stage.erasure} onClose={onClose} />
    default:
      return stage satisfies never
  }
}

function Wait({ told }: { readonly told: string }) {
  return (
    <p role="status" className="py-6 text-field text-faint">
      {told}
    </p>
  )
}

function Close({ onClose }: { readonly onClose: () => void }) {
  return (
    <Button look="strong" className="self-end" onClick={onClose}>
      {words().close}
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
  const said = words().confirm
  const nothing =
    'words' in asked && also.documents.length === 0 && !also.chats && !also.settings && !also.prompts
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        if (word.trim() === said.word && !nothing) onErase(also)
      }}
    >
      <p className="rounded-xl border border-line-strong bg-bad-wash p-4 text-plain leading-relaxed">
        {said.about}
      </p>
      <Found preview={preview} asked={asked} also={also} onChange={setAlso} />
      {/* In sight however long the list is. */}
      <div className="sticky -bottom-6 -mx-6 -mb-6 flex flex-wrap items-end justify-end gap-x-4 gap-y-2.5 rounded-b-2xl border-t border-line bg-paper px-6 py-3.5">
        <div className="min-w-40 flex-1">
          <ConfirmField label={said.label} typed={word} onType={setWord} />
        </div>
        <Button type="submit" look="danger" disabled={word.trim() !== said.word || nothing}>
          {said.button}
        </Button>
      </div>
    </form>
  )
}

/** Words go everywhere; of a document, what others happen to share with it stays. */
function firstChoice({ documents, settings, prompts }: ErasePreview, asked: Asked): AlsoIn {
  const byWords = 'words' in asked
  const holding = documents.filter((place) => !place.asked && canBeCleaned(place))
  return {
    documents: byWords ? holding.map(({ document }) => document) : [],
    chats: true,
    settings: byWords && settings !== null,
    prompts: byWords && prompts.length > 0,
  }
}

function Done({ erasure, onClose }: { readonly erasure: Erasure; readonly onClose: () => void }) {
  const left = (erasure.check?.found.length ?? 0) > 0
  return (
    <div className="flex flex-col gap-4" role="status">
      <p className="font-serif text-head">{words().done}</p>
      <p className={`text-field leading-relaxed ${left ? 'text-bad' : 'text-ink'}`}>{checkWords(erasure)}</p>
      {left && <p className="text-plain text-soft">{words().left}</p>}
      <Close onClose={onClose} />
    </div>
  )
}

/** Asks for words, then shows every place that holds them. */
export function EraseWordsDialog({ onClose }: { readonly onClose: () => void }) {
  const said = words().find
  const [sought, setSought] = useState('')
  const [asked, setAsked] = useState<Asked | null>(null)
  if (asked) return <EraseDialog title={said.title} asked={asked} onClose={onClose} />
  const long = sought.split('\n').some((line) => line.trim().length >= 3)
  return (
    <Dialog title={said.title} about={words().about} open wide onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (long) setAsked({ words: sought })
        }}
      >
        <Field label={said.label} about={said.about}>
          {(id, about) => (
            <TextArea
              id={id}
              aria-describedby={about}
              rows={4}
              dir="auto"
              value={sought}
              spellCheck={false}
              onChange={(event) => setSought(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" look="strong" className="self-end" disabled={!long}>
          {said.button}
        </Button>
      </form>
    </Dialog>
  )
}
