import { CopyPlus, FileDown, MoreHorizontal, PencilLine, Trash2 } from 'lucide-react'
import { GUEST } from '../../memory/rights.ts'
import { mayChangePrompt } from '../../workspace/prompts.ts'
import { IconButton } from '../components/button.tsx'
import { Menu, MenuItem, MenuLine } from '../components/menu.tsx'
import { say, sayProblem } from '../components/toast.tsx'
import { useViewer } from '../me.ts'
import { filePath, type Prompt, promptsApi } from './prompts-api.ts'
import { words } from './words.ts'

/** What one can do with a prompt beside using it. Those that somebody else made, and those that came along, stay as they are. */
export function PromptMenu({ prompt, onWrite }: PromptMenuProps) {
  const viewer = useViewer()
  const { own } = prompt
  const mine = own && mayChangePrompt(own, viewer === null ? GUEST : { kind: 'person', name: viewer })
  const said = words().page
  return (
    <Menu
      trigger={
        <IconButton label={said.more}>
          <MoreHorizontal />
        </IconButton>
      }
    >
      {mine && (
        <MenuItem icon={<PencilLine />} onClosed={() => onWrite(prompt, null)}>
          {said.edit}
        </MenuItem>
      )}
      <MenuItem icon={<CopyPlus />} onClosed={() => onWrite(null, prompt)}>
        {said.copyIt}
      </MenuItem>
      <MenuItem icon={<FileDown />} onSelect={() => save(prompt.id)}>
        {said.asFile}
      </MenuItem>
      {mine && (
        <>
          <MenuLine />
          <MenuItem icon={<Trash2 />} danger onSelect={() => void remove(prompt)}>
            {said.delete}
          </MenuItem>
        </>
      )}
    </Menu>
  )
}

export interface PromptMenuProps {
  readonly prompt: Prompt
  /** Begins to change one, or a new one from another. */
  readonly onWrite: (change: Prompt | null, from: Prompt | null) => void
}

function save(id: string): void {
  const link = document.createElement('a')
  link.href = filePath(id)
  link.download = ''
  link.click()
}

async function remove({ own: _, id, ...said }: Prompt): Promise<void> {
  const answer = await promptsApi.remove(id)
  if (!answer.ok) return sayProblem(answer.problem.message)
  const { deleted, undo } = words().page
  const bringBack = async () => {
    const kept = await promptsApi.keep(id, said)
    if (!kept.ok) sayProblem(kept.problem.message)
  }
  say({ words: deleted(said.title), action: { name: undo, run: () => void bringBack() } })
}
