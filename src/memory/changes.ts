/** What people (and the working copy) ask of a memory, planned: like `commands.ts`, but with outcomes instead of words for Claude. */

import { badPathIn, byteSize, documentsAt, moves, whyNotRename } from './commands.ts'
import { keepLineBreaks } from './lines.ts'
import { mergeTexts } from './merge.ts'
import type { RefusalCode } from './outcome.ts'
import { Overlay } from './overlay.ts'
import { parseMemoryPath, ROOT } from './path.ts'
import { whyNotAt, whyTaken } from './place.ts'
import type { ChangePlan, ChangePlanning } from './planning.ts'
import { actorName } from './refusal.ts'
import { knownSince } from './standing.ts'
import { spansOf } from './taken-back.ts'
import type { TreeView } from './tree.ts'
import type { Actor, Change, Commit, DocumentId, DocumentInfo, MemoryPath } from './types.ts'

const refuse = (code: RefusalCode, message: string): ChangePlan => ({
  kind: 'refused',
  code,
  message: message.replace(/^Error: /, ''),
})

export function planNew(rawPath: string, text: string, p: ChangePlanning): ChangePlan {
  const parsed = parseMemoryPath(rawPath)
  if (!parsed.ok) return refuse('bad_path', parsed.message)
  const { path } = parsed
  if (path === ROOT || p.tree.at(path) || p.tree.isDirectory(path))
    return refuse('exists', `${path} exists already.`)
  const why = whyNotAt(p.tree, path)
  if (why) return refuse('exists', why)
  const document = p.newId()
  return (
    checkText(path, text, p) ?? {
      kind: 'write',
      reason: 'create',
      changes: [{ kind: 'create', document, path, text }],
      document,
    }
  )
}

export async function planSave(
  id: DocumentId,
  base: number,
  given: string,
  by: Actor,
  p: ChangePlanning,
): Promise<ChangePlan> {
  const info = p.tree.document(id)
  if (!info)
    return refuse(
      'gone',
      'This document was deleted meanwhile. Your text was not saved; save it as a new document.',
    )
  const present = await presentText(info, p)
  const text = by.kind === 'person' ? keepLineBreaks(given, present) : given
  const bad = checkText(info.path, text, p)
  if (bad) return bad
  if (present === text) return { kind: 'unchanged', document: info }
  const edit = (body: string): Change => ({ kind: 'edit', document: id, path: info.path, text: body })
  const reason = by.kind === 'disk' ? 'disk' : 'save'
  if (base === info.version) return { kind: 'write', reason, changes: [edit(text)], document: id }
  const baseText = await p.text(id, base)
  if (baseText === null)
    return refuse('bad_input', `Version ${base} of ${info.path} is not known; load the document again.`)
  const merge = mergeTexts(
    { base: baseText, present, yours: text },
    { present: `now, by ${actorName(info.changedBy)}`, yours: 'yours' },
  )
  if (merge.kind === 'conflict')
    return { kind: 'conflict', present: info, presentText: present, yourText: text, merged: merge.text }
  if (merge.text === present) return { kind: 'unchanged', document: info }
  return (
    checkText(info.path, merge.text, p) ?? {
      kind: 'write',
      reason: 'merge',
      changes: [edit(merge.text)],
      document: id,
      merged: merge.text,
    }
  )
}

/** `base`: refused when something that moves is newer than that. */
export function planMove(
  rawFrom: string,
  rawTo: string,
  base: number | undefined,
  p: ChangePlanning,
): ChangePlan {
  const from = parseMemoryPath(rawFrom)
  const to = parseMemoryPath(rawTo)
  if (!from.ok) return refuse('bad_path', from.message)
  if (!to.ok) return refuse('bad_path', to.message)
  if (from.isRoot || to.isRoot) return refuse('root', 'The root of the memory cannot be renamed or replaced.')
  const targets = documentsAt(from.path, p.tree)
  if (targets.length === 0) return refuse('not_found', `${from.path} does not exist.`)
  if (from.path === to.path) return { kind: 'unchanged', document: p.tree.at(from.path) }
  const newer = newerThan(base, targets, from.path)
  if (newer) return refuse('changed', `${changedMeanwhile(newer)} Nothing was renamed.`)
  const why = whyNotRename(from.path, to.path, p.tree)
  if (why) return refuse('exists', why)
  const changes = moves(targets, from.path, to.path)
  const bad = badPathIn(changes)
  if (bad) return refuse('bad_path', bad)
  return {
    kind: 'write',
    reason: 'rename',
    changes,
    document: p.tree.at(from.path)?.document,
  }
}

export function planRemoval(rawPath: string, base: number | undefined, p: ChangePlanning): ChangePlan {
  const parsed = parseMemoryPath(rawPath)
  if (!parsed.ok) return refuse('bad_path', parsed.message)
  if (parsed.isRoot)
    return refuse('root', 'The root of the memory cannot be deleted; use "Clear all" to empty it.')
  const targets = documentsAt(parsed.path, p.tree)
  if (targets.length === 0) return refuse('not_found', `${parsed.path} does not exist.`)
  const newer = newerThan(base, targets, parsed.path)
  if (newer) return refuse('changed', `${changedMeanwhile(newer)} Nothing was deleted.`)
  return { kind: 'write', reason: 'delete', changes: removals(targets) }
}

/** What came under the path since counts too, however old its text is. */
function newerThan(
  base: number | undefined,
  targets: readonly DocumentInfo[],
  path: MemoryPath,
): DocumentInfo | undefined {
  if (base === undefined) return undefined
  return targets.find((info) => knownSince(info, path) > base)
}

function changedMeanwhile({ path, changedBy }: DocumentInfo): string {
  return `${path} was changed by ${actorName(changedBy)} meanwhile.`
}

export function planClear(p: ChangePlanning): ChangePlan {
  const all = p.tree.under(ROOT)
  return all.length === 0 ? { kind: 'unchanged' } : { kind: 'write', reason: 'clear', changes: removals(all) }
}

function removals(targets: readonly DocumentInfo[]): readonly Change[] {
  return targets.map((info) => ({ kind: 'delete', document: info.document, path: info.path }))
}

export interface Restoring {
  readonly id: DocumentId
  readonly version: number
  /** Refused when the present text is newer than that. */
  readonly base?: number | undefined
  /** Where the document lay when it was last alive. */
  readonly lastPath: MemoryPath | undefined
}

export async function planRestore(
  { id, version, base, lastPath }: Restoring,
  p: ChangePlanning,
): Promise<ChangePlan> {
  const text = await p.text(id, version)
  const info = p.tree.document(id)
  const path = info?.path ?? lastPath
  if (text === null || path === undefined)
    return refuse('not_found', `There is no version ${version} of this document.`)
  if (info) {
    if ((await presentText(info, p)) === text) return { kind: 'unchanged', document: info }
    if (newerThan(base, [info], path))
      return refuse('changed', `${changedMeanwhile(info)} Nothing was restored.`)
    return {
      kind: 'write',
      reason: 'restore',
      changes: [{ kind: 'edit', document: id, path, text }],
      document: id,
    }
  }
  const why = whyTaken(p.tree, path)
  if (why) return refuse('exists', why)
  return {
    kind: 'write',
    reason: 'restore',
    changes: [{ kind: 'create', document: id, path, text }],
    document: id,
  }
}

/** How a document stood just before a commit: `null` when it did not live then. */
export type Before = ReadonlyMap<DocumentId, { readonly path: MemoryPath; readonly version: number } | null>

/** Undoes what a commit did, provided that nothing it touched was changed since. */
export async function planRevert(
  commit: Commit,
  before: Before,
  untouched: (id: DocumentId) => boolean,
  p: ChangePlanning,
): Promise<ChangePlan> {
  const changes: Change[] = []
  const touched = new Set(commit.changes.map((change) => change.document))
  // What the commit touched lay side by side before, so only what it did not touch can be in the way.
  const rest = new Overlay(p.tree)
  for (const id of touched) rest.remove(id)
  for (const id of touched) {
    if (!untouched(id)) {
      const path = p.tree.document(id)?.path ?? commit.changes.find((change) => change.document === id)?.path
      return refuse(
        'changed',
        `${path} was changed again since. Restore the version you want from its history instead.`,
      )
    }
    const undo = await undoOne(id, before.get(id) ?? null, rest, p)
    if ('kind' in undo) return undo
    changes.push(...undo.changes)
  }
  if (changes.length === 0) return { kind: 'unchanged' }
  return { kind: 'write', reason: 'revert', changes, undoes: spansOf([commit.number]) }
}

async function undoOne(
  id: DocumentId,
  was: { readonly path: MemoryPath; readonly version: number } | null,
  rest: TreeView,
  p: ChangePlanning,
): Promise<ChangePlan | { readonly changes: readonly Change[] }> {
  const now = p.tree.document(id)
  if (!was) return { changes: now ? [{ kind: 'delete', document: id, path: now.path }] : [] }
  const text = await p.text(id, was.version)
  if (text === null) return refuse('gone', `The earlier text of ${was.path} is no longer kept.`)
  const why = whyTaken(rest, was.path)
  if (why) return refuse('exists', why)
  if (!now) return { changes: [{ kind: 'create', document: id, path: was.path, text }] }
  const changes: Change[] = []
  if (now.path !== was.path) changes.push({ kind: 'rename', document: id, from: now.path, path: was.path })
  if (now.version !== was.version) changes.push({ kind: 'edit', document: id, path: was.path, text })
  return { changes }
}

async function presentText(info: DocumentInfo, p: ChangePlanning): Promise<string> {
  const text = await p.text(info.document, info.version)
  if (text === null)
    throw new Error(`The text of ${info.path}, version ${info.version}, is missing from storage.`)
  return text
}

/** The refusal of a text that cannot be stored, or null. */
export function checkText(path: MemoryPath, text: string, p: ChangePlanning): ChangePlan | null {
  if (!text.isWellFormed())
    return refuse('bad_input', 'The text holds half of a character (a lone surrogate).')
  if (text.includes('\0')) return refuse('bad_input', 'The text holds a NUL character.')
  const size = byteSize(text)
  if (size <= p.maxBytes) return null
  return refuse(
    'too_large',
    `${path} would have ${size.toLocaleString('en')} bytes; a document may have at most ${p.maxBytes.toLocaleString('en')}.`,
  )
}
