/**
 * `commonplace/memory`: the memory engine as a library. Open a memory on a backend, give its handlers to the official SDK's
 * memory tool, listen to its commits. docs/guide/library.md walks through it; examples/ run it.
 */
export { type Edit, planEdits } from '../memory/batch-edit.ts'
export type { Blame } from '../memory/blame.ts'
export { BlameCache } from '../memory/blame-cache.ts'
export { blameOf } from '../memory/blames.ts'
export type { Caller } from '../memory/caller.ts'
export type { CommandResult, MemoryCommand } from '../memory/command.ts'
export type { Memory } from '../memory/contract.ts'
export {
  type MemoryHandlers,
  MemoryRefusal,
  type MemoryRunnable,
  memoryHandlers,
  memoryRunnable,
} from '../memory/handlers.ts'
export { applyChoices, type Choice, differencesOf, hunksOf, type Region } from '../memory/hunks.ts'
export { createPolicy, DEFAULT_LIMITS, type Limits, type PolicySettings } from '../memory/limits.ts'
export { type Entry, type Gone, HeadMoved, type MemoryLog } from '../memory/log.ts'
export { findMarks, type Mark, type MarkKind } from '../memory/marks.ts'
export {
  type Denied,
  type Edge,
  type Memories,
  type MemoriesOptions,
  type Opened,
  openMemories,
  type PlacedDocument,
  type PlacedOutcome,
  type Problem as MemoriesProblem,
  type ReadableMemory,
} from '../memory/memories.ts'
export { type MemoryOptions, openMemory } from '../memory/memory.ts'
export type { Mount } from '../memory/mounts.ts'
export type {
  ChangeOutcome,
  Conflicts,
  DocumentConflict,
  EraseOutcome,
  EraseRequest,
  Erasure,
  RefusalCode,
} from '../memory/outcome.ts'
export { type ParsedCommand, parseMemoryCommand } from '../memory/parse-command.ts'
export type { BatchPlan, ChangePlan, ChangePlanning, Planner } from '../memory/planning.ts'
export type { Policy, PolicyRefusal, Proposed } from '../memory/policy.ts'
export { planReplace, type Replacing } from '../memory/replace-all.ts'
export { type ForReview, forReview } from '../memory/review.ts'
export {
  type Access,
  accessOf,
  GUEST,
  type MemoryId,
  type MemoryInfo,
  OWNER,
  type Principal,
} from '../memory/rights.ts'
export { type Finding, findSecrets, SECRET_WORDS, type SecretKind } from '../memory/secrets.ts'
export { type Found, scanMemory } from '../memory/secrets-scan.ts'
export { type UndoCommit, undoOf } from '../memory/taken-back.ts'
export type { Directory } from '../memory/tree.ts'
export { numberAt, treeOf } from '../memory/tree-at.ts'
export type {
  Actor,
  Change,
  Commit,
  CommitReason,
  CommitSpan,
  CommittedChange,
  DocumentId,
  DocumentInfo,
  MemoryPath,
  Origin,
  SealedCommit,
} from '../memory/types.ts'
export type { Previewed, Resolution, Resolutions, Undoing } from '../memory/undo.ts'
export { commitsFrom, previewUndo, type Undo, type UndoPreviewed, undo } from '../memory/undoing.ts'
export { type Head, type Problem as LogProblem, type Verdict, verifyLog } from '../memory/verify.ts'
export { createDynamoTable, type DynamoOptions, type DynamoServer, dynamoLog } from '../storage/dynamo.ts'
export { inProcessLog } from '../storage/in-process.ts'
export { type Backend, openBackend } from '../storage/open.ts'
export { type S3Options, s3Log } from '../storage/s3.ts'
