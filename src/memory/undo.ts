/** Undo at every size, planned: takes commits out of what has become since, as a new commit. Pure. */
import { arrange, type End, freeBeside } from './arrange.ts'
import { checkText } from './changes.ts'
import { badPathIn } from './commands.ts'
import type { DocumentConflict } from './outcome.ts'
import { Overlay } from './overlay.ts'
import { whyTaken } from './place.ts'
import type { BatchPlan, ChangePlanning } from './planning.ts'
import { spansOf } from './taken-back.ts'
import type { CommitReason, CommitSpan, DocumentId, MemoryPath } from './types.ts'
import { conflictOf, type State, type TakenOut, takeOut } from './undo-one.ts'

/** What a person chose for a document in conflict. */
export type Resolution = ({ readonly take: 'present' | 'wanted' } | { readonly text: string }) & {
  /** The version that the person saw (`DocumentConflict.version`): when it is another by now, the conflict is asked again. */
  readonly version?: number | null | undefined
}

export type Resolutions = Readonly<Record<DocumentId, Resolution>>

/** How one document would change. `from`: where it lies now, when it would move. */
export interface Previewed {
  readonly document: DocumentId
  readonly path: MemoryPath
  readonly before: string | null
  readonly after: string | null
  readonly from?: MemoryPath
}

/** What an undo would do, before it is done. */
export type Undoing =
  | { readonly kind: 'refused'; readonly code: 'not_found' | 'gone' | 'changed'; readonly message: string }
  | {
      readonly kind: 'undoing'
      readonly reason: CommitReason
      /** The commits that it takes back. */
      readonly undoes: readonly CommitSpan[]
      readonly documents: readonly Previewed[]
      readonly conflicts: readonly DocumentConflict[]
      readonly ends: ReadonlyMap<DocumentId, End>
    }

/**
 * Takes out what the commits did and keeps what others did since: edits by an inverse three-way merge, names where they
 * were not changed again; documents that were made go unless somebody worked on them; deleted ones come back.
 * All conflicts are found at once; `resolutions` settle them in a second call.
 */
export async function undoCommits(
  numbers: readonly number[],
  resolutions: Resolutions,
  p: ChangePlanning,
): Promise<Undoing> {
  const touched = new Set<DocumentId>()
  for (const number of numbers) {
    const commit = p.past.commit(number)
    if (!commit) return { kind: 'refused', code: 'not_found', message: `There is no commit ${number}.` }
    for (const change of commit.changes) if (change.kind !== 'erase') touched.add(change.document)
  }
  if (numbers.length > 0 && touched.size === 0)
    return { kind: 'refused', code: 'gone', message: 'What was erased for ever cannot be brought back.' }
  const undone = new Set(numbers)
  const all: TakenOut[] = []
  for (const document of touched) all.push(await takeOut(document, undone, p))
  return settle({ reason: 'revert', undoes: spansOf(numbers) }, all, resolutions, p)
}

/** Puts the choices in, finds a place for everything, and gathers the conflicts that are left. */
export function settle(
  what: Pick<Extract<Undoing, { kind: 'undoing' }>, 'reason' | 'undoes'>,
  all: readonly TakenOut[],
  resolutions: Resolutions,
  p: ChangePlanning,
): Undoing {
  const conflicts: DocumentConflict[] = []
  const settled: Settled[] = []
  for (const taken of all) {
    const choice = choiceFor(taken, resolutions, p)
    if (taken.conflict && !choice) conflicts.push(taken.conflict)
    else settled.push({ ...taken, wanted: choice ? chosen(taken, choice) : taken.wanted, isChosen: !!choice })
  }
  const placed = place(settled.filter(differs), p)
  const documents = placed.moved.map(previewed)
  const ends = new Map(placed.moved.map((each) => [each.document, endOf(each)] as const))
  return { kind: 'undoing', ...what, documents, ends, conflicts: [...conflicts, ...placed.conflicts] }
}

interface Settled extends Omit<TakenOut, 'conflict'> {
  readonly isChosen: boolean
}

function choiceFor(
  { document }: TakenOut,
  resolutions: Resolutions,
  p: ChangePlanning,
): Resolution | undefined {
  const choice = Object.hasOwn(resolutions, document) ? resolutions[document] : undefined
  if (!choice || choice.version === undefined) return choice
  return choice.version === (p.tree.document(document)?.version ?? null) ? choice : undefined
}

function chosen({ document, present, wanted, conflict }: TakenOut, choice: Resolution): State {
  if ('take' in choice) return choice.take === 'present' ? present : wanted
  const path = wanted?.path ?? present?.path ?? conflict?.path ?? document
  return { path, text: choice.text }
}

function differs({ present, wanted }: Settled): boolean {
  return present?.path !== wanted?.path || present?.text !== wanted?.text
}

/** Finds out whether each document can stand where it shall: what stays where it is comes first. */
function place(all: readonly Settled[], p: ChangePlanning) {
  const rest = new Overlay(p.tree)
  for (const { document } of all) rest.remove(document)
  const moved: Settled[] = []
  const conflicts: DocumentConflict[] = []
  const stays = (each: Settled) => each.wanted === null || each.wanted.path === each.present?.path
  for (const each of [...all.filter(stays), ...all.filter((one) => !stays(one))]) {
    const { document, present, wanted } = each
    const why = wanted && whyTaken(rest, wanted.path)
    if (wanted && why && !each.isChosen) {
      conflicts.push(conflictOf(document, { present, wanted, why: whyBeside(wanted, why, rest) }, p))
      continue
    }
    const state = wanted && why ? { ...wanted, path: freeBeside(rest, wanted.path) } : wanted
    if (state) rest.place(standIn(document, state.path))
    if (differs({ ...each, wanted: state })) moved.push({ ...each, wanted: state })
  }
  return { moved, conflicts }
}

function whyBeside({ path }: NonNullable<State>, why: string, tree: Overlay): string {
  return `${why.replace(/^Error: /, '')} It can come to ${freeBeside(tree, path)}, or stay as it is.`
}

/** Holds the place of a document; only its path counts. */
function standIn(document: DocumentId, path: MemoryPath) {
  return {
    document,
    path,
    version: 0,
    size: 0,
    sha256: '',
    createdAt: '',
    changedAt: '',
    changedBy: { kind: 'disk' },
  } as const
}

function previewed({ document, present, wanted }: Settled): Previewed {
  const path = wanted?.path ?? present?.path ?? ''
  const moved = present && wanted && present.path !== wanted.path ? { from: present.path } : {}
  return { document, path, before: present?.text ?? null, after: wanted?.text ?? null, ...moved }
}

function endOf({ present, wanted }: Settled): End {
  if (!wanted) return null
  return present?.text === wanted.text ? { path: wanted.path } : wanted
}

/** The commit that an undo makes, or what keeps it from being made. */
export function planOf(undoing: Undoing, p: ChangePlanning): BatchPlan {
  if (undoing.kind === 'refused') return undoing
  const { reason, undoes, conflicts, ends } = undoing
  if (conflicts.length > 0) return { kind: 'conflicts', conflicts }
  const plan = writeOf(reason, ends, p)
  return plan.kind === 'write' ? { ...plan, undoes } : plan
}

/** One commit that brings documents to their ends; refused when a text or a path of it cannot be stored. */
export function writeOf(
  reason: CommitReason,
  ends: ReadonlyMap<DocumentId, End>,
  p: ChangePlanning,
): BatchPlan {
  const changes = arrange(p.tree, ends)
  for (const change of changes) {
    const bad = 'text' in change ? checkText(change.path, change.text, p) : null
    if (bad) return bad
  }
  const path = badPathIn(changes)
  if (path) return { kind: 'refused', code: 'bad_path', message: path.replace(/^Error: /, '') }
  return changes.length === 0 ? { kind: 'unchanged' } : { kind: 'write', reason, changes }
}
