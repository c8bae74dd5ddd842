import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { Breakable } from '../components/breakable.tsx'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Field, Select, TextInput } from '../components/field.tsx'
import { Tick } from '../components/tick.tsx'
import { say, sayProblem } from '../components/toast.tsx'
import { myName } from '../me.ts'
import { foldersOf } from '../memory/folders.ts'
import { sayRefusal } from '../memory/outcome.ts'
import { allDocuments } from '../memory/shelf.ts'
import { useWorkspace } from '../store/store.ts'
import { shortPath } from '../words.ts'
import { pieces, type Sought } from './occurrences.ts'
import { past, type ReplacePreview, type Replacing } from './past-api.ts'
import { startUndo } from './past-dialogs.ts'
import { words } from './words-replace.ts'

/** Milliseconds after the last letter before memory is looked through. */
const REST = 220

/** Finds a literal text and replaces it, in one document, a folder or everywhere. What would change stands below while one types. */
export function ReplaceDialog({ under: first, onClose }: ReplaceDialogProps) {
  const [find, setFind] = useState('')
  const [replace, setReplace] = useState('')
  const [under, setUnder] = useState(first ?? '')
  const [matchCase, setMatchCase] = useState(true)
  const [wholeWord, setWholeWord] = useState(false)
  const [doing, setDoing] = useState(false)
  const asked: Replacing = { find, replace, matchCase, wholeWord, ...(under === '' ? {} : { under }) }
  const { preview, problem, looking } = usePreview(asked)
  const said = words()

  const act = async (allowSecrets = false) => {
    if (!preview || preview.count === 0) return
    setDoing(true)
    const answer = await past.replace(asked, preview.count, myName(), allowSecrets)
    setDoing(false)
    if (!answer.ok) return sayProblem(answer.problem.message)
    const outcome = answer.value
    if (outcome.kind === 'done') {
      onClose()
      tellReplaced(preview, outcome.commits)
      return
    }
    if (outcome.kind === 'refused') return sayRefusal(outcome, { allSame: () => void act(true) })
    sayProblem(said.changedMeanwhile)
  }

  return (
    <Dialog
      title={said.title}
      open
      wide
      onClose={() => !doing && onClose()}
      actions={
        <>
          <Button onClick={onClose}>{said.cancel}</Button>
          <Button
            look="strong"
            disabled={doing || looking || !preview || preview.count === 0 || find === replace}
            onClick={() => void act()}
          >
            {doing ? said.writing : actWords(preview)}
          </Button>
        </>
      }
    >
      <form
        className="grid grid-cols-2 gap-x-4 gap-y-3 max-[760px]:grid-cols-1"
        onSubmit={(event) => event.preventDefault()}
      >
        <Field label={said.find}>
          {(id) => (
            <TextInput
              id={id}
              dir="auto"
              value={find}
              spellCheck={false}
              onChange={(event) => setFind(event.target.value)}
            />
          )}
        </Field>
        <Field label={said.replaceWith}>
          {(id) => (
            <TextInput
              id={id}
              dir="auto"
              value={replace}
              spellCheck={false}
              onChange={(event) => setReplace(event.target.value)}
            />
          )}
        </Field>
        <Field label={said.where}>{(id) => <Where id={id} value={under} onChange={setUnder} />}</Field>
        <div className="flex flex-wrap items-end gap-x-5 gap-y-1 pb-2">
          <Tick label={said.matchCase} checked={matchCase} onChange={setMatchCase} />
          <Tick label={said.wholeWords} checked={wholeWord} onChange={setWholeWord} />
        </div>
      </form>
      <div className="min-h-40 pt-4">
        {find === '' ? (
          <p className="text-plain text-faint">{said.about}</p>
        ) : problem ? (
          <p role="status" className="text-plain text-soft">
            {problem}
          </p>
        ) : preview ? (
          <Finds preview={preview} sought={asked} replace={replace} dim={looking} />
        ) : (
          <p className="text-plain text-faint">{said.looking}</p>
        )}
      </div>
    </Dialog>
  )
}

export interface ReplaceDialogProps {
  readonly under?: string
  readonly onClose: () => void
}

function usePreview(asked: Replacing) {
  const wanted = JSON.stringify(asked)
  const [rested, setRested] = useState(wanted)
  useEffect(() => {
    const timer = setTimeout(() => setRested(wanted), REST)
    return () => clearTimeout(timer)
  }, [wanted])
  const heads = useWorkspace((workspace) => workspace.memoryHeads)
  const query = useQuery({
    queryKey: ['replace', rested, heads],
    enabled: asked.find !== '' && rested === wanted,
    gcTime: 0,
    placeholderData: keepPreviousData,
    queryFn: async () => {
      const answer = await past.previewReplace(asked, myName())
      return answer.ok ? answer.value : { kind: 'refused' as const, message: answer.problem.message }
    },
  })
  const value = query.data
  return {
    preview: value && !('kind' in value) ? value : null,
    problem: value && 'kind' in value ? value.message : null,
    looking: rested !== wanted || query.isFetching,
  }
}

function actWords(preview: ReplacePreview | null): string {
  if (!preview || preview.count === 0) return words().replace
  return words().replaceCount(preview.count, preview.documents.length)
}

function tellReplaced(
  preview: ReplacePreview,
  commits: readonly { readonly memory: string; readonly number: number }[],
): void {
  const { replaced, undo, undoTitle } = words()
  const told = replaced(preview.count, preview.documents.length)
  const [first] = commits
  if (commits.length !== 1 || !first) {
    say({ words: told })
    return
  }
  say({
    words: told,
    action: { name: undo, run: () => startUndo(undoTitle, { kind: 'commit', ...first }) },
  })
}

/** Documents that one can still choose among in a list; of more, there are their folders. */
const LISTED = 500

/** All that can be chosen as a place: everywhere, each folder, each document. */
function Where({ id, value, onChange }: WhereProps) {
  const [all] = useState(() => allDocuments().map(({ path }) => path))
  const folders = useMemo(() => [...new Set(all.flatMap((path) => foldersOf(path)))].sort(), [all])
  const paths = all.length > LISTED ? all.filter((path) => path === value) : all.toSorted()
  return (
    <Select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{words().everywhere}</option>
      {folders.length > 0 && (
        <optgroup label={words().folders}>
          {folders.map((path) => (
            <option key={path} value={path}>
              {shortPath(path)}
            </option>
          ))}
        </optgroup>
      )}
      <optgroup label={words().documents}>
        {paths.map((path) => (
          <option key={path} value={path}>
            {shortPath(path)}
          </option>
        ))}
      </optgroup>
    </Select>
  )
}

interface WhereProps {
  readonly id: string
  readonly value: string
  readonly onChange: (under: string) => void
}

function Finds({ preview, sought, replace, dim }: FindsProps) {
  if (preview.count === 0) return <p className="text-plain text-soft">{words().nowhere}</p>
  const { documents } = preview
  return (
    <div className={`flex flex-col gap-3 transition-opacity duration-quick ${dim ? 'opacity-60' : ''}`}>
      <p role="status" className="nums text-plain text-soft">
        {words().found(preview.count, documents.length)}
      </p>
      <ul aria-label={words().list} className="flex flex-col gap-2">
        {documents.slice(0, SHOWN).map((document) => (
          <li key={document.document} className="overflow-hidden rounded-xl border border-line bg-page">
            <p className="flex items-baseline gap-2 px-3 pt-2 text-plain">
              <span className="min-w-0 flex-1 font-medium">
                <bdi>
                  <Breakable text={shortPath(document.path)} />
                </bdi>
              </span>
              <span className="nums shrink-0 text-small text-faint">{document.count}</span>
            </p>
            <div className="py-1.5 font-mono text-small leading-text">
              {document.samples.map(({ line, text }) => (
                <p key={line} className="flex gap-3 px-3">
                  <span className="nums w-8 shrink-0 text-end text-faint">{line}</span>
                  <Sample text={text} sought={sought} replace={replace} />
                </p>
              ))}
            </div>
          </li>
        ))}
      </ul>
      {documents.length > SHOWN && (
        <p className="text-plain text-faint">{words().more(documents.length - SHOWN)}</p>
      )}
    </div>
  )
}

/** Documents listed at most; all are replaced. */
const SHOWN = 100

interface FindsProps {
  readonly preview: ReplacePreview
  readonly sought: Sought
  readonly replace: string
  readonly dim: boolean
}

function Sample({ text, sought, replace }: Omit<FindsProps, 'preview' | 'dim'> & { readonly text: string }) {
  return (
    <span dir="auto" className="min-w-0 break-words whitespace-pre-wrap text-soft">
      {pieces(text, sought).map((piece, index) =>
        piece.found ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
          <span key={index}>
            <del className="bg-bad-wash text-soft decoration-bad/50">{piece.text}</del>
            {replace !== '' && <ins className="bg-good-wash text-ink no-underline">{replace}</ins>}
          </span>
        ) : (
          piece.text
        ),
      )}
    </span>
  )
}
