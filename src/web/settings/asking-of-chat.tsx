import type { ChatInfo, ChatSettings } from '../../workspace/events.ts'
import { hostOf } from '../../workspace/state.ts'
import { CompactionForm } from '../answers/compaction-form.tsx'
import { ThinkingForm } from '../answers/thinking-form.tsx'
import { Field, Select, Switch } from '../components/field.tsx'
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
  const own = chat.settings.model
  const named = chat.settings.host ?? ''
  const said = words().chat
  return (
    <div className="grid gap-4 min-[560px]:grid-cols-2">
      <Field label={said.host} about={said.hostAbout(shared.name)}>
        {(id, about) => (
          <Select
            id={id}
            aria-describedby={about}
            value={named}
            onChange={(event) => void change({ host: event.target.value || null, model: null })}
          >
            <option value="">{said.asWorkspace}</option>
            {hosts
              .filter(({ available, id }) => available || id === named)
              .map(({ id, name, available }) => (
                <option key={id} value={id}>
                  {available ? name : said.unusable(name)}
                </option>
              ))}
          </Select>
        )}
      </Field>
      <Field label={said.model} about={said.modelAbout(host.model)}>
        {(id, about) => (
          <Select
            id={id}
            aria-describedby={about}
            value={own ?? ''}
            onChange={(event) => void change({ model: event.target.value || null })}
          >
            <option value="">{named === '' ? said.asWorkspace : said.hostsOwn}</option>
            {own !== null && !host.models.some((one) => one.id === own) && <option value={own}>{own}</option>}
            {host.models.map(({ id, name, capabilities }) => (
              <option key={id} value={id}>
                {capabilities.lifecycle.status === 'active'
                  ? name
                  : said.modelAgeing(name, capabilities.lifecycle.status)}
              </option>
            ))}
          </Select>
        )}
      </Field>
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
