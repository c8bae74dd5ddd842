/** Forgetting for ever, planned: which texts go, and what the commits that made them may still say. Pure. */

import type { Gone } from './log.ts'
import type { EraseRequest, Erasure, RefusalCode } from './outcome.ts'
import type { Past } from './past.ts'
import { erasedPath } from './path.ts'
import type { ChangePlanning } from './planning.ts'
import { withoutContent } from './seal.ts'
import type { Change, CommittedChange, DocumentId, Erased, SealedCommit } from './types.ts'

export type ErasePlan =
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly message: string }
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'erase'
      readonly changes: readonly Change[]
      readonly erased: readonly Target[]
    }

export interface Target {
  readonly document: DocumentId
  readonly versions: readonly number[]
  /** The document goes as a whole, and its names with it. */
  readonly whole: boolean
}

/** Plans an erasure. A living document that shall go as a whole must have been deleted before. */
export async function planErase(request: EraseRequest, past: Past, p: ChangePlanning): Promise<ErasePlan> {
  const rewrites = await planRewrites(request, p)
  if ('kind' in rewrites) return rewrites
  const rewritten = new Set(rewrites.changes.map((change) => change.document))
  const targets: Target[] = []
  for (const erasure of request.erase) {
    const target = targetOf(erasure, rewritten, past, p)
    if ('kind' in target) return target
    if (target.versions.length > 0 || (target.whole && !isHidden(target.document, past))) targets.push(target)
  }
  if (targets.length === 0) return { kind: 'unchanged' }
  const stones = targets.map(
    ({ document, versions, whole }): Erased => ({
      kind: 'erase',
      document,
      path: whole ? erasedPath(document) : (past.lastPath(document) ?? erasedPath(document)),
      versions,
    }),
  )
  return { kind: 'erase', changes: [...rewrites.changes, ...stones], erased: targets }
}

const refuse = (code: RefusalCode, message: string) => ({ kind: 'refused', code, message }) as const

async function planRewrites({ rewrite = [] }: EraseRequest, p: ChangePlanning) {
  const changes: Change[] = []
  for (const { document, base, text } of rewrite) {
    const info = p.tree.document(document)
    if (!info) return refuse('gone', 'A document that was to be rewritten was deleted meanwhile.')
    if (info.version !== base)
      return refuse('changed', `${info.path} was changed meanwhile. Look again first.`)
    if ((await p.text(document, base)) !== text)
      changes.push({ kind: 'edit', document, path: info.path, text })
  }
  return { changes }
}

function targetOf(
  { document, versions }: Erasure,
  rewritten: ReadonlySet<DocumentId>,
  past: Past,
  p: ChangePlanning,
): Target | ReturnType<typeof refuse> {
  const all = past.versions(document)
  if (all.length === 0) return refuse('not_found', `There is no document ${document}.`)
  const info = p.tree.document(document)
  if (versions === 'all' && info)
    return refuse('changed', `${info.path} is alive; it has to be deleted first.`)
  const wanted = versions === 'all' ? all : versions
  for (const version of wanted) {
    if (!all.includes(version)) return refuse('not_found', `There is no version ${version} of this document.`)
    if (info?.version === version && !rewritten.has(document)) {
      const message = `Version ${version} is what ${info.path} holds now. Change the text or delete the document, and erase then.`
      return refuse('bad_input', message)
    }
  }
  const gone = new Set(erasedVersions(document, past))
  return { document, versions: wanted.filter((v) => !gone.has(v)), whole: versions === 'all' }
}

/** Versions whose texts were erased before. */
export function erasedVersions(document: DocumentId, past: Past): readonly number[] {
  return past
    .commitsOf(document)
    .flatMap(({ changes }) =>
      changes.flatMap((c) => (c.kind === 'erase' && c.document === document ? c.versions : [])),
    )
}

function isHidden(document: DocumentId, past: Past): boolean {
  return past.lastPath(document) === erasedPath(document)
}

/** The targets that the tombstones of a commit name. */
export function targetsOf(changes: readonly CommittedChange[]): readonly Target[] {
  return changes.flatMap((change) => {
    if (change.kind !== 'erase') return []
    const { document, versions } = change
    return [{ document, versions, whole: change.path === erasedPath(document) }]
  })
}

/** What the log has to put in place and remove when commit `by` erases the targets. `by` itself stays as it is. */
export function goneBy(targets: readonly Target[], by: number, past: Past): Gone {
  const commits = new Map<number, SealedCommit>()
  for (const target of targets) {
    for (const { number } of past.commitsOf(target.document)) {
      const commit = commits.get(number) ?? past.commit(number)
      if (!commit || number === by || !(target.whole || target.versions.includes(number))) continue
      const changes = commit.changes.map((change) => stripped(change, target, number))
      commits.set(number, withoutContent(commit, changes, by))
    }
  }
  const texts = targets.flatMap(({ document, versions }) =>
    versions.map((version) => ({ document, version })),
  )
  return { commits: [...commits.values()], texts }
}

function stripped(change: CommittedChange, target: Target, number: number): CommittedChange {
  if (change.document !== target.document) return change
  const path = target.whole ? erasedPath(change.document) : change.path
  switch (change.kind) {
    case 'create':
    case 'edit':
      return target.versions.includes(number) ? { ...change, path, size: 0, sha256: '' } : { ...change, path }
    case 'rename':
      return { ...change, path, from: target.whole ? path : change.from }
    case 'delete':
    case 'erase':
      return { ...change, path }
    default:
      return change satisfies never
  }
}
