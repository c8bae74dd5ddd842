import type { WorkspaceSettings } from '../../workspace/events.ts'
import { api } from '../api.ts'
import { say, sayProblem } from '../components/toast.tsx'
import { words } from './words.ts'

/** Changes settings of the workspace, and offers the way back. */
export async function changeSettings(
  before: WorkspaceSettings,
  next: Partial<WorkspaceSettings>,
): Promise<void> {
  const answer = await api.changeSettings(next)
  if (!answer.ok) return sayProblem(answer.problem.message)
  const old = Object.fromEntries(
    Object.keys(next).map((key) => [key, before[key as keyof WorkspaceSettings]]),
  )
  say({ words: words().changed, action: { name: words().undo, run: () => void api.changeSettings(old) } })
}
