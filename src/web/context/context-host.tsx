/** The one place where one looks at a chat's context. It comes over the line only when somebody does. */

import { lateDialog } from '../components/late.tsx'
import { useWorkspace } from '../store/store.ts'
import { openContext, useOpenContext } from './open-context.ts'

const ContextDialog = lateDialog(() => import('./context-dialog.tsx').then((m) => m.ContextDialog))

export function ContextHost() {
  const open = useOpenContext()
  const chat = useWorkspace((workspace) => (open === null ? undefined : workspace.chats[open]))
  if (!chat) return null
  return <ContextDialog key={chat.id} chat={chat} onClose={() => openContext(null)} />
}
