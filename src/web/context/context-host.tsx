/** The one place where one looks at a chat's context. It comes over the line only when somebody does. */
import { lazy, Suspense } from 'react'
import { useWorkspace } from '../store/store.ts'
import { openContext, useOpenContext } from './open-context.ts'

const ContextDialog = lazy(() => import('./context-dialog.tsx').then((m) => ({ default: m.ContextDialog })))

export function ContextHost() {
  const open = useOpenContext()
  const chat = useWorkspace((workspace) => (open === null ? undefined : workspace.chats[open]))
  if (!chat) return null
  return (
    <Suspense>
      <ContextDialog key={chat.id} chat={chat} onClose={() => openContext(null)} />
    </Suspense>
  )
}
