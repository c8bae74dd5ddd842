import { useMemo, useState } from 'react'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Field, Select, TextInput } from '../components/field.tsx'
import { Tick } from '../components/tick.tsx'
import { Told } from '../components/told.tsx'
import { foldersOf } from '../memory/folders.ts'
import { allDocuments } from '../memory/shelf.ts'
import { shortPath } from '../words.ts'
import type { ReplacePreview, Replacing } from './past-api.ts'
import { ReplaceFinds } from './replace-finds.tsx'
import { useReplace } from './use-replace.ts'
import { words } from './words-replace.ts'

/** Finds a literal text and replaces it, in one document, a folder or everywhere. What would change stands below while one types. */
export function ReplaceDialog({ under, onClose }: ReplaceDialogProps) {
  const [asked, setAsked] = useState<Replacing>({
    find: '',
    replace: '',
    matchCase: true,
    wholeWord: false,
    ...(under === undefined ? {} : { under }),
  })
  const { preview, problem, looking, doing, able, act } = useReplace(asked, onClose)
  const said = words()
  return (
    <Dialog
      title={said.title}
      open
      wide
      onClose={() => !doing && onClose()}
      actions={
        <>
          <Button onClick={onClose}>{said.cancel}</Button>
          <Button look="strong" disabled={!able} onClick={() => void act()}>
            {doing ? said.writing : actWords(preview)}
          </Button>
        </>
      }
    >
      <Asked asked={asked} onChange={(part) => setAsked({ ...asked, ...part })} />
      <div className="min-h-40 pt-4">
        {asked.find === '' ? (
          <p className="text-plain text-faint">{said.about}</p>
        ) : problem ? (
          <p role="status" className="text-plain text-soft">
            <Told text={problem} />
          </p>
        ) : preview ? (
          <ReplaceFinds preview={preview} sought={asked} replace={asked.replace} dim={looking} />
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

function actWords(preview: ReplacePreview | null): string {
  if (!preview || preview.count === 0) return words().replace
  return words().replaceCount(preview.count, preview.documents.length)
}

/** What is sought, what takes its place, and where. */
function Asked({ asked, onChange }: AskedProps) {
  const said = words()
  return (
    <form
      className="grid grid-cols-2 gap-x-4 gap-y-3 max-[760px]:grid-cols-1"
      onSubmit={(event) => event.preventDefault()}
    >
      {(['find', 'replace'] as const).map((part) => (
        <Field key={part} label={part === 'find' ? said.find : said.replaceWith}>
          {(id) => (
            <TextInput
              id={id}
              dir="auto"
              value={asked[part]}
              spellCheck={false}
              onChange={(event) => onChange({ [part]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <Field label={said.where}>
        {(id) => (
          <Where
            id={id}
            value={asked.under ?? ''}
            onChange={(under) => onChange({ under: under === '' ? undefined : under })}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-end gap-x-5 gap-y-1 pb-2">
        <Tick
          label={said.matchCase}
          checked={asked.matchCase}
          onChange={(matchCase) => onChange({ matchCase })}
        />
        <Tick
          label={said.wholeWords}
          checked={asked.wholeWord}
          onChange={(wholeWord) => onChange({ wholeWord })}
        />
      </div>
    </form>
  )
}

interface AskedProps {
  readonly asked: Replacing
  readonly onChange: (part: Partial<Replacing>) => void
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
