import { changeSettings } from '../answers/change-settings.ts'
import { CompactionForm } from '../answers/compaction-form.tsx'
import { useWorkspace } from '../store/store.ts'
import { ContextEditingForm } from './context-editing-form.tsx'
import { words } from './words.ts'

/** What happens to long conversations: old results are cleared, or the whole is summed up. */
export function SharedContext() {
  const settings = useWorkspace((workspace) => workspace.settings)
  const host = useWorkspace((workspace) => workspace.host)
  const { contextEditing, compaction } = settings
  return (
    <div className="flex flex-col gap-8">
      <ContextEditingForm
        key={JSON.stringify(contextEditing)}
        stored={contextEditing}
        onSave={(value) => void changeSettings(settings, { contextEditing: value })}
      />
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
