import { Tabs } from 'radix-ui'
import { type ComponentType, useSyncExternalStore } from 'react'
import { Dialog } from '../components/dialog.tsx'
import { late } from '../components/late.tsx'
import { Forgetting } from '../erase/retention-form.tsx'
import { HelpLink } from '../help/help-link.tsx'
import type { HelpPage } from '../help/pages.ts'
import { type SettingsPart, settingsPart } from '../shell/shell.ts'
import { PaceAndLook } from './pace-and-look.tsx'
import { SharedContext } from './shared-context.tsx'
import { SharedPrompt } from './shared-prompt.tsx'
import { words } from './words.ts'

interface PartProps {
  /** Closes the settings, when a part leads elsewhere. */
  readonly onLeave: () => void
}

/** What each part shows, in the order of the tabs. Their names are in the catalogue, under the same ids. */
const PARTS: Readonly<Record<SettingsPart, ComponentType<PartProps>>> = {
  hosts: late(() => import('../hosts/hosts-settings.tsx').then((m) => m.HostsSettings)),
  answers: late(() => import('../answers/answers-settings.tsx').then((m) => m.AnswersSettings)),
  prompt: SharedPrompt,
  context: SharedContext,
  spending: late(() => import('../money/limits-settings.tsx').then((m) => m.SpendingSettings)),
  memories: late(() => import('../people/memories-settings.tsx').then((m) => m.MemoriesAndPeople)),
  care: late(() => import('../care/care.tsx').then((m) => m.Care)),
  forgetting: Forgetting,
  look: PaceAndLook,
}

/** The page that tells more of a part. */
const HELP: Readonly<Record<SettingsPart, HelpPage>> = {
  hosts: 'hosts',
  answers: 'settings',
  prompt: 'prompts',
  context: 'clearing',
  spending: 'limits',
  memories: 'memories',
  care: 'care',
  forgetting: 'forgetting',
  look: 'settings',
}

const ORDER = Object.keys(PARTS) as readonly SettingsPart[]

/** The settings of the workspace, which every chat follows until it has its own. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const beside = useWide()
  const said = words()
  return (
    <Dialog title={said.title} about={said.about} open onClose={onClose} broad steady>
      <Tabs.Root
        defaultValue={settingsPart()}
        onValueChange={() => requestAnimationFrame(beginPart)}
        orientation={beside ? 'vertical' : 'horizontal'}
        className="flex flex-col gap-5 md:flex-row md:items-start md:gap-8"
      >
        <Tabs.List
          ref={bringTabIntoView}
          aria-label={said.parts}
          className="sticky top-0 z-10 flex shrink-0 gap-1 overflow-x-auto border-b border-line bg-paper pb-2 md:w-52 md:flex-col md:border-b-0 md:pb-0"
        >
          {ORDER.map((part) => (
            <Tabs.Trigger
              key={part}
              value={part}
              className="rounded-lg px-3 py-1.5 text-start text-plain -outline-offset-2 whitespace-nowrap text-soft hover:bg-hover data-[state=active]:bg-sunken data-[state=active]:font-medium data-[state=active]:text-ink coarse:min-h-11"
            >
              {said.part[part]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {ORDER.map((part) => {
          const Part = PARTS[part]
          return (
            <Tabs.Content key={part} value={part} className="min-w-0 flex-1 -outline-offset-2">
              <Part onLeave={onClose} />
              <p className="mt-6">
                <HelpLink page={HELP[part]} about={said.part[part]} />
              </p>
            </Tabs.Content>
          )
        })}
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

/** A part is read from its beginning, however far down one was in the one before. */
function beginPart(): void {
  document.querySelector('[role=dialog] [data-dialog-body]')?.scrollTo({ top: 0 })
  bringTabIntoView()
}

/** On a narrow screen the tabs are a row that scrolls. */
function bringTabIntoView(): void {
  document
    .querySelector('[role=dialog] [role=tab][data-state=active]')
    ?.scrollIntoView({ inline: 'center', block: 'nearest' })
}
