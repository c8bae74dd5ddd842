/** Rows of the memory tables and what they mean. Reading parses: a row that was tampered with is an error, not a commit. */
import { z } from 'zod'
import type { MemoryChangeTable, MemoryCommitTable, MemoryTextTable } from '../database/schema.ts'
import { commitOf } from '../memory/committed.ts'
import type { Commit, CommittedChange, Draft } from '../memory/types.ts'

const actor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), name: z.string() }),
  z.object({ kind: z.literal('claude'), onBehalfOf: z.string() }),
  z.object({ kind: z.literal('key'), name: z.string() }),
  z.object({ kind: z.literal('mcp'), client: z.string() }),
  z.object({ kind: z.literal('disk') }),
])

const origin = z.object({ chat: z.string(), turn: z.string(), toolCall: z.string() })

const reason = z.enum([
  'create',
  'str_replace',
  'insert',
  'delete',
  'rename',
  'save',
  'merge',
  'restore',
  'revert',
  'clear',
  'disk',
])

const change = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['create', 'edit']),
    document: z.string(),
    path: z.string(),
    size: z.number(),
    sha256: z.string(),
  }),
  z.object({ kind: z.literal('rename'), document: z.string(), path: z.string(), from: z.string() }),
  z.object({ kind: z.literal('delete'), document: z.string(), path: z.string() }),
])

export interface Rows {
  readonly commits: MemoryCommitTable[]
  readonly changes: MemoryChangeTable[]
  readonly texts: MemoryTextTable[]
}

/** The rows of drafts that become the commits after `expected`, and those commits. */
export function rowsOf(
  memory: string,
  expected: number,
  drafts: readonly Draft[],
): { readonly rows: Rows; readonly commits: readonly Commit[] } {
  const rows: Rows = { commits: [], changes: [], texts: [] }
  const commits = drafts.map((draft, i) => commitOf(draft, expected + 1 + i))
  for (const commit of commits) {
    rows.commits.push(commitRow(memory, commit))
    for (const [ordinal, each] of commit.changes.entries())
      rows.changes.push(changeRow(memory, commit.number, ordinal, each))
  }
  for (const [i, draft] of drafts.entries())
    for (const each of draft.changes)
      if ('text' in each)
        rows.texts.push({ memory, document: each.document, version: expected + 1 + i, text: each.text })
  return { rows, commits }
}

function commitRow(memory: string, commit: Commit): MemoryCommitTable {
  return {
    memory,
    number: commit.number,
    at: commit.at,
    actor: JSON.stringify(commit.actor),
    reason: commit.reason,
    origin: commit.origin ? JSON.stringify(commit.origin) : null,
    key: commit.key ?? null,
    result: commit.result ?? null,
  }
}

function changeRow(
  memory: string,
  commit: number,
  ordinal: number,
  change: CommittedChange,
): MemoryChangeTable {
  const { kind, document, path } = change
  return {
    memory,
    commit,
    ordinal,
    kind,
    document,
    path,
    from_path: 'from' in change ? change.from : null,
    size: 'size' in change ? change.size : null,
    sha256: 'sha256' in change ? change.sha256 : null,
  }
}

/** The commit that its rows mean; `changes` in order. Throws on a row that no commit of ours could have written. */
export function commitFrom(row: MemoryCommitTable, changes: readonly MemoryChangeTable[]): Commit {
  return {
    number: row.number,
    at: row.at,
    actor: actor.parse(JSON.parse(row.actor)),
    reason: reason.parse(row.reason),
    ...(row.origin === null ? {} : { origin: origin.parse(JSON.parse(row.origin)) }),
    ...(row.key === null ? {} : { key: row.key }),
    ...(row.result === null ? {} : { result: row.result }),
    changes: changes.map((each) => change.parse({ ...each, from: each.from_path })),
  }
}
