/** The one place where the prompts open. They come over the line only when somebody asks for them. */

import { lateDialog } from '../components/late.tsx'
import { leavePrompts, useOpenPrompts } from './open-prompts.ts'

const PromptsDialog = lateDialog(() => import('./prompts-dialog.tsx').then((m) => m.PromptsDialog), 'field')

export function PromptsHost() {
  const open = useOpenPrompts()
  if (!open) return null
  return <PromptsDialog chat={open.chat} onClose={leavePrompts} />
}
