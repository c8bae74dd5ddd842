/** The one place where the prompts open. They come over the line only when somebody asks for them. */
import { lazy, Suspense } from 'react'
import { useOpenPrompts } from './open-prompts.ts'

const PromptsDialog = lazy(() => import('./prompts-dialog.tsx').then((m) => ({ default: m.PromptsDialog })))

export function PromptsHost() {
  const open = useOpenPrompts()
  if (!open) return null
  return (
    <Suspense>
      <PromptsDialog {...open} />
    </Suspense>
  )
}
