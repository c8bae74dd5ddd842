/** What the conformance suite writes, and how: drafts sealed into entries, as the engine does it. */
import { entriesOf } from '../../memory/committed.ts'
import { type Entry, HeadMoved, type MemoryLog } from '../../memory/log.ts'
import { NO_HASH } from '../../memory/seal.ts'
import type { Change, Draft, SealedCommit } from '../../memory/types.ts'

export const FACTS = {
  at: '2026-11-23T09:00:00.000Z',
  actor: { kind: 'person', name: 'Alice' },
  reason: 'create',
} as const

export function created(name: string, text: string): Change {
  return { kind: 'create', document: `doc_${name}`, path: `/memories/${name}.md`, text }
}

export function edited(name: string, text: string): Draft {
  return {
    ...FACTS,
    reason: 'save',
    changes: [{ kind: 'edit', document: `doc_${name}`, path: `/memories/${name}.md`, text }],
  }
}

export function draft(name: string, text = name, more: Partial<Draft> = {}): Draft {
  return { ...FACTS, changes: [created(name, text)], ...more }
}

export function drafts(count: number, prefix = 'd'): Draft[] {
  return Array.from({ length: count }, (_, i) => draft(`${prefix}${i}`))
}

export async function all(log: MemoryLog, after = 0): Promise<SealedCommit[]> {
  return Array.fromAsync(log.read(after))
}

/** The hash that the commit after `head` builds on, as the log has it. */
export async function hashAt(log: MemoryLog, head: number): Promise<string> {
  if (head < 1) return NO_HASH
  for await (const commit of log.read(head - 1)) return commit.seal.hash
  return NO_HASH
}

/** The entries that append the drafts after commit `expected`, chained to it. */
export async function entriesAfter(
  log: MemoryLog,
  expected: number,
  added: readonly Draft[],
): Promise<readonly Entry[]> {
  return entriesOf(added, expected, await hashAt(log, expected))
}

/** Seals the drafts, appends them and gives back the commits they became. */
export async function append(
  log: MemoryLog,
  expected: number,
  added: readonly Draft[],
): Promise<readonly SealedCommit[]> {
  const entries = await entriesAfter(log, expected, added)
  await log.append(expected, entries)
  return entries.map(({ commit }) => commit)
}

/** Appends as a real writer does: whoever finds the head moved looks where it is and tries again. */
export async function insist(log: MemoryLog, one: Draft, attempts = 1000): Promise<SealedCommit> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    try {
      const [commit] = await append(log, await log.head(), [one])
      if (commit) return commit
    } catch (error) {
      if (!(error instanceof HeadMoved)) throw error
    }
  }
  throw new Error(`An append lost the race ${attempts} times.`)
}
