import type { ChatInfo, ChatSettings } from '../../workspace/events.ts'
import { hostOf } from '../../workspace/state.ts'
import { CompactionForm } from '../answers/compaction-form.tsx'
import { ThinkingForm } from '../answers/thinking-form.tsx'
import { ChoiceField } from '../components/choice.tsx'
import { Switch } from '../components/field.tsx'
import { useWorkspace } from '../store/store.ts'
import { words } from './words.ts'

export interface PartOfChatProps {
  readonly chat: ChatInfo
  readonly change: (settings: Partial<ChatSettings>) => Promise<void>
}

/** Which host and model answer here. */
export function ModelOfChat({ chat, change }: PartOfChatProps) {
  const shared = useWorkspace((workspace) => workspace.host)
  const hosts = useWorkspace((workspace) => workspace.hosts)
  const host = useWorkspace((workspace) => hostOf(workspace, chat.settings))
  const own = chat.settings.model ?? null
  const named = chat.settings.host ?? null
  const said = words().chat
  return (
    <div className="grid gap-4 min-[560px]:grid-cols-2">
      <ChoiceField
        label={said.host}
        about={said.hostAbout(shared.name)}
        choices={[
          { value: null, name: said.asWorkspace },
          ...hosts
            .filter(({ available, id }) => available || id === named)
            .map(({ id, name, available }) => ({ value: id, name: available ? name : said.unusable(name) })),
        ]}
        value={named}
        onChoose={(id) => void change({ host: id, model: null })}
      />
      <ChoiceField
        label={said.model}
        about={said.modelAbout(host.model)}
        choices={[
          { value: null, name: named === null ? said.asWorkspace : said.hostsOwn },
          ...(own === null || host.models.some((one) => one.id === own) ? [] : [{ value: own, name: own }]),
          ...host.models.map(({ id, name, capabilities: { lifecycle } }) => ({
            value: id,
            name: lifecycle.status === 'active' ? name : said.modelAgeing(name, lifecycle.status),
          })),
        ]}
        value={own}
        onChoose={(model) => void change({ model })}
      />
    </div>
  )
}

/** How hard Claude thinks here. */
export function ThinkingOfChat({ chat, change }: PartOfChatProps) {
  const shared = useWorkspace((workspace) => workspace.settings.thinking)
  const own = chat.settings.thinking ?? null
  const capabilities = useCapabilities(chat)
  return (
    <div className="flex flex-col gap-4">
      <Switch
        label={words().chat.thinking}
        about={own === null ? words().chat.follows : words().chat.followsNot}
        checked={own !== null}
        onChange={(on) => void change({ thinking: on ? shared : null })}
      />
      {own !== null && (
        <ThinkingForm
          value={own}
          capabilities={capabilities}
          onChange={(thinking) => void change({ thinking })}
        />
      )}
    </div>
  )
}

/** Whether and when the conversation here is summed up. */
export function CompactionOfChat({ chat, change }: PartOfChatProps) {
  const shared = useWorkspace((workspace) => workspace.settings.compaction)
  const own = chat.settings.compaction ?? null
  const capabilities = useCapabilities(chat)
  return (
    <div className="flex flex-col gap-4">
      <Switch
        label={words().chat.compaction}
        about={own === null ? words().chat.follows : words().chat.followsNot}
        checked={own !== null}
        onChange={(on) => void change({ compaction: on ? shared : null })}
      />
      {own !== null && (
        <CompactionForm
          key={JSON.stringify(own)}
          value={own}
          capabilities={capabilities}
          onChange={(compaction) => void change({ compaction })}
        />
      )}
    </div>
  )
}

/** Of the model that would answer here next; null when it is not known. */
function useCapabilities(chat: ChatInfo) {
  const host = useWorkspace((workspace) => hostOf(workspace, chat.settings))
  const model = chat.settings.model ?? host.model
  return host.models.find(({ id }) => id === model)?.capabilities ?? null
}
