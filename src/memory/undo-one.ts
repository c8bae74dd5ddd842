/** Takes out of one document what some commits did to it, and keeps what others did since. Pure. */
import { applyChoices, differencesOf, hunksOf } from './hunks.ts'
import { lineBreakOf } from './lines.ts'
import { withMarkers } from './merge.ts'
import type { DocumentConflict } from './outcome.ts'
import type { ChangePlanning } from './planning.ts'
import { actorName } from './refusal.ts'
import type { Standing } from './standing.ts'
import type { DocumentId, MemoryPath } from './types.ts'
import { type Run, runsOf } from './undo-runs.ts'

/** A document as it stands or shall stand; null when it is not there. */
export type State = { readonly path: MemoryPath; readonly text: string } | null

export interface TakenOut {
  readonly document: DocumentId
  readonly present: State
  readonly wanted: State
  /** What keeps it from being done without asking. `wanted` then is the side of the undo. */
  readonly conflict: DocumentConflict | null
}

/** One run taken out. `base`: the text that both sides of a conflict came from. */
interface Step {
  readonly state: State
  readonly conflict?: { readonly why: string; readonly base?: string }
}

type TextOf = (version: number) => Promise<string | null>

export async function takeOut(
  document: DocumentId,
  undone: ReadonlySet<number>,
  p: ChangePlanning,
): Promise<TakenOut> {
  const present = await presentState(document, p)
  const runs = runsOf(document, p.past.commitsOf(document), undone)
  const textOf: TextOf = (version) => p.text(document, version)
  let wanted = present
  const conflicts: NonNullable<Step['conflict']>[] = []
  for (const run of runs.toReversed()) {
    const step = await takeOutRun(wanted, run, textOf)
    wanted = step.state
    if (step.conflict) conflicts.push(step.conflict)
  }
  const [first] = conflicts
  if (!first) return { document, present, wanted, conflict: null }
  const base = runs.length === 1 ? first.base : undefined
  const why = `${first.why}${changedSince(document, p)}`
  return { document, present, wanted, conflict: conflictOf(document, { present, wanted, base, why }, p) }
}

export async function presentState(document: DocumentId, p: ChangePlanning): Promise<State> {
  const info = p.tree.document(document)
  if (!info) return null
  const text = await p.text(document, info.version)
  if (text === null)
    throw new Error(`The text of ${info.path}, version ${info.version}, is missing from storage.`)
  return { path: info.path, text }
}

async function takeOutRun(state: State, { before, after }: Run, textOf: TextOf): Promise<Step> {
  if (!before) return after ? await unmake(state, after, textOf) : { state }
  if (!after) return await bringBack(state, before, textOf)
  if (!state) return { state }
  const path = state.path === after.path ? before.path : state.path
  if (before.version === after.version) return { state: { path, text: state.text } }
  const [was, became] = await Promise.all([textOf(before.version), textOf(after.version)])
  if (was === null || became === null) return gone(state)
  return mergedStep(path, state.text, was, became)
}

/** A document that was made goes, unless somebody else has worked on it. */
async function unmake(state: State, made: Standing, textOf: TextOf): Promise<Step> {
  if (!state) return { state: null }
  const text = await textOf(made.version)
  if (state.text === text && state.path === made.path) return { state: null }
  return { state: null, conflict: { why: `${state.path} was worked on after it was made.` } }
}

async function bringBack(state: State, was: Standing, textOf: TextOf): Promise<Step> {
  if (state) return { state }
  const text = await textOf(was.version)
  return text === null ? gone(state, was.path) : { state: { path: was.path, text } }
}

function gone(state: State, path = state?.path ?? 'this document'): Step {
  return {
    state,
    conflict: { why: `The earlier text of ${path} was erased for ever; it can only stay as it is.` },
  }
}

function mergedStep(path: MemoryPath, present: string, was: string, became: string): Step {
  if (present === became) return { state: { path, text: was } }
  if (present === was || was === became) return { state: { path, text: present } }
  const regions = hunksOf(became, present, was)
  const open = regions.filter((region) => region.kind === 'open').length
  const text = applyChoices(regions, new Array(open).fill('yours'), lineBreakOf(present)) ?? present
  if (open === 0) return { state: { path, text } }
  const why = `The lines of ${path} that would be undone were changed again.`
  return { state: { path, text }, conflict: { why, base: became } }
}

function changedSince(document: DocumentId, p: ChangePlanning): string {
  const info = p.tree.document(document)
  return info ? ` It was last changed by ${actorName(info.changedBy)} at ${info.changedAt}.` : ''
}

/** Both sides of a document, for people to choose from. */
export function conflictOf(
  document: DocumentId,
  about: {
    readonly present: State
    readonly wanted: State
    readonly base?: string | undefined
    readonly why: string
  },
  p: ChangePlanning,
): DocumentConflict {
  const { present, wanted, base, why } = about
  const path = present?.path ?? wanted?.path ?? p.past.lastPath(document) ?? ''
  return {
    document,
    path,
    present: present?.text ?? null,
    wanted: wanted?.text ?? null,
    merged: present && wanted ? marked(present.text, wanted.text, base) : null,
    ...(base === undefined ? {} : { base }),
    version: p.tree.document(document)?.version ?? null,
    why,
  }
}

function marked(present: string, wanted: string, base: string | undefined): string {
  const regions = base === undefined ? differencesOf(present, wanted) : hunksOf(base, present, wanted)
  return withMarkers(regions, { present: 'now', yours: 'undone' }, lineBreakOf(present))
}
