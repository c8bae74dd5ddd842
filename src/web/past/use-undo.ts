import { useEffect, useState } from 'react'
import { look } from '../location.ts'
import { sayRefusal } from '../memory/outcome.ts'
import { past, type Resolutions, type UndoOutcome, type UndoPreview, type UndoWhat } from './past-api.ts'
import { tellDone, tellUnchanged } from './tell-undone.ts'
import { againWords } from './undo-words.ts'

export type UndoStage =
  | { readonly kind: 'looking' }
  | { readonly kind: 'problem'; readonly message: string }
  | { readonly kind: 'doing'; readonly preview: UndoPreview }
  /** `told`: why nothing, or not all, was written when one had asked for it. What was chosen is kept. */
  | { readonly kind: 'found'; readonly preview: UndoPreview; readonly told: string | null }

/** Looks at what an undo would change, keeps what one chooses where it meets newer changes, and does it. */
export function useUndo(what: UndoWhat, name: string, onClose: () => void) {
  const [stage, setStage] = useState<UndoStage>({ kind: 'looking' })
  const [resolutions, setResolutions] = useState<Resolutions>({})
  // biome-ignore lint/correctness/useExhaustiveDependencies: what would be undone does not depend on who does it
  useEffect(() => {
    let open = true
    void past.previewUndo(what, name).then((answer) => {
      if (open) setStage(stageOf(answer))
    })
    return () => {
      open = false
    }
  }, [what])

  const settle = (preview: UndoPreview, outcome: UndoOutcome) => {
    switch (outcome.kind) {
      case 'done':
        onClose()
        if (what.kind === 'tree') look({ at: null })
        return tellDone(what, preview, outcome.commits)
      case 'unchanged':
        onClose()
        return tellUnchanged()
      case 'conflicts':
        setResolutions(without(resolutions, outcome.conflicts))
        return setStage({
          kind: 'found',
          preview: withConflicts(preview, outcome.conflicts),
          told: againWords(outcome.commits),
        })
      case 'refused': {
        const secret = outcome.code === 'secret'
        setStage({ kind: 'found', preview, told: secret ? null : outcome.message })
        if (secret) sayRefusal(outcome, { allSame: () => void act(true) })
        return
      }
      default:
        outcome satisfies never
    }
  }
  const act = async (allowSecrets = false) => {
    if (!('preview' in stage)) return
    const { preview } = stage
    setStage({ kind: 'doing', preview })
    const answer = await past.undo(what, name, resolutions, allowSecrets)
    if (answer.ok) settle(preview, answer.value)
    else setStage({ kind: 'found', preview, told: answer.problem.message })
  }
  const resolve = (document: string, resolution: Resolutions[string] | null) =>
    setResolutions(({ [document]: _, ...others }) =>
      resolution ? { ...others, [document]: resolution } : others,
    )
  return { stage, resolutions, resolve, act }
}

function stageOf(answer: Awaited<ReturnType<typeof past.previewUndo>>): UndoStage {
  if (!answer.ok) return { kind: 'problem', message: answer.problem.message }
  if ('kind' in answer.value) return { kind: 'problem', message: answer.value.message }
  return { kind: 'found', preview: answer.value, told: null }
}

/** What was chosen for a document that meets other changes now is chosen anew. */
function without(resolutions: Resolutions, met: UndoPreview['conflicts']): Resolutions {
  const ids = new Set(met.map(({ document }) => document))
  return Object.fromEntries(Object.entries(resolutions).filter(([id]) => !ids.has(id)))
}

/** A document in conflict now is no longer one that simply changes. */
function withConflicts(preview: UndoPreview, met: UndoPreview['conflicts']): UndoPreview {
  const ids = new Set(met.map(({ document }) => document))
  return {
    ...preview,
    documents: preview.documents.filter(({ document }) => !ids.has(document)),
    conflicts: [...preview.conflicts.filter(({ document }) => !ids.has(document)), ...met],
  }
}
