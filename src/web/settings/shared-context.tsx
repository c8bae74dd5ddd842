import { changeSettings } from '../answers/change-settings.ts'
import { CompactionForm } from '../answers/compaction-form.tsx'
import { activePane } from '../board/arrange.ts'
import { Button } from '../components/button.tsx'
import { openContext } from '../context/open-context.ts'
import { useWorkspace } from '../store/store.ts'
import { ContextEditingForm } from './context-editing-form.tsx'
import { words } from './words.ts'

/** What happens to long conversations: old results are cleared, or the whole is summed up. */
export function SharedContext({ onLeave }: { readonly onLeave: () => void }) {
  const settings = useWorkspace((workspace) => workspace.settings)
  const host = useWorkspace((workspace) => workspace.host)
  const { contextEditing, compaction } = settings
  const chat = activePane()
  return (
    <div className="flex flex-col gap-8">
      <ContextEditingForm
        key={JSON.stringify(contextEditing)}
        stored={contextEditing}
        onSave={(value) => void changeSettings(settings, { contextEditing: value })}
      />
      {chat !== null && (
        <TryOnChat
          chat={chat}
          onTry={() => {
            onLeave()
            openContext(chat)
          }}
        />
      )}
      <section aria-label={words().summingUp} className="border-t border-line pt-6">
        <CompactionForm
          key={JSON.stringify(compaction)}
          value={compaction}
          capabilities={host.models.find(({ id }) => id === host.model)?.capabilities ?? null}
          onChange={(value) => void changeSettings(settings, { compaction: value })}
        />
      </section>
    </div>
  )
}

/** What values would have done shows best on a chat that has been. */
function TryOnChat({ chat, onTry }: { readonly chat: string; readonly onTry: () => void }) {
  const name = useWorkspace((workspace) => workspace.chats[chat]?.name ?? '')
  const said = words().clearing
  return (
    <div className="-mt-4 flex flex-wrap items-center gap-x-3 gap-y-2">
      <p className="min-w-48 flex-1 text-small text-faint">{said.tryAbout}</p>
      <Button small onClick={onTry}>
        {said.tryOn(name)}
      </Button>
    </div>
  )
}
