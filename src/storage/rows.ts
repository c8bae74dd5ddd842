/** Rows of the memory tables and what they mean. Reading parses: a row that was tampered with is an error, not a commit. */
import { z } from 'zod'
import type { MemoryCommitTable, MemoryTextTable } from '../database/schema.ts'
import type { Entry } from '../memory/log.ts'
import type { SealedCommit } from '../memory/types.ts'

const actor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), name: z.string() }),
  z.object({ kind: z.literal('claude'), onBehalfOf: z.string() }),
  z.object({ kind: z.literal('key'), name: z.string() }),
  z.object({ kind: z.literal('mcp'), client: z.string() }),
  z.object({ kind: z.literal('disk') }),
  z.object({ kind: z.literal('rule'), name: z.string() }),
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
  'batch',
  'erase',
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
  z.object({
    kind: z.literal('erase'),
    document: z.string(),
    path: z.string(),
    versions: z.array(z.number()),
  }),
])

const seal = z.object({ content: z.string(), hash: z.string(), salt: z.string().optional() })

/** A commit as logs that keep JSON have it. */
export const sealedCommit = z.object({
  number: z.number(),
  at: z.string(),
  actor,
  reason,
  origin: origin.optional(),
  key: z.string().optional(),
  result: z.string().optional(),
  changes: z.array(change),
  erasedBy: z.number().optional(),
  seal,
})

/** What a commit from before there was a chain has for a seal. */
const UNSEALED = { content: '', hash: '' } as const

export interface Rows {
  readonly commits: MemoryCommitTable[]
  readonly texts: MemoryTextTable[]
}

/** The rows that entries become. */
export function rowsOf(memory: string, entries: readonly Entry[]): Rows {
  const texts = entries.flatMap(({ commit, texts }) =>
    texts.map(({ document, text }) => ({ memory, document, version: commit.number, text })),
  )
  return { commits: entries.map(({ commit }) => commitRow(memory, commit)), texts }
}

/** The row that a commit becomes. */
export function commitRow(memory: string, commit: SealedCommit): MemoryCommitTable {
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
    seal: commit.seal.hash === '' ? null : JSON.stringify(commit.seal),
    erased_by: commit.erasedBy ?? null,
  }
}

/** The commit that a row means. Throws on a row that no commit of ours could have written. */
export function commitFrom(row: MemoryCommitTable): SealedCommit {
  return {
    number: row.number,
    at: row.at,
    actor: actor.parse(JSON.parse(row.actor)),
    reason: reason.parse(row.reason),
    ...(row.origin === null ? {} : { origin: origin.parse(JSON.parse(row.origin)) }),
    ...(row.key === null ? {} : { key: row.key }),
    ...(row.result === null ? {} : { result: row.result }),
    changes: z.array(change).parse(JSON.parse(row.changes)),
    ...(row.erased_by === null ? {} : { erasedBy: row.erased_by }),
    seal: row.seal === null ? UNSEALED : seal.parse(JSON.parse(row.seal)),
  }
}
