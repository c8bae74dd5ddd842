/** The whole tree as it was, planned as one commit. Pure. */
import { ROOT } from './path.ts'
import type { ChangePlanning } from './planning.ts'
import { treeAt } from './tree-at.ts'
import type { Commit, CommitSpan, DocumentId, DocumentInfo } from './types.ts'
import { type Resolutions, settle, type Undoing } from './undo.ts'
import { conflictOf, presentState, type TakenOut } from './undo-one.ts'

/**
 * Gives the tree the paths and texts that it had after commit `number` (0: empty). `head`: the newest commit that whoever
 * asks has seen; refused with `changed` when there is a newer one. What was erased for ever does not come back: a living
 * document of which the wanted text is gone is a conflict, a deleted one stays away.
 */
export async function restoreTree(
  number: number,
  head: number,
  resolutions: Resolutions,
  p: ChangePlanning,
): Promise<Undoing> {
  if (head > 0 && !p.past.commit(head))
    return { kind: 'refused', code: 'not_found', message: `There is no commit ${head}.` }
  if (number > head || (number > 0 && !p.past.commit(number)))
    return { kind: 'refused', code: 'not_found', message: `There is no commit ${number} up to ${head}.` }
  if (p.past.commit(head + 1) || !isSame(treeAt(commitsOf(p, head)), p.tree.under(ROOT)))
    return {
      kind: 'refused',
      code: 'changed',
      message: 'The memory was changed meanwhile. Nothing was done; look again first.',
    }
  const wanted = new Map(treeAt(commitsOf(p, number)).map((info) => [info.document, info] as const))
  const documents = new Set([...p.tree.under(ROOT).map((info) => info.document), ...wanted.keys()])
  const all: TakenOut[] = []
  for (const document of documents) {
    const taken = await takenBack(document, wanted.get(document), p)
    if (taken) all.push(taken)
  }
  const undoes: readonly CommitSpan[] = number < head ? [[number + 1, head]] : []
  return settle({ reason: 'restore', undoes }, all, resolutions, p)
}

function* commitsOf({ past }: ChangePlanning, through: number): Generator<Commit> {
  for (let number = 1; number <= through; number++) {
    const commit = past.commit(number)
    if (commit) yield commit
  }
}

function isSame(a: readonly DocumentInfo[], b: readonly DocumentInfo[]): boolean {
  const same = (one: DocumentInfo, other: DocumentInfo | undefined) =>
    one.document === other?.document && one.path === other.path && one.version === other.version
  return a.length === b.length && a.every((info, i) => same(info, b[i]))
}

async function takenBack(
  document: DocumentId,
  was: DocumentInfo | undefined,
  p: ChangePlanning,
): Promise<TakenOut | null> {
  const now = p.tree.document(document)
  if (now?.path === was?.path && now?.version === was?.version) return null
  const present = await presentState(document, p)
  if (!was) return { document, present, wanted: null, conflict: null }
  const text = await p.text(document, was.version)
  if (text !== null) return { document, present, wanted: { path: was.path, text }, conflict: null }
  if (!present) return null
  const why = `The text that ${was.path} had then was erased for ever; it can only stay as it is.`
  const conflict = conflictOf(document, { present, wanted: present, why }, p)
  return { document, present, wanted: present, conflict }
}
