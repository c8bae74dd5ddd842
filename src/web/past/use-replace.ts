/** Looking at what a replacing would change, while one types; and doing it. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { sayProblem } from '../components/toast.tsx'
import { myName } from '../me.ts'
import { sayRefusal } from '../memory/outcome.ts'
import { useWorkspace } from '../store/store.ts'
import { past, type Replacing } from './past-api.ts'
import { tellWritten } from './tell-undone.ts'
import { words } from './words-replace.ts'

/** Milliseconds after the last letter before memory is looked through. */
const REST = 220

/** `onDone`: when all was replaced. */
export function useReplace(asked: Replacing, onDone: () => void) {
  const [doing, setDoing] = useState(false)
  const { preview, problem, looking } = usePreview(asked, doing)
  const act = async (allowSecrets = false) => {
    if (!preview || preview.count === 0) return
    setDoing(true)
    const answer = await past.replace(asked, preview.count, myName(), allowSecrets)
    setDoing(false)
    if (!answer.ok) return sayProblem(answer.problem.message)
    const outcome = answer.value
    if (outcome.kind === 'done') {
      onDone()
      const { replaced, undo, undoTitle } = words()
      tellWritten(replaced(preview.count, preview.documents.length), outcome.commits, {
        name: undo,
        title: undoTitle,
      })
      return
    }
    if (outcome.kind === 'refused') return sayRefusal(outcome, { allSame: () => void act(true) })
    sayProblem(words().changedMeanwhile)
  }
  const able = preview !== null && preview.count > 0 && asked.find !== asked.replace && !looking && !doing
  return { preview, problem, looking, doing, able, act }
}

/** `doing`: what was seen stays, for what is just being written is found no more. */
function usePreview(asked: Replacing, doing: boolean) {
  const wanted = JSON.stringify(asked)
  const [rested, setRested] = useState(wanted)
  useEffect(() => {
    const timer = setTimeout(() => setRested(wanted), REST)
    return () => clearTimeout(timer)
  }, [wanted])
  const heads = useWorkspace((workspace) => workspace.memoryHeads)
  const query = useQuery({
    queryKey: ['replace', rested, heads],
    enabled: asked.find !== '' && rested === wanted && !doing,
    gcTime: 0,
    placeholderData: keepPreviousData,
    queryFn: async () => {
      const answer = await past.previewReplace(asked, myName())
      return answer.ok ? answer.value : { kind: 'refused' as const, message: answer.problem.message }
    },
  })
  const value = query.data
  return {
    preview: value && !('kind' in value) ? value : null,
    problem: value && 'kind' in value ? value.message : null,
    looking: rested !== wanted || query.isFetching,
  }
}
