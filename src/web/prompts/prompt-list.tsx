import { Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { TextInput } from '../components/field.tsx'
import { groupName, languageOf, neighbour, type Section } from './library.ts'
import type { Prompt } from './prompts-api.ts'
import { words } from './words.ts'

/** The way to a prompt: words to look for, and below them what has them, workflow by workflow. Arrow keys walk it while one types. */
export function PromptList({ sections, query, shown, onQuery, onShow, onRead }: PromptListProps) {
  const list = useId()
  const said = words()
  const found = sections.reduce((sum, { prompts }) => sum + prompts.length, 0)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null
    if (step !== null) {
      event.preventDefault()
      const next = neighbour(sections, shown, step)
      if (next) onShow(next)
    } else if (event.key === 'Enter' && shown) {
      event.preventDefault()
      onRead(shown, true)
    }
  }
  return (
    <>
      <div className="relative">
        <Search className="pointer-events-none absolute inset-y-0 start-3 my-auto size-4 text-faint" />
        <TextInput
          type="search"
          role="combobox"
          aria-label={said.search}
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={shown ? optionId(list, shown) : undefined}
          placeholder={said.search}
          autoComplete="off"
          dir="auto"
          className="ps-9!"
          value={query}
          onChange={(event) => onQuery(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <p role="status" className="sr-only">
        {query.trim() !== '' && said.found(found)}
      </p>
      <div
        id={list}
        role="listbox"
        aria-label={said.list}
        className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto overscroll-contain"
      >
        {sections.map((section) => (
          <Workflow key={section.group} section={section} list={list} shown={shown} onRead={onRead} />
        ))}
      </div>
    </>
  )
}

export interface PromptListProps {
  readonly sections: readonly Section[]
  readonly query: string
  readonly shown: string | null
  readonly onQuery: (query: string) => void
  /** Shown beside the list, with the cursor still in the search. */
  readonly onShow: (id: string) => void
  /** Chosen to be read, also where there is no room beside the list. */
  readonly onRead: (id: string, byKey?: boolean) => void
}

function optionId(list: string, id: string): string {
  return `${list}-${id}`
}

function Workflow({ section, list, shown, onRead }: WorkflowProps) {
  const heading = `${list}-of-${section.group}`
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a listbox
    <div role="group" aria-labelledby={heading}>
      <p id={heading} className="sticky top-0 bg-paper px-2.5 pb-1 text-small font-medium text-faint">
        {words().groups[section.group] ?? groupName(section.group)}
      </p>
      {section.prompts.map((prompt) => (
        <Option
          key={prompt.id}
          id={optionId(list, prompt.id)}
          prompt={prompt}
          shown={prompt.id === shown}
          onRead={onRead}
        />
      ))}
    </div>
  )
}

interface WorkflowProps {
  readonly section: Section
  readonly list: string
  readonly shown: string | null
  readonly onRead: (id: string) => void
}

function Option({ id, prompt, shown, onRead }: OptionProps) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (shown) place.current?.scrollIntoView({ block: 'nearest' })
  }, [shown])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the search above, which has the focus
    <div
      ref={place}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={shown}
      onClick={() => onRead(prompt.id)}
      className={`flex scroll-mt-7 cursor-pointer flex-col rounded-lg px-2.5 py-1.5 text-plain outline-none coarse:min-h-11 coarse:justify-center ${shown ? 'bg-sunken' : 'hover:bg-hover'}`}
    >
      <span dir="auto" lang={languageOf(prompt)} className={shown ? 'font-medium' : ''}>
        {prompt.title}
      </span>
      {prompt.for !== 'everybody' && (
        <span dir="auto" className="text-small text-faint">
          {prompt.for}
        </span>
      )}
    </div>
  )
}

interface OptionProps {
  readonly id: string
  readonly prompt: Prompt
  readonly shown: boolean
  readonly onRead: (id: string) => void
}
