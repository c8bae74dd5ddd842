/** Several edits of people as one commit or none, planned. Pure. */
import { planMove, planNew, planRemoval, planSave } from './changes.ts'
import type { DocumentConflict } from './outcome.ts'
import type { BatchPlan, ChangePlan, ChangePlanning } from './planning.ts'
import { Staging } from './staging.ts'
import type { Actor, DocumentId } from './types.ts'
import { writeOf } from './undo.ts'

export type Edit =
  | { readonly kind: 'create'; readonly path: string; readonly text: string }
  /** `base`: the version that the text was made from. */
  | { readonly kind: 'save'; readonly document: DocumentId; readonly base: number; readonly text: string }
  /** `base`: refused when something that moves is newer than that. */
  | {
      readonly kind: 'rename'
      readonly from: string
      readonly to: string
      readonly base?: number | undefined
    }
  | { readonly kind: 'delete'; readonly path: string; readonly base?: number | undefined }

/**
 * Each edit is planned on what the ones before it leave. One refusal refuses all, and says which edit it was; the conflicts
 * of all saves are found at once.
 */
export async function planEdits(edits: readonly Edit[], by: Actor, p: ChangePlanning): Promise<BatchPlan> {
  const staging = new Staging(p, by)
  const conflicts: DocumentConflict[] = []
  for (const [i, edit] of edits.entries()) {
    const plan = await planEdit(edit, by, staging.planning)
    if (plan.kind === 'refused') {
      const which = edits.length === 1 ? '' : `Edit ${i + 1} of ${edits.length}: `
      return { ...plan, message: `${which}${plan.message}` }
    }
    if (plan.kind === 'conflict') conflicts.push(await conflictOf(edit, plan, p))
    else if (plan.kind === 'write') staging.add(plan.changes)
  }
  if (conflicts.length > 0) return { kind: 'conflicts', conflicts }
  return writeOf('batch', staging.ends(), p)
}

function planEdit(edit: Edit, by: Actor, p: ChangePlanning): ChangePlan | Promise<ChangePlan> {
  switch (edit.kind) {
    case 'create':
      return planNew(edit.path, edit.text, p)
    case 'save':
      return planSave(edit.document, edit.base, edit.text, by, p)
    case 'rename':
      return planMove(edit.from, edit.to, edit.base, p)
    case 'delete':
      return planRemoval(edit.path, edit.base, p)
    default:
      return edit satisfies never
  }
}

async function conflictOf(
  edit: Edit,
  { present, presentText, yourText, merged }: Extract<ChangePlan, { kind: 'conflict' }>,
  p: ChangePlanning,
): Promise<DocumentConflict> {
  const { document, path } = present
  const base = edit.kind === 'save' ? await p.text(document, edit.base) : null
  return {
    document,
    path,
    present: presentText,
    wanted: yourText,
    merged,
    ...(base === null ? {} : { base }),
    version: p.tree.document(document)?.version ?? null,
    why: `${path} was changed since you began to edit it.`,
  }
}
