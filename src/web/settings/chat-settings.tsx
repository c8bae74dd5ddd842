import { useState } from 'react'
import type { ChatInfo, ChatSettings } from '../../workspace/events.ts'
import { api } from '../api.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Switch, TextArea } from '../components/field.tsx'
import { say, sayProblem } from '../components/toast.tsx'
import { useWorkspace } from '../store/store.ts'
import { CompactionOfChat, ModelOfChat, type PartOfChatProps, ThinkingOfChat } from './asking-of-chat.tsx'
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
        <ThinkingOfChat chat={chat} change={change} />
        <PromptOfChat chat={chat} change={change} />
        <ContextOfChat chat={chat} change={change} />
        <CompactionOfChat chat={chat} change={change} />
      </div>
    </Dialog>
  )
}

function PromptOfChat({ chat, change }: PartOfChatProps) {
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

function ContextOfChat({ chat, change }: PartOfChatProps) {
  const shared = useWorkspace((all) => all.settings.contextEditing)
  const own = chat.settings.contextEditing
  return (
    <div className="flex flex-col gap-5">
      <Switch
        label="Context editing of its own"
        about={own === null ? 'Follows the workspace.' : 'Does not follow the workspace.'}
        checked={own !== null}
        onChange={(on) => void change({ contextEditing: on ? shared : null })}
      />
      {own !== null && (
        <ContextEditingForm
          key={JSON.stringify(own)}
          stored={own}
          onSave={(value) => void change({ contextEditing: value })}
        />
      )}
    </div>
  )
}
