/** Which commits somebody asks for, when not for all of them. */
import type { Actor, Commit } from '../memory/types.ts'

export interface HistoryFilter {
  /** A person, by their own hand or by Claude's for them; or `disk`. */
  readonly by?: string | undefined
  readonly chat?: string | undefined
  /** A document or directory, by its path in the memory that the commits are of. */
  readonly under?: string | undefined
  /** Not before this time, ISO 8601. */
  readonly since?: string | undefined
}

export function asksForSome({ by, chat, under, since }: HistoryFilter): boolean {
  return by !== undefined || chat !== undefined || under !== undefined || since !== undefined
}

/** Paths are those outside, as in `shownCommit`. */
export function isAskedFor(commit: Commit, { by, chat, under, since }: HistoryFilter): boolean {
  if (since !== undefined && commit.at < since) return false
  if (by !== undefined && !isBy(commit.actor, by)) return false
  if (chat !== undefined && commit.origin?.chat !== chat) return false
  return under === undefined || commit.changes.some((change) => touches(change, under))
}

function isBy(actor: Actor, by: string): boolean {
  switch (actor.kind) {
    case 'person':
    case 'key':
    case 'rule':
      return actor.name === by
    case 'claude':
      return actor.onBehalfOf === by
    case 'mcp':
      return actor.client === by
    case 'disk':
      return by === 'disk'
    default:
      return actor satisfies never
  }
}

/** A document that was moved was there too. */
function touches(change: Commit['changes'][number], under: string): boolean {
  const paths = change.kind === 'rename' ? [change.path, change.from] : [change.path]
  return paths.some((path) => path === under || path.startsWith(`${under}/`))
}
