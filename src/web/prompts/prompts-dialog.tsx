import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Dialog } from '../components/dialog.tsx'
import { ToldProblem } from '../components/told-problem.tsx'
import { useWorkspace } from '../store/store.ts'
import { SYSTEM, sectionsOf, together } from './library.ts'
import { landFromPrompts, type OpenPrompts } from './open-prompts.ts'
import { OwnPrompts } from './own-prompts.tsx'
import { PromptForm } from './prompt-form.tsx'
import { PromptList } from './prompt-list.tsx'
import { PromptPage } from './prompt-page.tsx'
import { libraryQuery, type Prompt } from './prompts-api.ts'
import { words } from './words.ts'

/** What stands beside the list; on a narrow screen the list itself, until something is chosen. */
type Beside =
  | { readonly kind: 'list' | 'page' }
  /** `change`: the one that is changed; null: a new one, begun with `from`. */
  | { readonly kind: 'form'; readonly change: Prompt | null; readonly from: Prompt | null }

/** All prompts: found by workflow or by words at one side, read, put to use and made at the other. */
export function PromptsDialog({ chat, onClose }: PromptsDialogProps) {
  const { data, error } = useQuery(libraryQuery)
  const own = useWorkspace((workspace) => workspace.prompts)
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const [beside, setBeside] = useState<Beside>({ kind: 'list' })
  const all = useMemo(() => together(data ?? [], own), [data, own])
  const sections = useMemo(() => sectionsOf(all, query), [all, query])
  const found = sections.flatMap(({ prompts }) => prompts)
  const shown: Prompt | null = found.find(({ id }) => id === chosen) ?? found[0] ?? null
  const said = words()
  const back = () => {
    setBeside({ kind: 'list' })
    focusSoon(['[role=option][aria-selected=true]'])
  }
  const write = (change: Prompt | null, from: Prompt | null) => {
    setBeside({ kind: 'form', change, from })
    focusSoon(['form input'])
  }
  const read = (id: string, byKey = false) => {
    setChosen(id)
    setBeside({ kind: 'page' })
    focusSoon(byKey ? ['[data-blank]', '[data-use]'] : ['[data-back]'])
  }
  return (
    <Dialog title={said.title} about={said.about} open onClose={onClose} land={landFromPrompts} broad>
      {error && <ToldProblem text={error.message} />}
      <div className="min-[760px]:grid min-[760px]:h-[min(60dvh,560px)] min-[760px]:grid-cols-[minmax(0,19rem)_minmax(0,1fr)] min-[760px]:gap-6">
        <div className={`flex min-h-0 flex-col gap-3 ${beside.kind === 'list' ? '' : 'max-[759px]:hidden'}`}>
          <PromptList
            sections={sections}
            query={query}
            shown={shown?.id ?? null}
            onQuery={setQuery}
            onShow={setChosen}
            onRead={read}
          />
          <OwnPrompts any={own.length > 0} onAdd={() => write(null, null)} />
        </div>
        <div
          className={`min-h-0 ${beside.kind !== 'list' ? '' : shown ? 'max-[759px]:hidden' : 'max-[759px]:mt-4'}`}
        >
          {beside.kind === 'form' ? (
            <PromptForm
              key={beside.change?.id ?? beside.from?.id ?? ''}
              change={beside.change}
              from={beside.from}
              groups={[...new Set((data ?? []).map(({ group }) => group))].filter((each) => each !== SYSTEM)}
              onCancel={back}
              onDone={(id) => {
                setQuery('')
                read(id, true)
              }}
            />
          ) : shown ? (
            <PromptPage key={shown.id} prompt={shown} chat={chat} onBack={back} onWrite={write} />
          ) : (
            data && <NothingFound />
          )}
        </div>
      </div>
    </Dialog>
  )
}

export interface PromptsDialogProps extends Pick<OpenPrompts, 'chat'> {
  readonly onClose: () => void
}

/** Gives the focus to the first of these in the dialog that can be seen, once what was chosen is shown. */
function focusSoon(selectors: readonly string[]): void {
  requestAnimationFrame(() => {
    const places = selectors.flatMap((selector) => [
      ...document.querySelectorAll<HTMLElement>(`[role=dialog] ${selector}`),
    ])
    places.find((place) => place.checkVisibility())?.focus()
  })
}

function NothingFound() {
  return (
    <div className="rounded-xl bg-sunken px-4 py-10 text-center">
      <p className="font-serif text-head text-soft">{words().noneFound}</p>
      <p className="mt-1 text-plain text-faint">{words().noneFoundAbout}</p>
    </div>
  )
}
