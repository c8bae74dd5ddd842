import { FileDown, FileUp, Plus } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '../components/button.tsx'
import { say, sayProblem } from '../components/toast.tsx'
import { filePath, promptsApi } from './prompts-api.ts'
import { words } from './words.ts'

/** The ways to prompts of one's own: written here, brought in as a file, taken along as a file. */
export function OwnPrompts({ any, onAdd }: OwnPromptsProps) {
  const file = useRef<HTMLInputElement>(null)
  const said = words()
  return (
    <div className="flex flex-wrap gap-1 border-t border-line pt-3">
      <Button small onClick={onAdd}>
        <Plus className="size-3.5" />
        {said.add}
      </Button>
      <Button small look="quiet" onClick={() => file.current?.click()}>
        <FileUp className="size-3.5" />
        {said.bringIn}
      </Button>
      <input
        ref={file}
        type="file"
        accept=".md,.json,text/markdown,application/json"
        aria-label={said.bringIn}
        tabIndex={-1}
        className="hidden"
        onChange={(event) => {
          const [chosen] = event.target.files ?? []
          event.target.value = ''
          if (chosen) void bringIn(chosen)
        }}
      />
      {any && (
        <a
          href={filePath(null)}
          download
          className="inline-flex h-7 items-center gap-1.5 rounded-md px-2.5 text-small font-medium text-soft hover:bg-hover hover:text-ink coarse:min-h-10"
        >
          <FileDown className="size-3.5" />
          {said.saveAll}
        </a>
      )}
    </div>
  )
}

export interface OwnPromptsProps {
  /** Whether somebody has made one. */
  readonly any: boolean
  readonly onAdd: () => void
}

async function bringIn(file: File): Promise<void> {
  const answer = await promptsApi.bringIn(await file.text())
  if (!answer.ok) return sayProblem(answer.problem.message)
  const of = (how: string) => answer.value.prompts.filter((each) => each.how === how).length
  say({ words: words().brought(of('added'), of('changed'), of('unchanged')) })
}
