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
import { words } from './words.ts'

/** What one chat does differently from the workspace. Everything follows the workspace until it is switched. */
export function ChatSettingsDialog({ id, onClose }: ChatSettingsDialogProps) {
  const chat = useWorkspace(({ chats }) => chats[id])
  return chat ? <SettingsOf chat={chat} onClose={onClose} /> : null
}

export interface ChatSettingsDialogProps {
  /** Of the chat. */
  readonly id: string
  readonly onClose: () => void
}

function SettingsOf({ chat, onClose }: { readonly chat: ChatInfo; readonly onClose: () => void }) {
  const change = async (settings: Partial<ChatSettings>) => {
    const answer = await api.changeChat(chat.id, { settings })
    if (!answer.ok) sayProblem(answer.problem.message)
    else say({ words: words().chat.changed(chat.name) })
  }
  return (
    <Dialog title={words().chat.title} about={words().chat.about(chat.name)} open onClose={onClose} wide>
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
  const said = words().chat
  return (
    <div className="flex flex-col gap-3">
      <Switch
        label={said.prompt}
        about={own === null ? said.promptFollows : said.promptFollowsNot}
        checked={own !== null}
        onChange={(on) => {
          setText(own ?? shared)
          void change({ systemPrompt: on ? shared : null })
        }}
      />
      {own !== null && (
        <>
          <TextArea
            aria-label={said.promptText}
            rows={8}
            className="font-mono text-small!"
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
            {said.savePrompt}
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
        label={words().chat.context}
        about={own === null ? words().chat.follows : words().chat.followsNot}
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
