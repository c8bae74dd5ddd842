import { type ReactNode, useId } from 'react'
import type { DocumentPlace, ErasePreview } from '../../workspace/erase-places.ts'
import { shortPath } from '../words.ts'
import type { AlsoIn, Asked } from './erase-api.ts'
import { type ChatGroup, chatGroups, fateOf, groupWords } from './places.ts'
import { words } from './words.ts'

/** Every place that holds what shall go, with what will happen there; what may stay can be left out. */
export function Found({ preview, asked, also, onChange }: FoundProps) {
  const said = words().found
  const groups = chatGroups(preview)
  const toggle = (document: string, on: boolean) => {
    const rest = also.documents.filter((each) => each !== document)
    onChange({ ...also, documents: on ? [...rest, document] : rest })
  }
  return (
    <div className="flex flex-col gap-5">
      {preview.documents.length > 0 && (
        <Part name={said.memory}>
          {preview.documents.map((place) => (
            <DocumentLine
              key={`${place.memory}/${place.document}`}
              place={place}
              asked={asked}
              on={place.asked || also.documents.includes(place.document)}
              onToggle={(on) => toggle(place.document, on)}
            />
          ))}
        </Part>
      )}
      {groups.length > 0 && (
        <Part name={said.chats}>
          <Line
            label={said.fromChats(groups.length)}
            about={said.fromChatsAbout}
            on={also.chats}
            onToggle={(chats) => onChange({ ...also, chats })}
          >
            {groups.map((group) => (
              <ChatLine key={group.chat} group={group} />
            ))}
          </Line>
        </Part>
      )}
      {preview.settings && (
        <Part name={said.settings}>
          <Line
            label={said.fromPrompt}
            on={also.settings}
            onToggle={(settings) => onChange({ ...also, settings })}
          >
            <Samples samples={preview.settings.samples} />
          </Line>
        </Part>
      )}
      {preview.prompts.length > 0 && (
        <Part name={said.prompts}>
          <Line
            label={said.fromPrompts(preview.prompts.map(({ title }) => title))}
            on={also.prompts}
            onToggle={(prompts) => onChange({ ...also, prompts })}
          >
            <Samples samples={preview.prompts.flatMap(({ samples }) => samples)} />
          </Line>
        </Part>
      )}
      <p className="text-plain text-soft">{filesWords(preview)}</p>
      {preview.hidden > 0 && <p className="text-plain text-soft">{said.hidden(preview.hidden)}</p>}
      {preview.stops.length > 0 && <p className="text-plain text-bad">{said.stops(preview.stops)}</p>}
    </div>
  )
}

interface FoundProps {
  readonly preview: ErasePreview
  readonly asked: Asked
  readonly also: AlsoIn
  readonly onChange: (also: AlsoIn) => void
}

/** Files that are named. */
const NAMED = 4

function filesWords({ files }: ErasePreview): string {
  const said = words().found
  if (!files) return said.filesHidden
  if (files.found.length === 0) return said.noFile(files.files)
  const names = files.found.map(({ file }) => file)
  return said.files(names.slice(0, NAMED), Math.max(0, names.length - NAMED))
}

function Part({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-plain font-medium">{name}</h3>
      <ul className="divide-y divide-line rounded-xl border border-line bg-page">{children}</ul>
    </section>
  )
}

function DocumentLine({ place, asked, on, onToggle }: DocumentLineProps) {
  const path = shortPath(place.path)
  const name = place.deleted ? words().found.deleted(path) : path
  return (
    <Line
      label={name}
      about={fateOf(place, asked)}
      on={on}
      fixed={place.asked || !canBeCleaned(place)}
      onToggle={onToggle}
    >
      <Samples samples={place.present?.samples ?? []} />
    </Line>
  )
}

/** Of a living document nothing but its name may tell the words; that has to stay. */
export function canBeCleaned(place: DocumentPlace): boolean {
  return place.versions.length > 0 || place.deleted
}

interface DocumentLineProps {
  readonly place: DocumentPlace
  readonly asked: Asked
  readonly on: boolean
  readonly onToggle: (on: boolean) => void
}

function Line({ label, about, on, fixed = false, onToggle, children }: LineProps) {
  const id = useId()
  return (
    <li className="flex items-start gap-3 px-3.5 py-2.5">
      <input
        id={id}
        type="checkbox"
        checked={on}
        disabled={fixed}
        onChange={(event) => onToggle(event.target.checked)}
        aria-describedby={about ? `${id}-about` : undefined}
        className="mt-1 size-4 shrink-0 scroll-mb-28 accent-[var(--accent)] coarse:size-5"
      />
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="text-plain font-medium break-words">
          {label}
        </label>
        {about && (
          <p id={`${id}-about`} className="text-small leading-snug text-soft">
            {about}
          </p>
        )}
        {children}
      </div>
    </li>
  )
}

interface LineProps {
  readonly label: string
  readonly about?: string
  readonly on: boolean
  /** It goes in any case, or cannot. */
  readonly fixed?: boolean
  readonly onToggle: (on: boolean) => void
  readonly children?: ReactNode
}

function ChatLine({ group }: { readonly group: ChatGroup }) {
  return (
    <div className="mt-2">
      <p className="text-plain">
        <span dir="auto" className="font-medium">
          {group.name}
        </span>
        <span className="text-faint">{` · ${groupWords(group)}`}</span>
      </p>
      <Samples samples={group.samples} />
    </div>
  )
}

function Samples({ samples }: { readonly samples: readonly string[] }) {
  return [...new Set(samples)].map((sample) => (
    <p key={sample} dir="auto" className="truncate font-mono text-small text-faint" title={sample}>
      {sample}
    </p>
  ))
}
