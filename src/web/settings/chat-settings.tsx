import { useState } from 'react'
import type { ChatInfo, ChatSettings } from '../../workspace/events.ts'
import { effectiveSettings, hostOf } from '../../workspace/state.ts'
import { api } from '../api.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Field, Select, Switch, TextArea } from '../components/field.tsx'
import { say, sayProblem } from '../components/toast.tsx'
import { useWorkspace } from '../store/store.ts'
import { ContextEditingForm } from './context-editing-form.tsx'
import { MemoriesOfChat } from './memories-of-chat.tsx'

/** What one chat does differently from the workspace. Everything follows the workspace until it is switched. */
export function ChatSettingsDialog({
  chat,
  onClose,
}: {
  readonly chat: ChatInfo
  readonly onClose: () => void
}) {
  const change = async (settings: Partial<ChatSettings>) => {
    const answer = await api.changeChat(chat.id, { settings })
    if (!answer.ok) sayProblem(answer.problem.message)
    else say({ words: `The settings of ${chat.name} were changed.` })
  }
  return (
    <Dialog title="Chat settings" about={`Only for ${chat.name}.`} open onClose={onClose} wide>
      <div className="flex flex-col gap-7">
        <MemoriesOfChat chat={chat} />
        <ModelOfChat chat={chat} change={change} />
        <PromptOfChat chat={chat} change={change} />
        <ContextOfChat chat={chat} change={change} />
      </div>
    </Dialog>
  )
}

interface PartProps {
  readonly chat: ChatInfo
  readonly change: (settings: Partial<ChatSettings>) => Promise<void>
}

function ModelOfChat({ chat, change }: PartProps) {
  const host = useWorkspace((workspace) => hostOf(workspace, chat.settings))
  const own = chat.settings.model
  return (
    <Field label="Model" about={`The workspace uses ${host.model} on ${host.name}.`}>
      {(id, about) => (
        <Select
          id={id}
          aria-describedby={about}
          value={own ?? ''}
          onChange={(event) => void change({ model: event.target.value || null })}
        >
          <option value="">As the workspace</option>
          {own !== null && !host.models.some((one) => one.id === own) && <option value={own}>{own}</option>}
          {host.models.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

function PromptOfChat({ chat, change }: PartProps) {
  const shared = useWorkspace((workspace) => workspace.settings.systemPrompt)
  const own = chat.settings.systemPrompt
  const [text, setText] = useState(own ?? shared)
  return (
    <div className="flex flex-col gap-3">
      <Switch
        label="A system prompt of its own"
        about={own === null ? 'Follows the shared prompt in Settings.' : 'Does not follow the shared prompt.'}
        checked={own !== null}
        onChange={(on) => {
          setText(own ?? shared)
          void change({ systemPrompt: on ? shared : null })
        }}
      />
      {own !== null && (
        <>
          <TextArea
            aria-label="System prompt of this chat"
            rows={8}
            className="font-mono text-[12.5px]!"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Button
            look="strong"
            small
            className="self-end"
            disabled={text === own}
            onClick={() => void change({ systemPrompt: text })}
          >
            Save prompt
          </Button>
        </>
      )}
    </div>
  )
}

function ContextOfChat({ chat, change }: PartProps) {
  const workspace = useWorkspace((all) => all.settings)
  const host = useWorkspace((all) => hostOf(all, chat.settings))
  const own = chat.settings.contextEditing
  const { contextEditing } = effectiveSettings(workspace, host, chat.settings)
  return (
    <div className="flex flex-col gap-5">
      <Switch
        label="Context editing of its own"
        about={own === null ? 'Follows the workspace.' : 'Does not follow the workspace.'}
        checked={own !== null}
        onChange={(on) => void change({ contextEditing: on ? workspace.contextEditing : null })}
      />
      {own !== null && (
        <ContextEditingForm
          key={JSON.stringify(own)}
          stored={contextEditing}
          onSave={(value) => void change({ contextEditing: value })}
        />
      )}
    </div>
  )
}
