/** Rows of the memory tables and what they mean. Reading parses: a row that was tampered with is an error, not a commit. */
import { z } from 'zod'
import type { MemoryCommitTable, MemoryTextTable } from '../database/schema.ts'
import { commitOf } from '../memory/committed.ts'
import type { Commit, Draft } from '../memory/types.ts'

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
  readonly texts: MemoryTextTable[]
}

/** The rows of drafts that become the commits after `expected`, and those commits. */
export function rowsOf(
  memory: string,
  expected: number,
  drafts: readonly Draft[],
): { readonly rows: Rows; readonly commits: readonly Commit[] } {
  const commits = drafts.map((draft, i) => commitOf(draft, expected + 1 + i))
  const rows: Rows = { commits: commits.map((commit) => commitRow(memory, commit)), texts: [] }
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
    changes: JSON.stringify(commit.changes),
  }
}

/** The commit that a row means. Throws on a row that no commit of ours could have written. */
export function commitFrom(row: MemoryCommitTable): Commit {
  return {
    number: row.number,
    at: row.at,
    actor: actor.parse(JSON.parse(row.actor)),
    reason: reason.parse(row.reason),
    ...(row.origin === null ? {} : { origin: origin.parse(JSON.parse(row.origin)) }),
    ...(row.key === null ? {} : { key: row.key }),
    ...(row.result === null ? {} : { result: row.result }),
    changes: z.array(change).parse(JSON.parse(row.changes)),
  }
}
