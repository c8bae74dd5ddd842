/** What changed since a moment, document by document. Pure. */
import type { Actor, Commit, CommittedChange, DocumentId } from '../../memory/types.ts'

export type Placed = Commit & { readonly memory: string }

/** What became of one document between then and now. */
export interface Changed {
  readonly memory: string
  readonly document: DocumentId
  /** Where it lies now, or lay last. */
  readonly path: string
  /** Where it lay then; the same when it was not moved. */
  readonly was: string
  readonly fate: 'new' | 'changed' | 'moved' | 'gone'
  /** Newest first; one's own among them. */
  readonly commits: readonly Placed[]
  /** Whose hands were on it, without one's own; the last first. */
  readonly hands: readonly Actor[]
  /** The chats that it came from. */
  readonly chats: readonly string[]
}

export interface Since {
  /** Whether a commit is news for this document. */
  readonly isNews: (document: DocumentId, memory: string, commit: Placed) => boolean
  readonly isMine: (actor: Actor) => boolean
}

/**
 * The commits (newest first) by document, the one changed last first. Documents that only one's own hand changed are no
 * news, nor are those that came and went meanwhile.
 */
export function changedSince(commits: readonly Placed[], { isNews, isMine }: Since): readonly Changed[] {
  const byDocument = new Map<DocumentId, Placed[]>()
  for (const commit of commits) {
    for (const document of new Set(commit.changes.filter(isOfText).map((change) => change.document))) {
      if (!isNews(document, commit.memory, commit)) continue
      byDocument.set(document, [...(byDocument.get(document) ?? []), commit])
    }
  }
  return [...byDocument].flatMap(([document, own]) => {
    const others = own.filter(({ actor }) => !isMine(actor))
    const changed = others.length === 0 ? null : becameOf(document, own)
    if (!changed) return []
    const hands = [...new Map(others.map(({ actor }) => [JSON.stringify(actor), actor])).values()]
    const chats = [...new Set(others.flatMap(({ origin }) => (origin ? [origin.chat] : [])))]
    return [{ ...changed, hands, chats }]
  })
}

/** What was erased cannot be shown, so it is no news either. */
function isOfText(change: CommittedChange): boolean {
  return change.kind !== 'erase'
}

function becameOf(document: DocumentId, commits: readonly Placed[]): Omit<Changed, 'hands' | 'chats'> | null {
  const [newest] = commits
  const changes = commits
    .flatMap((commit) => commit.changes.filter((change) => change.document === document).toReversed())
    .filter(isOfText)
  const [last, first] = [changes[0], changes.at(-1)]
  if (!newest || !last || !first) return null
  const isNew = first.kind === 'create'
  const isGone = last.kind === 'delete'
  if (isNew && isGone) return null
  const was = first.kind === 'rename' ? first.from : first.path
  const text = changes.some(({ kind }) => kind === 'edit' || kind === 'create')
  const fate = isGone ? 'gone' : isNew ? 'new' : text ? 'changed' : 'moved'
  return { memory: newest.memory, document, path: last.path, was, fate, commits }
}

/** Everybody whose hand was on any of them, each once: first those that Claude wrote for. */
export function handsOn(changed: readonly Changed[]): {
  readonly claudeFor: readonly string[]
  readonly others: readonly Actor[]
} {
  const all = [
    ...new Map(changed.flatMap(({ hands }) => hands.map((each) => [JSON.stringify(each), each]))).values(),
  ]
  return {
    claudeFor: all.flatMap((actor) => (actor.kind === 'claude' ? [actor.onBehalfOf] : [])),
    others: all.filter(({ kind }) => kind !== 'claude'),
  }
}

/** How far somebody had seen each memory, and when that was. */
export interface Seen {
  /** Milliseconds of this browser's clock. */
  readonly at: number
  readonly heads: Readonly<Record<string, number>>
}

/** What is kept of one person between two visits. */
export interface Visit extends Seen {
  /** What one was away from and has not looked through yet. */
  readonly away: Seen | null
}

/** Milliseconds that one must have been gone before it counts as away. */
export const AWAY_AFTER = 60_000

/** On coming back: what one was away from, if anything happened meanwhile. */
export function comeBack(before: Visit | null, now: Seen): Visit {
  if (!before) return { ...now, away: null }
  const gone = now.at - before.at >= AWAY_AFTER
  const news = Object.entries(now.heads).some(([memory, head]) => head > (before.heads[memory] ?? 0))
  const away = before.away ?? (gone && news ? { at: before.at, heads: before.heads } : null)
  return { ...now, away }
}

export function parseVisit(value: unknown): Visit | null {
  if (!isSeen(value)) return null
  const away = 'away' in value && isSeen(value.away) ? { at: value.away.at, heads: value.away.heads } : null
  return { at: value.at, heads: value.heads, away }
}

function isSeen(value: unknown): value is Seen {
  if (typeof value !== 'object' || value === null || !('at' in value) || !('heads' in value)) return false
  const { at, heads } = value
  return (
    typeof at === 'number' &&
    typeof heads === 'object' &&
    heads !== null &&
    Object.values(heads).every(Number.isSafeInteger)
  )
}
