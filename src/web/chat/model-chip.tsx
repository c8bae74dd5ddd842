import { ChevronDown } from 'lucide-react'
import type { ChatInfo, HostState } from '../../workspace/events.ts'
import { hostOf } from '../../workspace/state.ts'
import { api } from '../api.ts'
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from '../components/menu.tsx'
import { sayProblem } from '../components/toast.tsx'
import { openSettings } from '../shell/shell.ts'
import { useWorkspace } from '../store/store.ts'
import { words } from './words.ts'

/** Stands for following the workspace; no host is called so. */
const WORKSPACE = ''

/** Which model answers in a chat, said quietly where one writes, and the way to another. */
export function ModelChip({ chat }: { readonly chat: ChatInfo }) {
  const host = useWorkspace((workspace) => hostOf(workspace, chat.settings))
  const hosts = useWorkspace((workspace) => workspace.hosts)
  const shared = useWorkspace((workspace) => workspace.host)
  const { settings } = chat
  const model = settings.model ?? host.model
  const own = settings.model !== null || (settings.host ?? null) !== null
  const name = nameOf(host, model)
  const old = host.models.find(({ id }) => id === model)?.capabilities.lifecycle.status
  return (
    <Menu
      trigger={
        <button
          type="button"
          title={words().model.on(name, host.name)}
          className="flex h-7 min-w-0 shrink-[99] items-center gap-1 rounded-md px-1 text-small text-faint hover:bg-hover hover:text-ink coarse:h-10"
        >
          <span className="sr-only">{words().model.of(chat.name)}</span>
          <span className="truncate">
            <span className="hidden @lg:inline">{`${host.name} · `}</span>
            {name.replace(/^Claude /, '')}
          </span>
          {old && old !== 'active' && (
            <span className="size-1.5 shrink-0 rounded-full bg-bad" title={words().model.old(old)} />
          )}
          <ChevronDown className="size-3 shrink-0 @max-[22rem]:hidden" />
        </button>
      }
    >
      <MenuChoice
        value={own ? keyOf(host.id, model) : WORKSPACE}
        onChoose={() => void choose(chat, null, null)}
        choices={[{ value: WORKSPACE, name: words().model.asWorkspace(nameOf(shared, shared.model)) }]}
      />
      {hosts
        .filter(({ available, models }) => available && models.length > 0)
        .map((one) => (
          <HostModels key={one.id} host={one} chosen={own ? keyOf(host.id, model) : WORKSPACE} chat={chat} />
        ))}
      <MenuLine />
      <MenuItem onSelect={() => openSettings('hosts')}>{words().model.hosts}</MenuItem>
    </Menu>
  )
}

interface HostModelsProps {
  readonly host: HostState
  readonly chosen: string
  readonly chat: ChatInfo
}

function HostModels({ host, chosen, chat }: HostModelsProps) {
  const offered = host.models.filter(
    ({ id, capabilities }) => capabilities.lifecycle.status === 'active' || keyOf(host.id, id) === chosen,
  )
  return (
    <>
      <MenuLabel>{host.name}</MenuLabel>
      <MenuChoice
        value={chosen}
        onChoose={(key) => void choose(chat, host.id, key.slice(host.id.length + 1))}
        choices={offered.map(({ id, name }) => ({ value: keyOf(host.id, id), name }))}
      />
    </>
  )
}

function keyOf(host: string, model: string): string {
  return `${host} ${model}`
}

function nameOf({ models }: HostState, model: string): string {
  return models.find(({ id }) => id === model)?.name ?? model
}

async function choose(chat: ChatInfo, host: string | null, model: string | null): Promise<void> {
  const answer = await api.changeChat(chat.id, { settings: { host, model } })
  if (!answer.ok) sayProblem(answer.problem.message)
}
