/** Rows of the memory tables and what they mean. Reading parses: a row that was tampered with is an error, not a commit. */
import { z } from 'zod'
import type { MemoryCommitTable, MemoryTextTable } from '../database/schema.ts'
import type { Entry } from '../memory/log.ts'
import type { Actor, CommitReason, SealedCommit } from '../memory/types.ts'
import { areChanges, isActor, isOrigin, isSeal } from './shapes.ts'

const actorSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), name: z.string() }),
  z.object({ kind: z.literal('claude'), onBehalfOf: z.string() }),
  z.object({ kind: z.literal('key'), name: z.string() }),
  z.object({ kind: z.literal('mcp'), client: z.string() }),
  z.object({ kind: z.literal('disk') }),
  z.object({ kind: z.literal('rule'), name: z.string() }),
])

const originSchema = z.object({ chat: z.string(), turn: z.string(), toolCall: z.string() })

const reasonSchema = z.enum([
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

const changesSchema = z.array(change)

const sealSchema = z.object({ content: z.string(), hash: z.string(), salt: z.string().optional() })

const undoesSchema = z.array(z.tuple([z.number(), z.number()]))

/** A commit as logs that keep JSON have it. */
export const sealedCommit = z.object({
  number: z.number(),
  at: z.string(),
  actor: actorSchema,
  reason: reasonSchema,
  undoes: undoesSchema.optional(),
  origin: originSchema.optional(),
  key: z.string().optional(),
  result: z.string().optional(),
  changes: changesSchema,
  erasedBy: z.number().optional(),
  seal: sealSchema,
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
    undoes: commit.undoes ? JSON.stringify(commit.undoes) : null,
  }
}

/** What a row says of a commit. */
export type StoredCommit = Omit<MemoryCommitTable, 'memory'>

/** The commit that a row means. Throws on a row that no commit of ours could have written. */
export function commitFrom(row: StoredCommit): SealedCommit {
  const { number, at, key, result } = row
  const actor = actorFrom(row.actor)
  const changes = parsed(row.changes, areChanges, changesSchema)
  const seal = row.seal === null ? UNSEALED : parsed(row.seal, isSeal, sealSchema)
  const reason = isReason(row.reason) ? row.reason : reasonSchema.parse(row.reason)
  const origin = row.origin === null ? null : parsed(row.origin, isOrigin, originSchema)
  // What Claude commits has all of these. An object that is made at once takes less room than one that grows.
  if (origin !== null && key !== null && result !== null && row.erased_by === null && row.undoes === null)
    return { number, at, actor, reason, origin, key, result, changes, seal }
  return {
    number,
    at,
    actor,
    reason,
    ...(row.undoes === null ? {} : { undoes: undoesSchema.parse(JSON.parse(row.undoes)) }),
    ...(origin === null ? {} : { origin }),
    ...(key === null ? {} : { key }),
    ...(result === null ? {} : { result }),
    changes,
    ...(row.erased_by === null ? {} : { erasedBy: row.erased_by }),
    seal,
  }
}

const REASONS: ReadonlySet<string> = new Set(reasonSchema.options)

function isReason(text: string): text is CommitReason {
  return REASONS.has(text)
}

/** `is` accepts nothing that the schema would refuse or change. */
function parsed<T>(text: string, is: (value: unknown) => value is T, schema: z.ZodType<T>): T {
  const value: unknown = JSON.parse(text)
  return is(value) ? value : schema.parse(value)
}

/** Few actors make many commits, which then share one object. */
const ACTORS = new Map<string, Actor>()
const ACTORS_KEPT = 1000

function actorFrom(text: string): Actor {
  const known = ACTORS.get(text)
  if (known) return known
  const found = parsed(text, isActor, actorSchema)
  if (ACTORS.size >= ACTORS_KEPT) ACTORS.clear()
  ACTORS.set(text, found)
  return found
}
