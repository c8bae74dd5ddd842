/**
 * Forgetting by itself: versions that were replaced long ago, and documents that were deleted long ago, are erased for ever.
 * What is there now is never touched.
 */
import type { Memory } from '../memory/contract.ts'
import type { Erasure } from '../memory/outcome.ts'
import type { Commit, DocumentId } from '../memory/types.ts'
import type { Core } from './core.ts'
import { shelvesOf } from './erase-shelves.ts'
import type { Retention } from './events.ts'

const DAY = 24 * 60 * 60 * 1000

/** Documents erased with one commit at most. */
const AT_ONCE = 500

const RULE = { actor: { kind: 'rule', name: 'retention' }, reader: 'rule:retention' } as const

type Past = Pick<Memory, 'history' | 'head' | 'document'>

/**
 * What the setting wants gone at `now`. A version counts from when it was replaced, a deleted document from when it was
 * deleted. The last text of a deleted document stays as long as the document could be restored. No I/O.
 */
export function outdated(
  memory: Past,
  { versionsDays, deletedDays }: Retention,
  now: Date,
): readonly Erasure[] {
  const since = (days: number | null) =>
    days === null ? '' : new Date(now.getTime() - days * DAY).toISOString()
  const [replacedBefore, deletedBefore] = [since(versionsDays), since(deletedDays)]
  return [...lives(memory)].flatMap(([document, life]): Erasure[] => {
    if (life.deletedAt !== null && life.deletedAt < deletedBefore)
      return life.hidden ? [] : [{ document, versions: 'all' }]
    const versions = life.versions
      .filter(({ replacedAt, erased }) => !erased && replacedAt !== null && replacedAt < replacedBefore)
      .map(({ number }) => number)
    return versions.length === 0 ? [] : [{ document, versions }]
  })
}

interface Life {
  readonly versions: { readonly number: number; replacedAt: string | null; readonly erased: boolean }[]
  /** When it was deleted; null when it lives. */
  deletedAt: string | null
  /** It was erased as a whole. */
  hidden: boolean
}

function lives(memory: Past): ReadonlyMap<DocumentId, Life> {
  const found = new Map<DocumentId, Life>()
  for (const commit of memory.history({ limit: memory.head }).toReversed()) {
    for (const change of commit.changes) {
      const life = found.get(change.document) ?? { versions: [], deletedAt: null, hidden: false }
      found.set(change.document, life)
      live(life, change, commit)
    }
  }
  return found
}

function live(life: Life, change: Commit['changes'][number], { number, at }: Commit): void {
  switch (change.kind) {
    case 'create':
    case 'edit': {
      const last = life.versions.at(-1)
      if (last && last.replacedAt === null) last.replacedAt = at
      life.versions.push({ number, replacedAt: null, erased: change.sha256 === '' })
      life.deletedAt = null
      return
    }
    case 'delete':
      life.deletedAt = at
      return
    case 'erase':
      life.hidden = life.deletedAt !== null && life.versions.every((version) => version.erased)
      return
    case 'rename':
      return
    default:
      change satisfies never
  }
}

/** Does now what the setting says. Resolves with the number of documents of which something was erased. */
export async function retain(core: Core, now: Date): Promise<number> {
  const { retention } = core.feed.ahead.workspace.settings
  if (retention.versionsDays === null && retention.deletedDays === null) return 0
  let erased = 0
  for (const { memory } of shelvesOf(core)) {
    const due = outdated(memory, retention, now)
    for (let from = 0; from < due.length; from += AT_ONCE) {
      const outcome = await memory.erase({ erase: due.slice(from, from + AT_ONCE) }, RULE)
      if (outcome.kind === 'done') erased += outcome.erased.length
    }
  }
  if (erased === 0) return 0
  // Old events and old lines of the working copy's state still name what is gone, with its hashes.
  await core.feed.settled()
  await core.forgetting.sweep()
  await core.feed.forgetAll()
  await core.store.scrub()
  return erased
}

/** Does it at once and then every day, until the signal comes. Resolves then; never rejects. */
export async function keepRetaining(
  core: Core,
  clock: { now(): Date; sleep(ms: number, signal?: AbortSignal): Promise<void> },
  signal: AbortSignal,
  failed: (error: unknown) => void,
): Promise<void> {
  while (!signal.aborted) {
    // An erasure that a person asked for goes first; tomorrow is another day.
    if (!core.forgetting.busy) await retain(core, clock.now()).catch(failed)
    await clock.sleep(DAY, signal).catch(() => {})
  }
}
