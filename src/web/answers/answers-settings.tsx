import type { WorkspaceSettings } from '../../workspace/events.ts'
import { Part } from '../components/part.tsx'
import { useWorkspace } from '../store/store.ts'
import { CachingForm } from './caching-form.tsx'
import { changeSettings } from './change-settings.ts'
import { FallbackForm } from './fallback-form.tsx'
import { ThinkingForm } from './thinking-form.tsx'
import { words } from './words.ts'

/** How Claude is asked, in chats that have not chosen otherwise. */
export function AnswersSettings() {
  const settings = useWorkspace((workspace) => workspace.settings)
  const host = useWorkspace((workspace) => workspace.host)
  const capabilities = host.models.find(({ id }) => id === host.model)?.capabilities ?? null
  const change = (next: Partial<WorkspaceSettings>) => void changeSettings(settings, next)
  const { parts } = words()
  return (
    <div className="flex flex-col gap-8">
      <Part title={parts.thinking}>
        <ThinkingForm
          value={settings.thinking}
          capabilities={capabilities}
          onChange={(thinking) => change({ thinking })}
        />
      </Part>
      <Part title={parts.caching}>
        <CachingForm value={settings.cacheFor} onChange={(cacheFor) => change({ cacheFor })} />
      </Part>
      <Part title={parts.fallback}>
        <FallbackForm value={settings.fallback} onChange={(fallback) => change({ fallback })} />
      </Part>
    </div>
  )
}
