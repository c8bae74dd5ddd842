import { Tabs } from 'radix-ui'
import { lazy, Suspense, useState, useSyncExternalStore } from 'react'
import { api } from '../api.ts'
import { words } from '../app-words.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Field, Select, TextArea } from '../components/field.tsx'
import { say, sayProblem } from '../components/toast.tsx'
import { Forgetting } from '../erase/retention-form.tsx'
import {
  LANGUAGES,
  type Language,
  parseDirection,
  setDirection,
  setLanguage,
  useDirection,
  useLanguage,
} from '../language/language.ts'
import { type SettingsPart, settingsPart } from '../shell/shell.ts'
import { useWorkspace } from '../store/store.ts'
import { parseTheme, setTheme, useTheme } from '../theme.ts'
import { SharedContext } from './shared-context.tsx'

const TABS = [
  { id: 'hosts', name: 'Hosts' },
  { id: 'answers', name: 'Answers' },
  { id: 'prompt', name: 'System prompt' },
  { id: 'context', name: 'Context editing' },
  { id: 'spending', name: 'Spending' },
  { id: 'memories', name: 'Memories and people' },
  { id: 'care', name: 'Care' },
  { id: 'forgetting', name: 'Forgetting' },
  { id: 'look', name: 'Pace and look' },
] as const satisfies readonly { id: SettingsPart; name: string }[]

const MemoriesAndPeople = lazy(() =>
  import('../people/memories-settings.tsx').then((m) => ({ default: m.MemoriesAndPeople })),
)
const Hosts = lazy(() => import('../hosts/hosts-settings.tsx').then((m) => ({ default: m.HostsSettings })))
const Answers = lazy(() =>
  import('../answers/answers-settings.tsx').then((m) => ({ default: m.AnswersSettings })),
)
const Spending = lazy(() =>
  import('../money/limits-settings.tsx').then((m) => ({ default: m.SpendingSettings })),
)
const Care = lazy(() => import('../care/care.tsx').then((m) => ({ default: m.Care })))

/** The settings of the workspace, which every chat follows until it has its own. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const beside = useWide()
  return (
    <Dialog
      title="Settings"
      about="They hold for the whole workspace. A chat can differ: see Chat settings in its menu."
      open
      onClose={onClose}
      broad
    >
      <Tabs.Root
        defaultValue={settingsPart()}
        onValueChange={() => requestAnimationFrame(bringTabIntoView)}
        orientation={beside ? 'vertical' : 'horizontal'}
        className="flex flex-col gap-5 md:min-h-[min(60dvh,540px)] md:flex-row md:items-start md:gap-8"
      >
        <Tabs.List
          ref={bringTabIntoView}
          aria-label="Parts of the settings"
          className="sticky top-0 z-10 flex shrink-0 gap-1 overflow-x-auto border-b border-line bg-paper pb-2 md:w-48 md:flex-col md:border-b-0 md:pb-0"
        >
          {TABS.map((tab) => (
            <Tabs.Trigger
              key={tab.id}
              value={tab.id}
              className="rounded-lg px-3 py-1.5 text-left text-[13.5px] -outline-offset-2 whitespace-nowrap text-soft hover:bg-hover data-[state=active]:bg-sunken data-[state=active]:font-medium data-[state=active]:text-ink coarse:min-h-11"
            >
              {tab.name}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value="hosts" className="min-w-0 flex-1 outline-none">
          <Suspense>
            <Hosts />
          </Suspense>
        </Tabs.Content>
        <Tabs.Content value="answers" className="min-w-0 flex-1 outline-none">
          <Suspense>
            <Answers />
          </Suspense>
        </Tabs.Content>
        <Tabs.Content value="spending" className="min-w-0 flex-1 outline-none">
          <Suspense>
            <Spending />
          </Suspense>
        </Tabs.Content>
        <Tabs.Content value="prompt" className="min-w-0 flex-1 outline-none">
          <SharedPrompt />
        </Tabs.Content>
        <Tabs.Content value="context" className="min-w-0 flex-1 outline-none">
          <SharedContext />
        </Tabs.Content>
        <Tabs.Content value="memories" className="min-w-0 flex-1 outline-none">
          <Suspense>
            <MemoriesAndPeople />
          </Suspense>
        </Tabs.Content>
        <Tabs.Content value="care" className="min-w-0 flex-1 outline-none">
          <Suspense>
            <Care onLeave={onClose} />
          </Suspense>
        </Tabs.Content>
        <Tabs.Content value="forgetting" className="min-w-0 flex-1 outline-none">
          <Forgetting />
        </Tabs.Content>
        <Tabs.Content value="look" className="min-w-0 flex-1 outline-none">
          <PaceAndLook />
        </Tabs.Content>
      </Tabs.Root>
    </Dialog>
  )
}

const WIDE = '(min-width: 768px)'

/** Whether the tabs stand beside what they show: then the arrow keys go up and down. */
function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = matchMedia(WIDE)
      query.addEventListener('change', changed)
      return () => query.removeEventListener('change', changed)
    },
    () => matchMedia(WIDE).matches,
  )
}

/** On a narrow screen the tabs are a row that scrolls. */
function bringTabIntoView(): void {
  document
    .querySelector('[role=dialog] [role=tab][data-state=active]')
    ?.scrollIntoView({ inline: 'center', block: 'nearest' })
}

function SharedPrompt() {
  const stored = useWorkspace((workspace) => workspace.settings.systemPrompt)
  const [text, setText] = useState(stored)
  const save = async () => {
    const answer = await api.changeSettings({ systemPrompt: text })
    if (!answer.ok) return sayProblem(answer.problem.message)
    say({
      words: 'The shared system prompt was changed.',
      action: { name: 'Undo', run: () => void api.changeSettings({ systemPrompt: stored }) },
    })
  }
  return (
    <div className="flex flex-col gap-4">
      <Field
        label="Shared system prompt"
        about="Every chat follows it, from its next message on, unless it has a prompt of its own. It tells Claude to look into memory first and how to keep it."
      >
        {(id, about) => (
          <TextArea
            id={id}
            aria-describedby={about}
            rows={14}
            className="font-mono text-[12.5px]!"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button look="quiet" disabled={text === stored} onClick={() => setText(stored)}>
          Discard
        </Button>
        <Button look="strong" disabled={text === stored} onClick={() => void save()}>
          Save prompt
        </Button>
      </div>
    </div>
  )
}

const PACES = [
  { value: 0, name: 'As fast as can be' },
  { value: 8, name: 'Quick' },
  { value: 18, name: 'Human' },
  { value: 40, name: 'Slow, for showing' },
] as const

function PaceAndLook() {
  const pace = useWorkspace((workspace) => workspace.settings.rehearsalPace)
  const theme = useTheme()
  const language = useLanguage()
  const direction = useDirection()
  const known = PACES.some((one) => one.value === pace)
  return (
    <div className="flex flex-col gap-5">
      <Field
        label="Pace of the rehearsal model"
        about="How long it waits between the pieces of its reply. A real Claude has its own pace."
      >
        {(id, about) => (
          <Select
            id={id}
            aria-describedby={about}
            value={pace}
            onChange={async (event) => {
              const answer = await api.changeSettings({ rehearsalPace: Number(event.target.value) })
              if (!answer.ok) sayProblem(answer.problem.message)
            }}
          >
            {!known && <option value={pace}>{`${pace} ms`}</option>}
            {PACES.map((one) => (
              <option key={one.value} value={one.value}>
                {one.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Theme" about="Kept in this browser.">
        {(id, about) => (
          <Select
            id={id}
            aria-describedby={about}
            value={theme}
            onChange={(event) => setTheme(parseTheme(event.target.value))}
          >
            <option value="system">As the system</option>
            <option value="light">Light</option>
            <option value="dark">Dark</option>
          </Select>
        )}
      </Field>
      <Field
        label="Language"
        about="Of this interface, in this browser. Claude answers in the language it is asked in."
      >
        {(id, about) => (
          <Select
            id={id}
            aria-describedby={about}
            value={language}
            onChange={(event) => {
              setLanguage(event.target.value as Language).catch(() => sayProblem(words().offline))
            }}
          >
            {Object.entries(LANGUAGES).map(([tag, name]) => (
              <option key={tag} value={tag} lang={tag}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Direction of writing" about="Which side things begin at. Kept in this browser.">
        {(id, about) => (
          <Select
            id={id}
            aria-describedby={about}
            value={direction}
            onChange={(event) => setDirection(parseDirection(event.target.value))}
          >
            <option value="auto">As the language has it</option>
            <option value="ltr">From left to right</option>
            <option value="rtl">From right to left</option>
          </Select>
        )}
      </Field>
    </div>
  )
}
